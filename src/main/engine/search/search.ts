import { findConversationKeys } from '#engine/store/conversation-page.ts'
import type { Store } from '#engine/store/database.ts'
import { searchCoverage } from '#engine/store/search-coverage.ts'
import { excerptOfEmail } from '#engine/store/search-match.ts'
import { runInSlices } from '#engine/store/slices.ts'
import type { ConversationFilter } from '#shared/conversation.ts'
import type { ConversationCount, SearchCoverage, SearchMatch } from '#shared/search.ts'
import { createServerSearch, type ServerSearch, type ServerSearchDeps } from './server-search.ts'

type Waiting = { readonly signal: AbortSignal }

/** What is known about searches beside their rows. */
export type Search = {
  /** How many conversations a filter finds, counted up to 1,000. @throws AppError 'cancelled' */
  readonly count: (filter: ConversationFilter, options: Waiting) => Promise<ConversationCount>
  /** How much of the mail is searched. @throws AppError 'cancelled' */
  readonly coverage: (options: Waiting) => Promise<SearchCoverage>
  /** Where an email holds the words. @throws AppError 'not-found' */
  readonly excerpt: (emailId: string, words: readonly string[]) => SearchMatch
  readonly server: ServerSearch
}

const countedAtMost = 1_000

/** Wires search to the store and the servers. */
export function createSearch(deps: ServerSearchDeps & { readonly store: Store }): Search {
  const { reader } = deps.store
  return {
    count: async (filter, options) => {
      const keys = await runInSlices(findConversationKeys(reader, filter, countedAtMost + 1), options)
      return { count: Math.min(keys.length, countedAtMost), more: keys.length > countedAtMost }
    },
    coverage: options => runInSlices(searchCoverage(reader), options),
    excerpt: (emailId, words) => excerptOfEmail(reader, emailId, words),
    server: createServerSearch(deps),
  }
}
