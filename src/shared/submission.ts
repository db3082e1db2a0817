import type { EmailAddress } from './address.ts'
import type { ErrorReport } from './errors.ts'

/**
 * How far a mail is on its way out (semantics.md, Sending 4).
 *
 * `uncertain`: the connection went after the last byte and before the answer; it is never sent again by itself.
 */
export type SubmissionState = 'queued' | 'sending' | 'sent' | 'uncertain' | 'failed' | 'cancelled'

/** The copy in the account's Sent mailbox: still to come, there, or refused (the mail is sent all the same). */
export type SentCopy = 'waiting' | 'there' | 'refused'

/** What became of one recipient. */
export type RecipientResult = {
  readonly address: string
  readonly state: 'waiting' | 'accepted' | 'refused'
  /** The server's own words; shown as such. */
  readonly reply: string | null
}

/** A mail that was handed over for sending: its bytes and its Message-ID never change again. */
export type Submission = {
  readonly id: string
  readonly accountId: string
  /** The draft that it was made of, which undo opens again; null once that is gone. */
  readonly draftId: string | null
  readonly conversationId: string | null
  /** The email that stands for it in its thread; null once it was cancelled. */
  readonly emailId: string | null
  readonly state: SubmissionState
  readonly subject: string
  readonly to: readonly EmailAddress[]
  /** When it leaves at the earliest: the end of the time to undo, or the time that was chosen. Epoch ms UTC. */
  readonly sendAt: number
  /** Whether a person chose `sendAt`. */
  readonly scheduled: boolean
  /** After a failure that may pass: when it is tried again. */
  readonly retryAt: number | null
  readonly recipients: readonly RecipientResult[]
  /** Why it is not sent yet, or never will be. */
  readonly problem: ErrorReport | null
  /** The customer wrote after it was scheduled: it waits for a word of its writer's. */
  readonly heldForAnswer: boolean
  readonly createdAt: number
  readonly sentAt: number | null
}

/**
 * What a person decides about a mail that is `uncertain` or `failed`.
 *
 * `sent`: it arrived, as they know; `send-again`: the same bytes once more; `edit`: back to the draft.
 */
export type SubmissionChoice = 'sent' | 'send-again' | 'edit'

/** How far an email of a thread is on its way out. */
export type EmailSubmission = Pick<
  Submission,
  'id' | 'state' | 'sendAt' | 'scheduled' | 'retryAt' | 'recipients' | 'problem' | 'heldForAnswer'
> & {
  /** Null until it is sent. */
  readonly sentCopy: SentCopy | null
}

/** What waits to be sent from a conversation, the most pressing of it. */
export type Outgoing = 'queued' | 'scheduled' | 'failed' | 'uncertain'
