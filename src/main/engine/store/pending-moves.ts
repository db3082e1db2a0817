import type { MailboxRole } from '#shared/account.ts'
import type { Reader, Writer } from './handle.ts'

/** Where the user wants a copy of an email to lie, and the server doesn't have it yet (or refused). */
export type PendingMove = {
  readonly emailKey: number
  /** Out of which mailbox. */
  readonly mailboxKey: number
  /** One for each place, where an email is to lie in several; from 0. */
  readonly part: number
  readonly toRole: MailboxRole
  /** Null: the account's mailbox of that role; `mailboxKey`: beside other parts, it stays there too (`isStay`). */
  readonly toMailboxKey: number | null
  readonly hereOnly: boolean
}

type MoveRow = {
  email_key: number
  mailbox_key: number
  part: number
  to_role: MailboxRole
  to_mailbox_key: number | null
  here_only: number
}

/** Notes where a copy is to lie; a later wish for a part replaces an earlier one. Then `refreshEmails`. */
export function putPendingMove(
  w: Writer,
  move: Omit<PendingMove, 'part'> & { readonly part?: number },
): void {
  w.prepare(
    `INSERT INTO pending_move(email_key, mailbox_key, part, to_role, to_mailbox_key, here_only)
     VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET to_role = excluded.to_role, to_mailbox_key = excluded.to_mailbox_key,
       here_only = excluded.here_only`,
  ).run(move.emailKey, move.mailboxKey, move.part ?? 0, move.toRole, move.toMailboxKey, Number(move.hereOnly))
}

/** The server has it so, or every wish for the email in that mailbox is taken back. Then `refreshEmails`. */
export function dropPendingMove(w: Writer, emailKey: number, mailboxKey: number): void {
  w.prepare('DELETE FROM pending_move WHERE email_key = ? AND mailbox_key = ?').run(emailKey, mailboxKey)
}

/** Ends some of the wishes for an email in one mailbox; what only stays beside them needs no wish then. */
export function endPendingMoves(w: Writer, ended: readonly PendingMove[]): void {
  const drop = w.prepare('DELETE FROM pending_move WHERE email_key = ? AND mailbox_key = ? AND part = ?')
  for (const { emailKey, mailboxKey, part } of ended) drop.run(emailKey, mailboxKey, part)
  const [first] = ended
  if (first === undefined) return
  const left = pendingMovesFrom(w, first.emailKey, first.mailboxKey)
  if (left.length > 0 && left.every(isStay)) dropPendingMove(w, first.emailKey, first.mailboxKey)
}

/** Whether a wish only says that the email stays in its mailbox, beside going elsewhere. */
export function isStay({ mailboxKey, toMailboxKey }: PendingMove): boolean {
  return toMailboxKey === mailboxKey
}

/** The wishes for an email in one mailbox: none, one, or one for each place that it is to lie in. */
export function pendingMovesFrom(r: Reader, emailKey: number, mailboxKey: number): readonly PendingMove[] {
  return r
    .prepare<MoveRow>('SELECT * FROM pending_move WHERE email_key = ? AND mailbox_key = ? ORDER BY part')
    .all(emailKey, mailboxKey)
    .map(toMove)
}

/** The wish for an email in one mailbox, the first of several; null where it is to stay. */
export function findPendingMove(r: Reader, emailKey: number, mailboxKey: number): PendingMove | null {
  const row = r
    .prepare<MoveRow>('SELECT * FROM pending_move WHERE email_key = ? AND mailbox_key = ? ORDER BY part')
    .get(emailKey, mailboxKey)
  return row === undefined ? null : toMove(row)
}

/** The wishes for all copies of an email. */
export function pendingMovesOf(r: Reader, emailKey: number): readonly PendingMove[] {
  return r.prepare<MoveRow>('SELECT * FROM pending_move WHERE email_key = ?').all(emailKey).map(toMove)
}

function toMove(row: MoveRow): PendingMove {
  return {
    emailKey: row.email_key,
    mailboxKey: row.mailbox_key,
    part: row.part,
    toRole: row.to_role,
    toMailboxKey: row.to_mailbox_key,
    hereOnly: row.here_only === 1,
  }
}

/** Whether any copy in a mailbox is wished elsewhere. */
export function hasPendingMoves(r: Reader, mailboxKey: number): boolean {
  return r.prepare('SELECT 1 FROM pending_move WHERE mailbox_key = ? LIMIT 1').get(mailboxKey) !== undefined
}
