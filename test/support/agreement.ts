import type { JudgedMailbox } from './imap-judge.ts'
import type { StoredMailbox } from './store-view.ts'

export type Disagreement = string

const most = 25

/** A Message-ID as people compare it: without brackets and spaces. */
const bareId = (value: string | null) => {
  const bare = value?.replace(/[<>\s]/g, '') ?? ''
  return bare === '' ? null : bare
}

/**
 * Where the store and the server differ, message by message: mailboxes, UIDVALIDITY, UIDs, flags, Message-IDs, sizes.
 *
 * Answers at most 25 sentences; none means agreement.
 */
export function compareWithServer(
  judged: Readonly<Record<string, JudgedMailbox>>,
  stored: Readonly<Record<string, StoredMailbox>>,
): readonly Disagreement[] {
  const found: Disagreement[] = []
  for (const path of Object.keys(stored))
    if (!judged[path]) found.push(`${path}: in the store, not on the server`)
  for (const [path, mailbox] of Object.entries(judged)) {
    const ours = stored[path]
    if (!ours) {
      found.push(`${path}: on the server, not in the store`)
      continue
    }
    if (mailbox.emails.length > 0 && ours.uidValidity !== mailbox.uidValidity)
      found.push(`${path}: UIDVALIDITY ${ours.uidValidity}, server ${mailbox.uidValidity}`)
    if (ours.copies.length !== mailbox.emails.length)
      found.push(`${path}: ${ours.copies.length} messages, server ${mailbox.emails.length}`)
    found.push(...compareMailbox(path, mailbox, ours))
    if (found.length > most) break
  }
  return found.slice(0, most)
}

function compareMailbox(path: string, judged: JudgedMailbox, stored: StoredMailbox): readonly Disagreement[] {
  const ours = new Map(stored.copies.map(copy => [copy.uid, copy]))
  const found: Disagreement[] = []
  for (const email of judged.emails) {
    const at = `${path} UID ${email.uid}`
    const copy = ours.get(email.uid)
    ours.delete(email.uid)
    if (!copy) {
      found.push(`${at}: missing`)
      continue
    }
    const flags = [...email.flags].sort().join(' ')
    if (copy.flags.join(' ') !== flags)
      found.push(`${at}: flags (${copy.flags.join(' ')}), server (${flags})`)
    if (bareId(copy.messageId) !== bareId(email.messageId))
      found.push(`${at}: Message-ID ${copy.messageId}, server ${email.messageId}`)
  }
  for (const uid of ours.keys()) found.push(`${path} UID ${uid}: in the store, not on the server`)
  return found
}
