import type { MailboxRole } from '#shared/account.ts'
import type { Reader, Writer } from './handle.ts'

/** Where the user wants a copy of an email to lie, and the server doesn't have it yet (or refused). */
export type PendingMove = {
  readonly emailKey: number
  /** Out of which mailbox. */
  readonly mailboxKey: number
  readonly toRole: MailboxRole
  /** Null: the account's mailbox of that role. */
  readonly toMailboxKey: number | null
  readonly hereOnly: boolean
}

type MoveRow = {
  email_key: number
  mailbox_key: number
  to_role: MailboxRole
  to_mailbox_key: number | null
  here_only: number
}

/** Notes where a copy is to lie; a later wish replaces an earlier one. Then `refreshEmails`. */
export function putPendingMove(w: Writer, move: PendingMove): void {
  w.prepare(
    `INSERT INTO pending_move(email_key, mailbox_key, to_role, to_mailbox_key, here_only) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET to_role = excluded.to_role, to_mailbox_key = excluded.to_mailbox_key,
       here_only = excluded.here_only`,
  ).run(move.emailKey, move.mailboxKey, move.toRole, move.toMailboxKey, Number(move.hereOnly))
}

/** The server has it so, or the wish is taken back. Then `refreshEmails`. */
export function dropPendingMove(w: Writer, emailKey: number, mailboxKey: number): void {
  w.prepare('DELETE FROM pending_move WHERE email_key = ? AND mailbox_key = ?').run(emailKey, mailboxKey)
}

/** The wish for one copy, or null. */
export function findPendingMove(r: Reader, emailKey: number, mailboxKey: number): PendingMove | null {
  const row = r
    .prepare<MoveRow>('SELECT * FROM pending_move WHERE email_key = ? AND mailbox_key = ?')
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
    toRole: row.to_role,
    toMailboxKey: row.to_mailbox_key,
    hereOnly: row.here_only === 1,
  }
}

/** Whether any copy in a mailbox is wished elsewhere. */
export function hasPendingMoves(r: Reader, mailboxKey: number): boolean {
  return r.prepare('SELECT 1 FROM pending_move WHERE mailbox_key = ? LIMIT 1').get(mailboxKey) !== undefined
}
