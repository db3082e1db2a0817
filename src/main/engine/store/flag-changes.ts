import type { Reader, Writer } from './handle.ts'

/** A change of flags in a mailbox, as on the wire, that a job is to tell the server. */
export type FlagChange = {
  readonly uid: number
  /** Absent where only the UID is meant. */
  readonly emailKey?: number
  readonly add: readonly string[]
  readonly remove: readonly string[]
}

/** A change together with the job that it belongs to. */
export type FlagChangeOfJob = FlagChange & {
  readonly jobKey: number
  readonly position: number
  /** The UID means nothing any more: the email is meant. */
  readonly isLost: boolean
}

/** Whose flags are meant: by UID, and by key of the email where the UID of a change is lost. */
export type MeantCopies = { readonly uids: readonly number[]; readonly emailKeys: readonly number[] }

type ChangeRow = {
  job_key: number
  position: number
  lost: number
  uid: number
  email_key: number | null
  adds: string
  removes: string
}

/** Stores what a job changes, in the transaction that stores the job. */
export function insertFlagChanges(
  w: Writer,
  jobKey: number,
  of: { readonly mailboxKey: number; readonly isLost: boolean },
  changes: readonly FlagChange[],
): void {
  w.prepare(
    `INSERT INTO flag_change(job_key, position, mailbox_key, lost, uid, email_key, adds, removes)
     SELECT ?, key, ?, ?, value ->> '$.uid', value ->> '$.emailKey', value -> '$.add', value -> '$.remove' FROM json_each(?)`,
  ).run(jobKey, of.mailboxKey, Number(of.isLost), JSON.stringify(changes))
}

/** What a job changes, in the order in which it was asked for. */
export function flagChangesOf(r: Reader, jobKey: number): readonly FlagChange[] {
  return r
    .prepare<ChangeRow>('SELECT * FROM flag_change WHERE job_key = ? ORDER BY position')
    .all(jobKey)
    .map(toChange)
}

/** The changes of these copies in a mailbox that the server doesn't know, without those it refused; oldest first. */
export function openFlagChanges(
  r: Reader,
  mailboxKey: number,
  { uids, emailKeys }: MeantCopies,
): readonly FlagChangeOfJob[] {
  const rows = [
    ...r.prepare<ChangeRow>(waiting('uid', 0)).all(JSON.stringify(uids), mailboxKey),
    ...r.prepare<ChangeRow>(waiting('email', 1)).all(JSON.stringify(emailKeys), mailboxKey),
  ]
  return rows
    .sort((a, b) => a.job_key - b.job_key || a.position - b.position)
    .map(row => ({
      ...toChange(row),
      jobKey: row.job_key,
      position: row.position,
      isLost: row.lost === 1,
    }))
}

const waiting = (name: 'uid' | 'email', lost: 0 | 1) =>
  `SELECT flag_change.* FROM json_each(?) AS meant
   CROSS JOIN flag_change INDEXED BY flag_change_by_${name}
     ON mailbox_key = ? AND ${name === 'uid' ? 'uid' : 'email_key'} = meant.value AND lost = ${lost}
   CROSS JOIN job ON job.key = job_key AND state <> 'failed'`

/** Takes a change out of its job. */
export function removeFlagChange(w: Writer, { jobKey, position }: FlagChangeOfJob): void {
  w.prepare('DELETE FROM flag_change WHERE job_key = ? AND position = ?').run(jobKey, position)
}

/** Whether a job changes anything. */
export function hasFlagChanges(r: Reader, jobKey: number): boolean {
  return r.prepare('SELECT 1 FROM flag_change WHERE job_key = ? LIMIT 1').get(jobKey) !== undefined
}

function toChange(row: ChangeRow): FlagChange {
  return {
    uid: row.uid,
    ...(row.email_key === null ? {} : { emailKey: row.email_key }),
    add: JSON.parse(row.adds) as readonly string[], // only insertFlagChanges writes them
    remove: JSON.parse(row.removes) as readonly string[],
  }
}
