/** One mailbox of an address header (RFC 5322 §3.4): both parts are cleaned of control and bidi characters. */
export type EmailAddress = {
  readonly name: string
  readonly address: string
}
