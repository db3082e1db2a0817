import type { AccountKind, BodyWindow, Identity, ServerSettings } from '#shared/account.ts'
import { AppError } from '#shared/errors.ts'
import { newId } from '#shared/ids.ts'
import type { Reader, Writer } from './handle.ts'

/** An account as stored; whether its secret is known is the credentials' affair. Times epoch ms UTC. */
export type AccountRecord = {
  readonly id: string
  readonly kind: AccountKind
  readonly name: string
  readonly address: string
  readonly imap: ServerSettings
  readonly smtp: ServerSettings | null
  readonly identities: readonly Identity[]
  readonly bodyWindow: BodyWindow
  readonly paused: boolean
  /** Once signed in over TLS, never again without it. */
  readonly tlsSeen: boolean
  readonly lastSyncedAt: number | null
  readonly emailCount: number
  readonly createdAt: number
}

/** An identity to be stored; `addressKey` is the normalised address that decides what is outbound. */
export type NewIdentity = { readonly name: string; readonly address: string; readonly addressKey: string }

/** What the user decides about an account. */
export type NewAccount = {
  readonly kind: AccountKind
  readonly name: string
  readonly address: string
  readonly imap: ServerSettings
  readonly smtp: ServerSettings | null
  readonly bodyWindow: BodyWindow
  readonly identities: readonly NewIdentity[]
  readonly createdAt: number
}

type AccountRow = {
  id: string
  kind: AccountKind
  name: string
  address: string
  imap: string
  smtp: string | null
  body_window: BodyWindow
  paused: number
  tls_seen: number
  last_synced_at: number | null
  created_at: number
  email_count: number
}

const selectAccount = `SELECT account.*,
    coalesce((SELECT count FROM email_tally WHERE account_id = account.id AND draft = 0), 0) AS email_count
  FROM account`

/** All accounts, oldest first. */
export function listAccounts(r: Reader): readonly AccountRecord[] {
  return r
    .prepare<AccountRow>(`${selectAccount} ORDER BY created_at, id`)
    .all()
    .map(row => toRecord(r, row))
}

/**
 * One account.
 *
 * @throws AppError 'not-found'
 */
export function getAccount(r: Reader, id: string): AccountRecord {
  const row = r.prepare<AccountRow>(`${selectAccount} WHERE id = ?`).get(id)
  if (row === undefined) throw new AppError('not-found', 'account')
  return toRecord(r, row)
}

/**
 * One account without its count of emails: for synchronising.
 *
 * @throws AppError 'not-found'
 */
export function getAccountSettings(r: Reader, id: string): Omit<AccountRecord, 'emailCount'> {
  const row = r.prepare<AccountRow>('SELECT account.*, 0 AS email_count FROM account WHERE id = ?').get(id)
  if (row === undefined) throw new AppError('not-found', 'account')
  const { emailCount: _, ...settings } = toRecord(r, row)
  return settings
}

/** Whether a mailbox named Archive may be made in an account that has none. */
export function mayCreateArchive(r: Reader, id: string): boolean {
  const row = r
    .prepare<{ creates_archive: number }>('SELECT creates_archive FROM account WHERE id = ?')
    .get(id)
  return row?.creates_archive === 1
}

/** The user agreed to a mailbox named Archive. */
export function allowArchive(w: Writer, id: string): void {
  w.prepare('UPDATE account SET creates_archive = 1 WHERE id = ?').run(id)
}

/** The ids of all accounts, oldest first. */
export function listAccountIds(r: Reader): readonly string[] {
  return r
    .prepare<{ id: string }>('SELECT id FROM account ORDER BY created_at, id')
    .all()
    .map(row => row.id)
}

/** Stores a new account with its identities, the first of which is the default. Returns its id. */
export function insertAccount(w: Writer, account: NewAccount): string {
  const id = newId()
  w.prepare(
    `INSERT INTO account(id, kind, name, address, imap, smtp, body_window, created_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    id,
    account.kind,
    account.name,
    account.address,
    JSON.stringify(account.imap),
    account.smtp && JSON.stringify(account.smtp),
    account.bodyWindow,
    account.createdAt,
  )
  putIdentities(w, id, account.identities)
  return id
}

/**
 * Replaces what the user decides. Identities are matched by address, so their ids stay.
 *
 * @throws AppError 'not-found'
 */
export function updateAccount(w: Writer, id: string, change: Omit<NewAccount, 'kind' | 'createdAt'>): void {
  const changed = w
    .prepare('UPDATE account SET name = ?, address = ?, imap = ?, smtp = ?, body_window = ? WHERE id = ?')
    .run(
      change.name,
      change.address,
      JSON.stringify(change.imap),
      change.smtp && JSON.stringify(change.smtp),
      change.bodyWindow,
      id,
    )
  if (changed === 0) throw new AppError('not-found', 'account')
  putIdentities(w, id, change.identities)
}

/** Stops or resumes synchronising. */
export function setAccountPaused(w: Writer, id: string, paused: boolean): void {
  w.prepare('UPDATE account SET paused = ? WHERE id = ?').run(Number(paused), id)
}

/** Chooses how much mail is kept readable offline. */
export function setBodyWindow(w: Writer, id: string, bodyWindow: BodyWindow): void {
  w.prepare('UPDATE account SET body_window = ? WHERE id = ?').run(bodyWindow, id)
}

/** Notes when the account was last in step with its server, epoch ms UTC. */
export function setLastSynced(w: Writer, id: string, at: number): void {
  w.prepare('UPDATE account SET last_synced_at = ? WHERE id = ?').run(at, id)
}

/** Notes that the account signed in over TLS: from now on it never does without. */
export function setTlsSeen(w: Writer, id: string): void {
  w.prepare('UPDATE account SET tls_seen = 1 WHERE id = ? AND tls_seen = 0').run(id)
}

/** Normalised addresses of all identities of all accounts: mail from one of them is outbound. */
export function ownAddressKeys(r: Reader): ReadonlySet<string> {
  const rows = r.prepare<{ address_key: string }>('SELECT DISTINCT address_key FROM identity').all()
  return new Set(rows.map(row => row.address_key))
}

/**
 * Removes some of an account's mail, newest first. Returns whether more is left.
 *
 * Call it in transactions of its own until it returns false, then `removeAccount`: each stays short, so that the screen
 * keeps answering while a large mailbox goes.
 */
export function removeSomeMail(w: Writer, id: string, limit: number): boolean {
  const conversations = w
    .prepare<{ key: number; search_key: number | null }>(
      'SELECT key, search_key FROM conversation WHERE account_id = ? ORDER BY key DESC LIMIT ?',
    )
    .all(id, limit)
  const emails = w.prepare<{ search_key: number }>(
    'DELETE FROM email WHERE conversation_key = ? RETURNING search_key',
  )
  const drop = w.prepare('DELETE FROM conversation WHERE key = ?')
  for (const conversation of conversations) {
    for (const email of emails.all(conversation.key)) w.index.removeEmail(email.search_key)
    if (conversation.search_key !== null) w.index.removeConversation(conversation.search_key)
    drop.run(conversation.key)
  }
  return conversations.length === limit
}

/**
 * Removes an account with everything that is stored of it: mail, search rows, jobs, and the contacts that no other
 * conversation has and nobody edited. Blob files go with the next sweep.
 */
export function removeAccount(w: Writer, id: string): void {
  while (removeSomeMail(w, id, 1_000)) {
    // the rest in this transaction
  }
  w.prepare('DELETE FROM account WHERE id = ?').run(id)
  w.prepare('DELETE FROM conversation_tally WHERE account_id = ?').run(id)
  w.prepare(
    `DELETE FROM contact WHERE company IS NULL AND phone IS NULL AND notes IS NULL
       AND NOT EXISTS (SELECT 1 FROM conversation WHERE contact_key = contact.key)`,
  ).run()
}

function putIdentities(w: Writer, accountId: string, identities: readonly NewIdentity[]): void {
  const known = w
    .prepare<{ id: string; address_key: string }>('SELECT id, address_key FROM identity WHERE account_id = ?')
    .all(accountId)
  const idOf = new Map(known.map(row => [row.address_key, row.id]))
  w.prepare('DELETE FROM identity WHERE account_id = ?').run(accountId)
  const insert = w.prepare(
    'INSERT INTO identity(id, account_id, name, address, address_key, position) VALUES (?, ?, ?, ?, ?, ?)',
  )
  for (const [position, identity] of identities.entries()) {
    const id = idOf.get(identity.addressKey) ?? newId()
    idOf.delete(identity.addressKey)
    insert.run(id, accountId, identity.name, identity.address, identity.addressKey, position)
  }
}

function toRecord(r: Reader, row: AccountRow): AccountRecord {
  return {
    id: row.id,
    kind: row.kind,
    name: row.name,
    address: row.address,
    imap: parseServer(row.imap),
    smtp: row.smtp === null ? null : parseServer(row.smtp),
    identities: r
      .prepare<Identity>('SELECT id, name, address FROM identity WHERE account_id = ? ORDER BY position')
      .all(row.id),
    bodyWindow: row.body_window,
    paused: row.paused === 1,
    tlsSeen: row.tls_seen === 1,
    lastSyncedAt: row.last_synced_at,
    emailCount: row.email_count,
    createdAt: row.created_at,
  }
}

/** Only this file writes the column, from the same type. */
function parseServer(json: string): ServerSettings {
  return JSON.parse(json) as ServerSettings
}
