import { create } from 'zustand'
import type { ConversationRow } from '#shared/conversation.ts'

/** What the servers found beyond what this computer finds, for the search that is shown. */
type ServerRows = {
  readonly rows: readonly ConversationRow[]
  /** `idle` where nobody asked: everything is on this computer, or nothing is searched for. */
  readonly state: 'idle' | 'searching' | 'done' | 'failed'
  /** Emails that match on the servers and are not on this computer yet. */
  readonly elsewhere: number
}

const nothing: ServerRows = { rows: [], state: 'idle', elsewhere: 0 }

/** The servers' part of a search. Set by the search; it never waits for them. */
export const useServerSearch = create<ServerRows>()(() => nothing)

/** Forgets what servers found: another search begins. */
export const forgetServerRows = (): void => {
  if (useServerSearch.getState() !== nothing) useServerSearch.setState(nothing)
}

/** Rows that only the servers found. */
export const useServerRows = (): readonly ConversationRow[] => useServerSearch(state => state.rows)
