import { addressKey, type EmailAddress } from '#shared/address.ts'
import type { Reader } from './handle.ts'

/** As many as a list of completions may be drawn from. */
const foundAtMost = 20

/**
 * People whose name, a word of it, or address begins with the text; whom mail was exchanged with last comes first.
 *
 * Empty text finds nobody.
 */
export function findContacts(r: Reader, text: string): readonly EmailAddress[] {
  const typed = text.trim()
  if (typed === '') return []
  const name = likeText(typed)
  // SQLite folds ASCII only: other letters are tried as typed and with a capital.
  const capital = likeText(typed.charAt(0).toLocaleUpperCase() + typed.slice(1))
  return r
    .prepare<{ name: string; address: string }>(
      `SELECT contact.name, contact_address.address,
         (SELECT max(last_at) FROM conversation WHERE contact_key = contact.key) AS last_at
       FROM contact_address JOIN contact ON contact.key = contact_address.contact_key
       WHERE address_key LIKE ? ESCAPE '\\'
         OR name LIKE ? ESCAPE '\\' OR name LIKE ? ESCAPE '\\'
         OR name LIKE ? ESCAPE '\\' OR name LIKE ? ESCAPE '\\'
       ORDER BY last_at IS NULL, last_at DESC, contact.key LIMIT ${foundAtMost}`,
    )
    .all(`${likeText(addressKey(typed))}%`, `${name}%`, `% ${name}%`, `${capital}%`, `% ${capital}%`)
    .map(row => ({ name: row.name, address: row.address }))
}

const likeText = (text: string) => text.replace(/[\\%_]/g, '\\$&')
