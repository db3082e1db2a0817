declare const crypto: { getRandomValues(array: Uint8Array): Uint8Array }

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz'

/** Random bytes in stock: a call to the source costs more than all the rest. */
const pool = new Uint8Array(1_024)
let used = pool.length

/**
 * A new opaque id: 80 bits from the platform's secure random source, 16 characters of Crockford's base 32.
 *
 * Used for accounts, conversations, contacts and identities: never an IMAP UID, never derived from mail.
 */
export function newId(): string {
  if (used === pool.length) {
    crypto.getRandomValues(pool)
    used = 0
  }
  let id = ''
  for (const byte of pool.subarray(used, used + 16)) id += alphabet[byte & 31]
  used += 16
  return id
}
