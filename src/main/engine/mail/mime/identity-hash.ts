import { createHash } from 'node:crypto'
import type { HeaderFields } from './header-fields.ts'

/** Headers that no server on the way changes. */
const stable = ['message-id', 'date', 'from', 'to', 'cc', 'subject'] as const

/** Every fetch of a message's beginning brings at least twice as much, so that it never decides. */
const namelessBytes = 8 * 1024

/**
 * The key that tells whether two copies are one email (semantics.md: Email, F-19): 24 characters, same input, same key.
 *
 * A hash over the raw stable headers (folding and runs of white space aside), the Message-ID among them, and the size.
 * Different mails that share a Message-ID get different keys. Headers alone can't tell mails without a Message-ID apart
 * (reports of the same minute, mails that lost their headers): for those the first 8 KB of `raw` count too.
 *
 * `sizeBytes` must be the server's RFC822.SIZE and nothing else: it is the one count that is the same in every mailbox
 * of an account (RFC 9051 §2.3.4) and before and after all bytes are here. Servers count line ends differently, so keys
 * compare within one account only.
 */
export function identityHash(fields: HeaderFields, sizeBytes: number, raw: Uint8Array): string {
  const parts = stable.map(name =>
    fields
      .all(name)
      .slice(0, name === 'to' || name === 'cc' ? 50 : 1)
      .join(',')
      .replace(/\s+/g, ' '),
  )
  const hash = createHash('sha256').update(`${parts.join('\0')}\0${sizeBytes}`, 'latin1')
  if (parts[0]?.trim() === '') hash.update(raw.subarray(0, namelessBytes))
  return hash.digest('base64url').slice(0, 24)
}
