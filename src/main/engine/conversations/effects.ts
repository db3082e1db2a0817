import type { Place } from '#engine/store/acted-copies.ts'
import type { MailboxRole } from '#shared/account.ts'

/** A copy that was sent elsewhere. */
export type MoveEffect = {
  readonly emailKey: number
  /** The mailbox that the server had it in. */
  readonly mailboxKey: number
  /** Which of several places that the email is to lie in out of that mailbox; absent for the first. */
  readonly part?: number
  readonly role: MailboxRole
  /** A copy of the email was there already where this one was sent: it stays when this one goes back. */
  readonly beside?: true
  /** Where the user had wanted it before, and wanted it from then on; null: in this mailbox. */
  readonly was: Place | null
  readonly now: Place | null
}

/** A flag that was set or taken on an email. */
export type FlagEffect = {
  readonly emailKey: number
  /** As on the wire. */
  readonly flag: string
  readonly on: boolean
  /** Whose copies had it otherwise; empty for a tag on this computer only. */
  readonly mailboxKeys: readonly number[]
}

/** A draft and what became of it. */
export type DraftEffect = { readonly id: string; readonly now: 'open' | 'discarded' }

/** A value of a conversation's own, before and after. */
type RowEffect<Value> = { readonly was: Value; readonly now: Value }

/**
 * What an action changed of one conversation: enough to take back just that, and only where it still is so.
 *
 * Emails are named by key, for conversations are merged and mail moves. Stored as JSON in the journal.
 */
export type Effects = {
  readonly moves?: readonly MoveEffect[]
  readonly flags?: readonly FlagEffect[]
  readonly muted?: RowEffect<boolean> | undefined
  readonly snoozedUntil?: RowEffect<number | null> | undefined
  /** Drafts that were being written and were thrown away, or came back. */
  readonly drafts?: readonly DraftEffect[]
}

/** Whether nothing was changed. */
export function isNothing(effects: Effects): boolean {
  return (
    (effects.moves?.length ?? 0) === 0 &&
    (effects.flags?.length ?? 0) === 0 &&
    (effects.drafts?.length ?? 0) === 0 &&
    effects.muted === undefined &&
    effects.snoozedUntil === undefined
  )
}

/** Whether two places are the same. */
export function isSamePlace(one: Place | null, other: Place | null): boolean {
  if (one === null || other === null) return one === other
  return one.role === other.role && one.mailboxKey === other.mailboxKey
}

/** For the journal. */
export function packEffects(effects: Effects): string {
  return JSON.stringify(effects)
}

/** Only `packEffects` writes them. */
export function unpackEffects(json: string): Effects {
  return JSON.parse(json) as Effects
}
