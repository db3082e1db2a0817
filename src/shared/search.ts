import type { ConversationFilter, ConversationRow } from './conversation.ts'
import type { ErrorReport } from './errors.ts'

/** Where a search found a conversation, and the text around the hit. */
export type SearchMatch = {
  readonly field: 'contact' | 'preview' | 'subject' | 'address' | 'body' | 'attachment'
  /** At most 160 characters on one line; '' for contact and preview, which the row shows, and where no text is at hand. */
  readonly excerpt: string
  /** Found by the account's server: the text isn't on this computer. */
  readonly server?: true | undefined
  /** Its excerpt is not made yet: `search/excerpt` answers with the whole match, field and all. */
  readonly later?: ExcerptParams | undefined
}

/** Which email was found, by which words; a search gives it for rows below those that a window shows. */
export type ExcerptParams = { readonly emailId: string; readonly words: readonly string[] }

/** How much of the mail a search on this computer sees. */
export type SearchCoverage = {
  /** Emails that can be found. */
  readonly indexed: number
  /** Emails on this computer, and those that are still to come from the servers. */
  readonly total: number
  /** Emails found by their headers only: the text is on the server. */
  readonly bodiesMissing: number
  /** Nothing is missing: a server would find no more. */
  readonly complete: boolean
}

/** How many a filter finds, counted up to 1,000; `more` when there are more than `count`. */
export type ConversationCount = { readonly count: number; readonly more: boolean }

/** What a server search asks: a filter with a search. */
export type ServerSearchParams = { readonly filter: ConversationFilter }

/** Rows that the servers found beyond what this computer finds; each conversation once, newest first within a chunk. */
export type ServerSearchChunk = { readonly rows: readonly ConversationRow[] }

/** How a server search ended. Failures are facts to show quietly; other accounts' rows stand. */
export type ServerSearchResult = {
  /** Conversations that were told in chunks. */
  readonly found: number
  /** Emails that match on the servers and are not on this computer yet. */
  readonly elsewhere: number
  readonly accounts: readonly (
    | { readonly accountId: string; readonly state: 'searched' }
    | { readonly accountId: string; readonly state: 'failed'; readonly reason: ErrorReport }
  )[]
}
