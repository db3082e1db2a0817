import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { Method, Params, Result } from '#shared/contract.ts'
import type { Settings } from '#shared/settings.ts'
import { ask } from './client.ts'
import { keys } from './keys.ts'

/** One intent towards the engine. What it changes comes back as an event, never from here. */
export function useAsk<M extends Method>(method: M) {
  return useMutation<Result<M>, Error, Params<M>>({ mutationFn: params => ask(method, params) })
}

/** Changes settings; the engine's answer is what holds. */
export function useSetSettings() {
  const client = useQueryClient()
  return useMutation<Settings, Error, Partial<Settings>>({
    mutationFn: changes => ask('settings/set', changes),
    onSuccess: settings => client.setQueryData(keys.settings, settings),
  })
}
