declare const crypto: { getRandomValues(array: Uint8Array): Uint8Array }

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz'

/**
 * A new opaque id: 80 bits from the platform's secure random source, 16 characters of Crockford's base 32.
 *
 * Used for accounts, conversations, contacts and identities: never an IMAP UID, never derived from mail.
 */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  let id = ''
  for (const byte of bytes) id += alphabet[byte & 31]
  return id
}
