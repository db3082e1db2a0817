import type { Reader } from './handle.ts'

/** The account of an email, or null when the email is gone. */
export function accountOfEmail(r: Reader, key: number): string | null {
  return (
    r.prepare<{ account_id: string }>('SELECT account_id FROM email WHERE key = ?').get(key)?.account_id ??
    null
  )
}

/** RFC822.SIZE of an email, or null when the email is gone. */
export function emailSizeBytes(r: Reader, key: number): number | null {
  return (
    r.prepare<{ size_bytes: number }>('SELECT size_bytes FROM email WHERE key = ?').get(key)?.size_bytes ??
    null
  )
}

/** What is needed of an email that the screen named. */
export type FoundEmail = {
  readonly key: number
  readonly accountId: string
  readonly conversationKey: number
  readonly subject: string
}

/** The email that the screen named, or null. */
export function findEmail(r: Reader, id: string): FoundEmail | null {
  return (
    r
      .prepare<FoundEmail>(
        `SELECT key, account_id AS accountId, conversation_key AS conversationKey, subject FROM email WHERE id = ?`,
      )
      .get(id) ?? null
  )
}

/** What makes an email the same wherever it lies: its dedupe key in lower-case hex, and RFC822.SIZE. */
export type EmailIdentity = { readonly key: number; readonly dedupeHex: string; readonly sizeBytes: number }

/** The identities of emails; those that are gone are absent. */
export function identitiesOf(r: Reader, keys: Iterable<number>): readonly EmailIdentity[] {
  const find = r.prepare<EmailIdentity>(
    'SELECT key, lower(hex(dedupe_key)) AS dedupeHex, size_bytes AS sizeBytes FROM email WHERE key = ?',
  )
  return [...new Set(keys)].flatMap(key => find.get(key) ?? [])
}
