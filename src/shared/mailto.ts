import { isSendable } from './address.ts'
import { safeLine, safeText } from './safe-text.ts'

/** What a `mailto:` address may prefill. Nothing in it attaches, sends or names the sender (R-33). */
export type Mailto = {
  readonly to: readonly string[]
  readonly cc: readonly string[]
  readonly bcc: readonly string[]
  readonly subject: string
  /** Text, never markup. */
  readonly body: string
  /** A Message-ID without angle brackets, or null. */
  readonly inReplyTo: string | null
}

/** What a page or another program may put before a person in one go. */
const limits = { addressChars: 16_384, recipients: 100, subjectChars: 998, bodyChars: 100_000 } as const

/**
 * A `mailto:` address, read (RFC 6068); null for anything else.
 *
 * Only to, cc, bcc, subject, body and in-reply-to count. Whatever else there is, in whatever spelling (`attach`,
 * `attachment`, `file`, `from`, `reply-to` …), is passed over. Headers lose line breaks, control and bidi characters;
 * addresses that mail can't be sent to are left out; what is too long is cut.
 */
export function parseMailto(address: string): Mailto | null {
  const text = address.trim()
  if (!/^mailto:/i.test(text)) return null
  const rest = text.slice('mailto:'.length, limits.addressChars + limits.bodyChars * 3).split('#', 1)[0] ?? ''
  const mark = rest.indexOf('?')
  const path = mark < 0 ? rest : rest.slice(0, mark)
  const to = addresses(path)
  const cc: string[] = []
  const bcc: string[] = []
  let subject = ''
  let body = ''
  let inReplyTo: string | null = null
  for (const field of mark < 0 ? [] : rest.slice(mark + 1).split('&')) {
    const equals = field.indexOf('=')
    if (equals < 1) continue
    const value = field.slice(equals + 1)
    switch (decode(field.slice(0, equals)).toLowerCase()) {
      case 'to':
        to.push(...addresses(value))
        break
      case 'cc':
        cc.push(...addresses(value))
        break
      case 'bcc':
        bcc.push(...addresses(value))
        break
      case 'subject':
        subject = safeLine(decode(value)).slice(0, limits.subjectChars)
        break
      case 'body':
        body = `${body === '' ? '' : `${body}\n`}${safeText(decode(value))}`.slice(0, limits.bodyChars)
        break
      case 'in-reply-to':
        inReplyTo = messageId(decode(value))
        break
    }
  }
  const few = (list: readonly string[]) => [...new Set(list)].slice(0, limits.recipients)
  return { to: few(to), cc: few(cc), bcc: few(bcc), subject, body, inReplyTo }
}

/** Addresses between commas; an encoded comma belongs to an address (RFC 6068 §2). */
function addresses(list: string): string[] {
  return list
    .split(',')
    .map(one => bareAddress(decode(one)))
    .filter(isSendable)
}

/** `Ada <ada@lund.example>` is against the RFC and common; the name is dropped. */
function bareAddress(text: string): string {
  const trimmed = text.trim()
  return /^[^<>]*<([^<>]+)>$/.exec(trimmed)?.[1]?.trim() ?? trimmed
}

function messageId(text: string): string | null {
  return /^<?([^\s<>\p{C}]{3,995})>?$/u.exec(text.trim())?.[1] ?? null
}

/** Percent-encoding undone; `+` is a plus here (RFC 6068 §5). What can't be decoded stays. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text.replace(/(?:%[0-9a-f]{2})+/gi, run => {
      try {
        return decodeURIComponent(run)
      } catch {
        return run
      }
    })
  }
}
