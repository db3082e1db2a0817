import { domainOf } from '#shared/address.ts'
import { lookAlikes } from '#shared/look-alike.ts'
import { registrableDomain } from '#shared/registrable-domain.ts'
import type { Reader } from './handle.ts'

const mostNamed = 5

/**
 * Known addresses that this one may be taken for: of a domain that looks like its domain, or of its own domain with a
 * name that looks like its name. Each is asked for by its spelling, so that a mailbox of any size answers at once.
 */
export function knownLike(r: Reader, address: string): readonly string[] {
  const domain = domainOf(address)
  const byDomain = r.prepare<{ address_key: string }>(
    `SELECT address_key FROM contact_address
     WHERE substr(address_key, instr(address_key, '@') + 1) = ? LIMIT ?`,
  )
  const byAddress = r.prepare<{ address_key: string }>(
    'SELECT address_key FROM contact_address WHERE address_key = ?',
  )
  const owner = registrableDomain(domain)
  const local = address.slice(0, Math.max(0, address.lastIndexOf('@')))
  return [...new Set([domain, owner].flatMap(lookAlikes))]
    .flatMap(name => byDomain.all(name, mostNamed))
    .concat(lookAlikes(local).flatMap(name => byAddress.all(`${name}@${domain}`)))
    .map(row => row.address_key)
    .filter(
      known =>
        known !== address && (registrableDomain(domainOf(known)) !== owner || domainOf(known) === domain),
    )
}

/** Known addresses of people with this full name; none for what many people and machines are called (`Anna`, `Support`). */
export function knownByName(r: Reader, name: string): readonly string[] {
  if (name.length > 200) return []
  const [last, first] = name.split(', ', 2)
  const plain = first === undefined ? name : `${first} ${last}`
  const words = plain.match(/[\p{L}\p{N}]+/gu) ?? []
  if (words.length < 2 || words.join('').length < 7) return []
  return r
    .prepare<{ address_key: string }>(
      `SELECT known.address_key FROM contact
       JOIN contact_address AS known ON known.contact_key = contact.key
       WHERE contact.name = ? COLLATE NOCASE LIMIT ?`,
    )
    .all(plain.trim(), mostNamed)
    .map(row => row.address_key)
}
