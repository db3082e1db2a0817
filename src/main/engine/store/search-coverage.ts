import type { SearchCoverage } from '#shared/search.ts'
import type { Reader } from './handle.ts'
import { searchTargets } from './index-changes.ts'
import type { Sliced } from './slices.ts'

/** Bodies that are missing are counted up to this many per account: more is told by nobody's screen. */
const missingAtMost = 100_000

/** Entries of an index that are counted between two slices: under a millisecond. */
const countedAtOnce = 20_000

/** How much of the mail search finds, counted in slices. */
export function* searchCoverage(r: Reader): Sliced<SearchCoverage> {
  const here = r.prepare<{ n: number }>('SELECT sum(count) AS n FROM email_tally').get()?.n ?? 0
  yield
  const known = r.prepare<{ n: number }>('SELECT count(*) AS n FROM email_fts_docsize').get()?.n ?? 0
  const indexed = Math.max(0, Math.min(here, known) - waitingEmails(r))
  yield
  const coming = yield* emailsToCome(r)
  const accounts = r.prepare<{ id: string }>('SELECT id FROM account').all()
  const bodiesMissing = accounts.reduce((sum, { id }) => sum + missingBodies(r, id), 0)
  return {
    indexed,
    total: here + coming,
    bodiesMissing,
    complete: indexed === here && coming === 0 && bodiesMissing === 0,
  }
}

/** Whether an account's server may find more than this computer: mail still to come, or bodies that stayed there. */
export function hasMoreOnServer(r: Reader, accountId: string): boolean {
  const open = 'SELECT 1 FROM mailbox WHERE account_id = ? AND selectable = 1 AND backfill_uid IS NOT NULL'
  const missing = "SELECT 1 FROM email WHERE account_id = ? AND body_state IN ('partial', 'absent') LIMIT 1"
  return [open, missing].some(sql => r.prepare(sql).get(accountId) !== undefined)
}

function waitingEmails(r: Reader): number {
  return (
    r
      .prepare<{ n: number }>(
        `SELECT count(DISTINCT search_key) AS n FROM search_queue
         WHERE seq > (SELECT done_seq FROM search.progress) AND target = ? AND words IS NOT NULL`,
      )
      .get(searchTargets.email)?.n ?? 0
  )
}

function missingBodies(r: Reader, accountId: string): number {
  const count = r.prepare<{ n: number }>(
    `SELECT count(*) AS n FROM (SELECT 1 FROM email INDEXED BY email_body_missing
       WHERE account_id = ? AND body_state IN ('partial', 'absent') LIMIT ?)`,
  )
  return count.get(accountId, missingAtMost)?.n ?? 0
}

/** What the servers have in mailboxes that are not fetched to their end. */
function* emailsToCome(r: Reader): Sliced<number> {
  const open = r
    .prepare<{ key: number; message_count: number }>(
      'SELECT key, message_count FROM mailbox WHERE selectable = 1 AND backfill_uid IS NOT NULL',
    )
    .all()
  let coming = 0
  for (const mailbox of open) coming += Math.max(0, mailbox.message_count - (yield* copiesIn(r, mailbox.key)))
  return coming
}

function* copiesIn(r: Reader, mailboxKey: number): Sliced<number> {
  const step = r.prepare<{ uid: number }>(
    'SELECT uid FROM email_copy WHERE mailbox_key = ? AND uid > ? ORDER BY uid LIMIT 1 OFFSET ?',
  )
  const rest = r.prepare<{ n: number }>(
    'SELECT count(*) AS n FROM email_copy WHERE mailbox_key = ? AND uid > ?',
  )
  let count = 0
  for (let uid = 0; ; ) {
    const next = step.get(mailboxKey, uid, countedAtOnce - 1)
    if (next === undefined) return count + (rest.get(mailboxKey, uid)?.n ?? 0)
    count += countedAtOnce
    uid = next.uid
    yield
  }
}
