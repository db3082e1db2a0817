import { QueryClient } from '@tanstack/react-query'
import { isAppError } from '#shared/errors.ts'

/**
 * The cache of what the engine answered.
 *
 * Nothing goes stale by time: only the engine's events say that something changed. The network is the engine's affair,
 * so queries run offline as well.
 */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        networkMode: 'always',
        staleTime: Number.POSITIVE_INFINITY,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        retry: (failures, error) => failures < 3 && isAppError(error, 'engine-restarted'),
        retryDelay: 250,
      },
      mutations: { networkMode: 'always', retry: false },
    },
  })
}
