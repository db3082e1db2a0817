/** One mailbox of an address header (RFC 5322 §3.4): both parts are cleaned of control and bidi characters. */
export type EmailAddress = {
  readonly name: string
  readonly address: string
}

/**
 * The form of an address that decides whether two are the same mailbox: lower case, composed, without a final dot.
 *
 * RFC 5321 §2.4 lets a local part be case-sensitive; no provider makes use of it, and people write both.
 */
export function addressKey(address: string): string {
  return address.trim().normalize('NFC').toLowerCase().replace(/\.$/, '')
}
