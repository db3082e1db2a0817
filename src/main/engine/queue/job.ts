import type { FlagChange } from '#engine/store/flag-changes.ts'
import type { MailboxRole } from '#shared/account.ts'

/** Changes of flags in one mailbox. Nothing is sent when its UIDVALIDITY is another by then. */
export type SetFlags = {
  readonly kind: 'set-flags'
  readonly payload: {
    readonly mailboxKey: number
    /** Empty where UIDs have lost their meaning or had none yet: the emails are meant, once the mailbox has been read. */
    readonly uidValidity: string
    /** The entry of the History page that it belongs to; absent for what happens by itself. */
    readonly actionId?: string
    /** Each with the email whose copy is meant where `uidValidity` is empty. Stored as rows (store/flag-changes.ts). */
    readonly changes: readonly FlagChange[]
  }
}

/**
 * Moves emails out of a mailbox. What is meant are the emails: the UIDs find them while UIDVALIDITY is the same.
 *
 * What the user sees meanwhile stands in the table pending_move (store/pending-moves.ts).
 */
export type MoveEmails = {
  readonly kind: 'move-emails'
  readonly payload: {
    readonly mailboxKey: number
    readonly uidValidity: string
    readonly toRole: MailboxRole
    /** Null: the account's mailbox of that role, found when the server is told. */
    readonly toMailboxKey: number | null
    readonly emails: readonly { readonly emailKey: number; readonly uid: number }[]
    /** The entry of the History page that it belongs to. */
    readonly actionId: string | null
  }
}

/** The rest of an email that somebody wanted to read while its server was out of reach. */
export type FetchBody = {
  readonly kind: 'fetch-body'
  readonly payload: { readonly emailKey: number }
}

/** Sees to exactly one copy of a sent mail in Sent: looks for the server's own first (semantics.md, Sending 5). */
export type AppendSent = {
  readonly kind: 'append-sent'
  readonly payload: { readonly submissionId: string }
}

/** Looks whether a mail whose fate is not known has arrived in the account after all. */
export type FindSent = {
  readonly kind: 'find-sent'
  readonly payload: { readonly submissionId: string }
}

/** Brings the copy of a draft in its account's Drafts mailbox in step with it: there, anew, or gone. */
export type MirrorDraft = {
  readonly kind: 'mirror-draft'
  readonly payload: { readonly draftId: string }
}

/** What the queue can carry; a later kind joins this union. */
export type Job = (SetFlags | MoveEmails | FetchBody | AppendSent | FindSent | MirrorDraft) & {
  readonly accountId: string
}

/** A job of one kind. */
export type JobOf<Kind extends Job['kind']> = Extract<Job, { readonly kind: Kind }>
