/** One mailbox of an address header (RFC 5322 §3.4): both parts are cleaned of control and bidi characters. */
export type EmailAddress = {
  readonly name: string
  /** `local@domain` as written; empty where the header named nobody that mail can reach. */
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

/** The part after the last `@`, lower case; empty where there is none. */
export function domainOf(address: string): string {
  const at = address.lastIndexOf('@')
  return at < 0 ? '' : addressKey(address).slice(at + 1)
}

/**
 * Whether mail can be sent to this: one `local@domain` without spaces, brackets or control characters (RFC 5321 §4.1.2).
 *
 * Quoted local parts and address literals count; whether anybody lives there is for the server to say.
 */
export function isSendable(address: string): boolean {
  if (address.length > 254) return false
  const at = address.lastIndexOf('@')
  const local = address.slice(0, at)
  const domain = address.slice(at + 1)
  if (at < 1 || local.length > 64 || domain === '') return false
  const localOk = /^"(?:[^"\\\r\n]|\\[^\r\n])*"$/.test(local) || /^[^\s"(),:;<>@[\\\]]+$/.test(local)
  const domainOk = /^\[[0-9A-Fa-f:.]+\]$/.test(domain) || /^[^\s"(),:;<>@[\\\]_]+$/.test(domain)
  return localOk && domainOk && !domain.startsWith('.') && !domain.includes('..') && !/\p{C}/u.test(address)
}

/** Signs that stand in for `@` or that render like it. */
const atSign = /[@＠﹫]/

/**
 * Whether a display name pretends to be an address other than the real one.
 *
 * Such a name must not be shown alone: mail from `"ceo@bank.example" <x@evil.example>` is from the latter.
 */
export function nameImpersonates(mailbox: EmailAddress): boolean {
  if (!atSign.test(mailbox.name)) return false
  const claimed = mailbox.name.normalize('NFKC').toLowerCase()
  const real = addressKey(mailbox.address)
  if (real === '') return true
  const others = claimed.split(/[\s"'<>()[\],;]+/).filter(word => word.includes('@') && word.length > 2)
  return others.some(word => word.replace(/[.:]+$/, '') !== real)
}

/** What a list shows for a mailbox: its name, or its address where there is none or the name pretends to be another. */
export function displayName(mailbox: EmailAddress): string {
  return mailbox.name === '' || nameImpersonates(mailbox) ? mailbox.address || mailbox.name : mailbox.name
}
