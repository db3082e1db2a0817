import { useInfiniteQuery } from '@tanstack/react-query'
import type { ActionRecord } from '#shared/actions.ts'
import { ask } from './client.ts'
import { keys } from './keys.ts'

const pageSize = 100

/** The journal of the last 30 days, newest first, read page by page. */
export function useHistory() {
  const query = useInfiniteQuery({
    queryKey: [...keys.actions, 'history'],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      ask(
        'actions/list',
        { limit: pageSize, ...(pageParam === null ? {} : { after: pageParam }) },
        { signal },
      ),
    getNextPageParam: page => page.next,
  })
  const records: readonly ActionRecord[] = query.data?.pages.flatMap(page => page.actions) ?? []
  return {
    records,
    isKnown: query.data !== undefined,
    error: query.error,
    retry: query.refetch,
    hasMore: query.hasNextPage && !query.isFetchingNextPage,
    loadMore: query.fetchNextPage,
  }
}
