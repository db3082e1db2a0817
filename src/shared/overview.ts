import type { Source } from './conversation.ts'

/** A conversation whose customer waits for an answer; times epoch ms UTC. */
export type OpenWait = {
  readonly conversationId: string
  readonly contactName: string
  readonly subject: string
  readonly source: Source
  readonly since: number
}

/** The figures of the Conversation overview (semantics.md, Figures). Durations in ms. */
export type Overview = {
  readonly total: number
  readonly active: number
  readonly archived: number
  readonly unread: number
  readonly oldestUnreadAt: number | null
  readonly startedThisMonth: number
  readonly waitingCount: number
  readonly response: {
    readonly periodDays: number
    readonly meanMs: number | null
    readonly medianMs: number | null
    readonly p90Ms: number | null
    readonly count: number
    /** Mean of the period of the same length before. */
    readonly previousMeanMs: number | null
  }
  readonly volume: { readonly received: number; readonly sent: number; readonly monthStart: number }
  readonly bySource: readonly { readonly source: Source; readonly count: number }[]
  /** Longest wait first; at most ten. */
  readonly waiting: readonly OpenWait[]
}
