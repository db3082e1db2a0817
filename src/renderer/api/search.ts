import { useQuery } from '@tanstack/react-query'
import type { ConversationFilter, ConversationRow } from '#shared/conversation.ts'
import type { ExcerptParams, SearchCoverage, SearchMatch, ServerSearchResult } from '#shared/search.ts'
import { ask } from './client.ts'
import { keys } from './keys.ts'

/** How much of the mail a search sees, while somebody searches; undefined until it is known. */
export function useSearchCoverage(searching: boolean): SearchCoverage | undefined {
  return useQuery({
    queryKey: keys.coverage,
    queryFn: ({ signal }) => ask('search/coverage', {}, { signal }),
    enabled: searching,
  }).data
}

/** A match that came without its excerpt, with it; undefined until it is here. */
export function useExcerpt(params: ExcerptParams): SearchMatch | undefined {
  return useQuery({
    queryKey: keys.excerpt(params),
    queryFn: ({ signal }) => ask('search/excerpt', params, { signal }),
    gcTime: 10_000,
  }).data
}

/** Asks the servers for what this computer can't find; rows come as they are found. */
export function searchServers(
  filter: ConversationFilter,
  on: { readonly rows: (rows: readonly ConversationRow[]) => void; readonly signal: AbortSignal },
): Promise<ServerSearchResult> {
  return ask('search/server', { filter }, { signal: on.signal, onChunk: ({ rows }) => on.rows(rows) })
}

/** A row as it is now; throws `not-found` where the conversation is gone. */
export async function rereadRow(id: string, signal: AbortSignal): Promise<ConversationRow> {
  return (await ask('conversations/get', { id }, { signal })).row
}
