import type { Reader } from './handle.ts'

/** What search knows of an email. */
export type EmailIndexEntry = {
  readonly subject: string
  readonly addresses: string
  readonly body: string
  readonly attachments: string
}

/** What search knows of a row of the list. */
export type ConversationIndexEntry = {
  readonly contact: string
  readonly subject: string
  readonly preview: string
}

type Change<Entry> = { remove: boolean; entry: Entry | null }

/** Changes to the search tables, collected during a transaction and written at its end. */
export type IndexChanges = {
  readonly putEmail: (key: number, entry: EmailIndexEntry) => void
  /** Replaces what was indexed under this key. */
  readonly replaceEmail: (key: number, entry: EmailIndexEntry) => void
  readonly removeEmail: (key: number) => void
  readonly putConversation: (searchKey: number, entry: ConversationIndexEntry) => void
  readonly removeConversation: (searchKey: number) => void
  readonly flush: () => void
  readonly clear: () => void
}

/**
 * Collects search rows and writes them in order of rowid.
 *
 * FTS5 flushes what it holds in memory whenever a rowid is smaller than the one before; sorted, a transaction costs one
 * flush. Keys grow with time and mail arrives newest first, so unsorted every row would be a flush.
 */
export function createIndexChanges(reader: Reader): IndexChanges {
  const emails = new Map<number, Change<EmailIndexEntry>>()
  const conversations = new Map<number, Change<ConversationIndexEntry>>()

  return {
    putEmail: (key, entry) => put(emails, key, entry, false),
    replaceEmail: (key, entry) => put(emails, key, entry, true),
    removeEmail: key => remove(emails, key),
    putConversation: (key, entry) => put(conversations, key, entry, false),
    removeConversation: key => remove(conversations, key),
    flush: () => {
      if (emails.size > 0) {
        const drop = reader.prepare('DELETE FROM email_fts WHERE rowid = ?')
        const add = reader.prepare(
          'INSERT INTO email_fts(rowid, subject, addresses, body, attachments) VALUES (?, ?, ?, ?, ?)',
        )
        for (const [key, change] of inOrder(emails)) {
          if (change.remove) drop.run(key)
          const entry = change.entry
          if (entry) add.run(key, entry.subject, entry.addresses, entry.body, entry.attachments)
        }
      }
      if (conversations.size > 0) {
        const drop = reader.prepare('DELETE FROM conversation_fts WHERE rowid = ?')
        const add = reader.prepare(
          'INSERT INTO conversation_fts(rowid, contact, subject, preview) VALUES (?, ?, ?, ?)',
        )
        for (const [key, change] of inOrder(conversations)) {
          if (change.remove) drop.run(key)
          const entry = change.entry
          if (entry) add.run(key, entry.contact, entry.subject, entry.preview)
        }
      }
      emails.clear()
      conversations.clear()
    },
    clear: () => {
      emails.clear()
      conversations.clear()
    },
  }
}

function put<Entry>(changes: Map<number, Change<Entry>>, key: number, entry: Entry, replace: boolean): void {
  const known = changes.get(key)
  if (known) known.entry = entry
  else changes.set(key, { remove: replace, entry })
}

function remove<Entry>(changes: Map<number, Change<Entry>>, key: number): void {
  const known = changes.get(key)
  if (known === undefined) changes.set(key, { remove: true, entry: null })
  else if (known.remove) known.entry = null
  else changes.delete(key)
}

function inOrder<Entry>(changes: Map<number, Change<Entry>>): [number, Change<Entry>][] {
  return [...changes].sort((a, b) => a[0] - b[0])
}
