import type { QueryClient, QueryKey } from '@tanstack/react-query'

/**
 * Says that what the cache holds under a key is out of date, and waits until what is on the screen was read anew.
 *
 * A query that is being read for the first time takes no notice of that, and its answer may be older than the change: it is
 * out of date once more when it has come.
 */
export async function invalidate(client: QueryClient, queryKey: QueryKey): Promise<void> {
  const firstReads = client
    .getQueryCache()
    .findAll({ queryKey, fetchStatus: 'fetching', predicate: query => query.state.data === undefined })
    .map(query => query.promise)
  await client.invalidateQueries({ queryKey })
  if (firstReads.length === 0) return
  await Promise.allSettled(firstReads)
  await client.invalidateQueries({ queryKey })
}
