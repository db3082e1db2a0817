import { z } from 'zod'
import type { Search } from '#engine/search/search.ts'
import type { HandlersOf } from './handler.ts'
import { conversationFilter, id, nothing } from './schemas.ts'

/** What is known about searches beside their rows, which `conversations/list` has. */
export function searchHandlers(search: Search) {
  const filtered = z.strictObject({ filter: conversationFilter })
  return {
    'conversations/count': {
      schema: filtered,
      handle: ({ filter }, { signal }) => search.count(filter, { signal }),
    },
    'search/coverage': { schema: nothing, handle: (_params, { signal }) => search.coverage({ signal }) },
    'search/excerpt': {
      schema: z.strictObject({ emailId: id, words: z.array(z.string().max(500)).max(250) }),
      handle: ({ emailId, words }) => search.excerpt(emailId, words),
    },
    'search/server': {
      schema: filtered,
      handle: ({ filter }, { signal, onChunk }) => search.server(filter, { signal, onChunk }),
    },
  } satisfies HandlersOf<'conversations/count' | 'search/coverage' | 'search/excerpt' | 'search/server'>
}
