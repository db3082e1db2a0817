import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

/** A copy of an email in a mailbox, as the store has it. */
export type StoredCopy = {
  readonly uid: number
  /** Sorted IMAP flags. */
  readonly flags: readonly string[]
  readonly messageId: string | null
  readonly sizeBytes: number
  readonly receivedAt: number
  readonly emailId: string
  readonly bodyState: string
}

export type StoredMailbox = { readonly uidValidity: number | null; readonly copies: readonly StoredCopy[] }

export type StoreTotals = {
  readonly emails: number
  readonly conversations: number
  /** Emails without any copy on the server. */
  readonly emailsWithoutCopy: number
  readonly openJobs: number
}

type Row = Readonly<Record<string, string | number | null>>

function query(dataDir: string, sql: string, ...values: readonly string[]): readonly Row[] {
  const database = new DatabaseSync(join(dataDir, 'parley.db'), { readOnly: true })
  try {
    return database.prepare(sql).all(...values) as Row[]
  } finally {
    database.close()
  }
}

const flagColumns = [
  ['seen', '\\Seen'],
  ['answered', '\\Answered'],
  ['flagged', '\\Flagged'],
  ['draft', '\\Draft'],
  ['deleted', '\\Deleted'],
] as const

/**
 * What the store holds of each mailbox, read past the engine with Node's own SQLite.
 *
 * Knows the schema (src/main/engine/store/migrations) and nothing else of the engine. Of several accounts one must be
 * named by its address: their mailboxes have the same names.
 */
export function readStore(dataDir: string, address = '%'): Readonly<Record<string, StoredMailbox>> {
  const mailboxes: Record<string, { uidValidity: number | null; copies: StoredCopy[] }> = {}
  const paths = new Map<number, string>()
  const listed = query(
    dataDir,
    `SELECT key, path, uid_validity FROM mailbox WHERE selectable = 1
        AND account_id IN (SELECT id FROM account WHERE address LIKE ?)`,
    address,
  )
  for (const row of listed) {
    const path = String(row['path'])
    paths.set(Number(row['key']), path)
    mailboxes[path] = {
      uidValidity: row['uid_validity'] === null ? null : Number(row['uid_validity']),
      copies: [],
    }
  }
  const copies = query(
    dataDir,
    `SELECT copy.*, email.message_id, email.size_bytes, email.received_at, email.id AS email_id, email.body_state
       FROM email_copy AS copy JOIN email ON email.key = copy.email_key ORDER BY copy.mailbox_key, copy.uid`,
  )
  for (const row of copies) {
    const flags = flagColumns.filter(([column]) => row[column] === 1).map(([, flag]) => flag as string)
    const keywords = String(row['keywords']).split(' ').filter(Boolean)
    mailboxes[paths.get(Number(row['mailbox_key'])) ?? '']?.copies.push({
      uid: Number(row['uid']),
      flags: [...flags, ...keywords].sort(),
      messageId: row['message_id'] === null ? null : String(row['message_id']),
      sizeBytes: Number(row['size_bytes']),
      receivedAt: Number(row['received_at']),
      emailId: String(row['email_id']),
      bodyState: String(row['body_state']),
    })
  }
  return mailboxes
}

/** Counts that must hold together. */
export function storeTotals(dataDir: string): StoreTotals {
  const [row = {}] = query(
    dataDir,
    `SELECT (SELECT count(*) FROM email) AS emails,
            (SELECT count(*) FROM conversation) AS conversations,
            (SELECT count(*) FROM email WHERE local = 0 AND NOT EXISTS
              (SELECT 1 FROM email_copy WHERE email_key = email.key)) AS orphans,
            (SELECT count(*) FROM job) AS jobs`,
  )
  return {
    emails: Number(row['emails']),
    conversations: Number(row['conversations']),
    emailsWithoutCopy: Number(row['orphans']),
    openJobs: Number(row['jobs']),
  }
}

/** The row of the list that an email belongs to. */
export type ShownRow = {
  readonly conversationId: string
  readonly archived: boolean
  readonly hidden: boolean
  readonly unread: boolean
  readonly tags: string
}

/** Rows of the list by Message-ID of an email in them; for conversations of one email. */
export function readRows(dataDir: string, messageIds: readonly string[]): Readonly<Record<string, ShownRow>> {
  const rows = query(
    dataDir,
    `SELECT email.message_id, conversation.id, archived, hidden, facet, conversation.tags
       FROM email JOIN conversation ON conversation.key = email.conversation_key
       WHERE email.message_id IN (${messageIds.map(() => '?').join(', ')})`,
    ...messageIds,
  )
  return Object.fromEntries(
    rows.map(row => [
      String(row['message_id']),
      {
        conversationId: String(row['id']),
        archived: row['archived'] === 1,
        hidden: row['hidden'] === 1,
        unread: (Number(row['facet']) & 1) === 1,
        tags: String(row['tags']),
      },
    ]),
  )
}
