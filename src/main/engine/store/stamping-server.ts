import { readAuthenticationResults } from '#shared/authentication-results.ts'
import { headerFields } from '#shared/header-lines.ts'
import { registrableDomain } from '#shared/registrable-domain.ts'
import { readContent } from './content.ts'
import type { Reader } from './handle.ts'

const looked = 400
const sampled = 40
const fewest = 15
/** New mail after which it is looked at again. */
const freshFor = 200

type Learned = { readonly owner: string | null; readonly newestKey: number }
const learned = new WeakMap<Reader, Map<string, Learned>>()

/**
 * The owner (a registrable domain) of the servers that put their verdict above everything that a sender wrote, or null.
 *
 * A server that stamps every mail stamps forged ones too, above the forgery: so where all of a sample of the account's
 * newest mail, from senders of many domains, bears an id of one owner in its topmost field, a topmost field with such
 * an id is the server's own. Where one mail lacks it, nothing is learned. Kept per read handle until 200 more emails are here.
 */
export function learnedOwner(r: Reader, accountId: string): string | null {
  const known = learned.get(r) ?? new Map<string, Learned>()
  learned.set(r, known)
  const before = known.get(accountId)
  const newestKey = r.prepare<{ key: number | null }>('SELECT max(key) AS key FROM email').get()?.key ?? 0
  if (before !== undefined && newestKey - before.newestKey < freshFor) return before.owner
  const owner = learn(r, accountId)
  known.set(accountId, { owner, newestKey })
  return owner
}

function learn(r: Reader, accountId: string): string | null {
  const rows = r
    .prepare<{ key: number; account_id: string; from_address: string | null }>(
      `SELECT key, account_id, from_address FROM email
       WHERE counted = 1 AND draft = 0 AND outbound = 0 ORDER BY sent_at DESC LIMIT ?`,
    )
    .all(looked)
    .filter(row => row.account_id === accountId)
  const step = Math.max(1, Math.floor(rows.length / sampled))
  const domains = new Set<string>()
  let owner: string | null = null
  let count = 0
  for (let at = 0; at < rows.length && count < sampled; at += step) {
    const row = rows[at]
    const content = row === undefined ? null : readContent(r, row.key)
    if (row === undefined || content === null) continue
    const found = topmost(content.headers)
    if (found === null || (owner !== null && owner !== found)) return null
    owner = found
    count += 1
    domains.add(row.from_address?.split('@').at(-1)?.toLowerCase() ?? '')
  }
  return count >= fewest && domains.size >= 5 ? owner : null
}

/** Who owns the server of the topmost field; null where there is none, or none with a name. */
function topmost(headers: string): string | null {
  const field = headerFields(headers).find(({ name }) => name === 'authentication-results')
  const server = field === undefined ? undefined : readAuthenticationResults(field.value)?.server
  return server === undefined || server === '' ? null : registrableDomain(server)
}
