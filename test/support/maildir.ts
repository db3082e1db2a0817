import { randomBytes } from 'node:crypto'
import {
  chownSync,
  closeSync,
  existsSync,
  futimesSync,
  mkdirSync,
  openSync,
  renameSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'

/** A message to lay into a mailbox. */
export type DeliveredEmail = {
  readonly raw: string | Buffer
  /** IMAP system flags, e.g. `\\Seen`; without any the mail lands in `new/`. */
  readonly flags?: readonly string[]
  /** INTERNALDATE, epoch ms; default now. */
  readonly receivedAt?: number
}

/** Who owns the folders, where root serves mail as another user. */
export type MailOwner = { readonly uid: number; readonly gid: number }

const flagLetters: Readonly<Record<string, string>> = {
  '\\Draft': 'D',
  '\\Flagged': 'F',
  '\\Passed': 'P',
  '\\Answered': 'R',
  '\\Seen': 'S',
  '\\Deleted': 'T',
}

/** The folder of a mailbox under Maildir++ with UTF-8 names; `/` separates levels in IMAP, `.` on disk. */
export function maildirPath(root: string, mailbox: string): string {
  return mailbox.toUpperCase() === 'INBOX' ? root : join(root, `.${mailbox.replaceAll('/', '.')}`)
}

/** Makes the three folders of a maildir, if they are not there. */
export function createMaildir(path: string, owner?: MailOwner): void {
  for (const folder of [path, join(path, 'cur'), join(path, 'new'), join(path, 'tmp')]) {
    if (existsSync(folder)) continue
    mkdirSync(folder, { recursive: true, mode: 0o755 })
    if (owner) chownSync(folder, owner.uid, owner.gid)
  }
}

let delivered = 0

/** A file name that sorts by time of arrival and tells Dovecot both sizes, so that it need not count. */
function baseName(receivedAt: number, raw: Buffer): string {
  delivered += 1
  const seconds = Math.floor(receivedAt / 1000)
  const unique = `M${String(delivered).padStart(7, '0')}P${process.pid}R${randomBytes(3).toString('hex')}`
  return `${seconds}.${unique}.parley,S=${raw.length},W=${crlfSize(raw)}`
}

/** The size that IMAP reports: every bare LF counts as CRLF. */
function crlfSize(raw: Buffer): number {
  let size = raw.length
  for (let at = raw.indexOf(10); at !== -1; at = raw.indexOf(10, at + 1)) {
    if (at === 0 || raw[at - 1] !== 13) size += 1
  }
  return size
}

/** Writes one message into a maildir the way a delivery agent does (tmp, then rename) and returns its base name. */
export function writeMaildirEmail(path: string, email: DeliveredEmail, owner?: MailOwner): string {
  const raw = typeof email.raw === 'string' ? Buffer.from(email.raw, 'utf8') : email.raw
  const receivedAt = email.receivedAt ?? Date.now()
  const name = baseName(receivedAt, raw)
  const letters = (email.flags ?? []).map(flag => flagLetters[flag] ?? '').sort()
  const temporary = join(path, 'tmp', name)
  const file = openSync(temporary, 'wx', 0o644)
  try {
    writeSync(file, raw)
    futimesSync(file, receivedAt / 1000, receivedAt / 1000)
  } finally {
    closeSync(file)
  }
  if (owner) chownSync(temporary, owner.uid, owner.gid)
  const target = email.flags?.length
    ? join(path, 'cur', `${name}:2,${letters.join('')}`)
    : join(path, 'new', name)
  renameSync(temporary, target)
  return name
}

/**
 * Numbers the messages of a maildir that no server has opened yet.
 *
 * Writes Dovecot's `dovecot-uidlist` (version 3): UIDs from 1 in the order of `names`, so that the
 * first SELECT of a big mailbox neither scans nor sorts, and so that UIDs are the same on each run.
 */
export function writeUidList(path: string, names: readonly string[], uidValidity: number): void {
  const guid = randomBytes(16).toString('hex')
  const lines = names.map((name, index) => `${index + 1} :${name}`)
  writeFileSync(
    join(path, 'dovecot-uidlist'),
    `3 V${uidValidity} N${names.length + 1} G${guid}\n${lines.join('\n')}\n`,
  )
}
