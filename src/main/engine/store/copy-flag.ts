import type { Reader, Writer } from './handle.ts'

/** A copy and how it is marked. */
type MarkedCopy = {
  readonly mailboxKey: number
  readonly uid: number
  readonly seen: boolean
  /** Space separated. */
  readonly keywords: string
}

/** Whether a copy has a flag: `\Seen`, or a keyword, whose case does not matter (RFC 9051 §2.3.2). */
export function hasFlag(copy: Pick<MarkedCopy, 'seen' | 'keywords'>, flag: string): boolean {
  if (flag === '\\Seen') return copy.seen
  const lower = flag.toLowerCase()
  return copy.keywords.split(' ').some(keyword => keyword.toLowerCase() === lower)
}

/** Sets or takes a flag of a copy; false where it has it so already. Then `refreshEmails`. */
export function setCopyFlag(w: Writer, copy: MarkedCopy, flag: string, on: boolean): boolean {
  const { mailboxKey, uid } = copy
  if (hasFlag(copy, flag) === on) return false
  if (flag === '\\Seen') {
    w.prepare('UPDATE email_copy SET seen = ? WHERE mailbox_key = ? AND uid = ?').run(
      Number(on),
      mailboxKey,
      uid,
    )
    return true
  }
  const lower = flag.toLowerCase()
  const others = copy.keywords.split(' ').filter(keyword => keyword !== '' && keyword.toLowerCase() !== lower)
  const keywords = (on ? [...others, flag] : others).sort().join(' ')
  w.prepare('UPDATE email_copy SET keywords = ? WHERE mailbox_key = ? AND uid = ?').run(
    keywords,
    mailboxKey,
    uid,
  )
  return true
}

/** The flags of a copy as they are now, or null when it is gone. */
export function findCopyMarks(r: Reader, mailboxKey: number, uid: number): MarkedCopy | null {
  const row = r
    .prepare<{ seen: number; keywords: string }>(
      'SELECT seen, keywords FROM email_copy WHERE mailbox_key = ? AND uid = ?',
    )
    .get(mailboxKey, uid)
  return row === undefined ? null : { mailboxKey, uid, seen: row.seen === 1, keywords: row.keywords }
}
