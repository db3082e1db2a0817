/** Why a mail was not delivered, in the words that the screen has a sentence for. */
export type BounceReason =
  | 'no-such-address'
  | 'no-such-domain'
  | 'mailbox-full'
  | 'too-large'
  | 'looks-like-spam'
  | 'blocked'
  | 'policy'
  | 'authentication'
  | 'disabled'
  | 'server-unreachable'
  | 'too-many'
  | 'content-rejected'
  | 'loop'
  | 'delayed'
  | 'unknown'

/** What became of one recipient (RFC 3464 §2.3). */
export type FailedRecipient = {
  readonly address: string
  /** The address as the sender wrote it, where mail to it was passed on to `address` (RFC 3464 §2.3.1); else null. */
  readonly sentTo: string | null
  readonly reason: BounceReason
  /** Enhanced status code (RFC 3463), as `5.1.1`; null where none was told. */
  readonly status: string | null
  /** The other server's own words, one line, at most 1,000 characters; plain text only. */
  readonly diagnostic: string | null
}

/** What an email that reports a failed delivery says. */
export type BounceReport = {
  /** Whether it is still being tried (`delayed`) or given up (`failed`). */
  readonly kind: 'failed' | 'delayed'
  /** The email that failed, when it is here. */
  readonly failedEmailId: string | null
  readonly recipients: readonly FailedRecipient[]
}

/** What a bounce says about an email that was sent from here. */
export type DeliveryFailure = FailedRecipient & {
  readonly kind: BounceReport['kind']
  /** The email that reported it. */
  readonly reportedBy: string
  /** Who sent that email, as its From says: anybody can write a report. Empty where it names nobody. */
  readonly reporter: string
}
