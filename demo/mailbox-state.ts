/** One stored message; `raw` holds one byte per character. */
export type MessageState = {
  readonly uid: number
  readonly flags: readonly string[]
  /** IMAP date-time (RFC 3501). */
  readonly internalDate: string
  readonly modseq: number
  readonly raw: string
}

/** One mailbox with everything that a client may remember about it. */
export type MailboxState = {
  readonly path: string
  /** Special-use flag (RFC 6154), such as `\Sent`; null for INBOX and plain mailboxes. */
  readonly role: string | null
  readonly subscribed: boolean
  readonly uidValidity: number
  readonly uidNext: number
  readonly highestModseq: number
  readonly messages: readonly MessageState[]
}
