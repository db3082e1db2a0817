import { newId } from '#shared/ids.ts'
import type { Reader, Writer } from './handle.ts'

/** Who a conversation is with, as a mail names them. */
export type SeenContact = {
  readonly name: string
  readonly address: string
  /** The normalised address. */
  readonly addressKey: string
}

/** The contact who has this address, made when there is none. A contact without a name takes the one seen now. */
export function ensureContact(
  w: Writer,
  seen: SeenContact,
  at: number,
): { readonly key: number; readonly id: string } {
  const known = w
    .prepare<{ key: number; id: string; name: string }>(
      `SELECT contact.key, contact.id, contact.name FROM contact_address
       JOIN contact ON contact.key = contact_address.contact_key WHERE address_key = ?`,
    )
    .get(seen.addressKey)
  if (known !== undefined) {
    if (known.name === '' && seen.name !== '') {
      w.prepare('UPDATE contact SET name = ? WHERE key = ?').run(seen.name, known.key)
    }
    return { key: known.key, id: known.id }
  }
  const id = newId()
  const row = w
    .prepare<{ key: number }>('INSERT INTO contact(id, name, created_at) VALUES (?, ?, ?) RETURNING key')
    .all(id, seen.name, at)[0]
  if (row === undefined) throw new Error('An insert returns its row')
  w.prepare('INSERT INTO contact_address(address_key, contact_key, address) VALUES (?, ?, ?)').run(
    seen.addressKey,
    row.key,
    seen.address,
  )
  return { key: row.key, id }
}

/** The contact who has this normalised address, or null. */
export function findContactByAddress(r: Reader, addressKey: string): { readonly key: number } | null {
  return (
    r
      .prepare<{ key: number }>('SELECT contact_key AS key FROM contact_address WHERE address_key = ?')
      .get(addressKey) ?? null
  )
}
