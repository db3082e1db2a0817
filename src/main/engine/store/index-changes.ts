import type { Reader } from './handle.ts'

type Change = { remove: boolean; words: string | null }

/** Changes to the search tables, collected during a transaction and written at its end. */
export type IndexChanges = {
  /** `words` as `searchWords` makes them. */
  readonly putEmail: (key: number, words: string) => void
  /** Replaces what was indexed under this key. */
  readonly replaceEmail: (key: number, words: string) => void
  readonly removeEmail: (key: number) => void
  /** `text` as `foldText` makes it. */
  readonly putConversation: (searchKey: number, text: string) => void
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
  const emails = new Map<number, Change>()
  const conversations = new Map<number, Change>()

  const write = (changes: Map<number, Change>, table: 'email_fts' | 'conversation_fts') => {
    if (changes.size === 0) return
    const drop = reader.prepare(`DELETE FROM ${table} WHERE rowid = ?`)
    const add = reader.prepare(`INSERT INTO ${table}(rowid, words) VALUES (?, ?)`)
    for (const [key, change] of [...changes].sort((a, b) => a[0] - b[0])) {
      if (change.remove) drop.run(key)
      if (change.words !== null) add.run(key, change.words)
    }
    changes.clear()
  }

  return {
    putEmail: (key, words) => put(emails, key, words, false),
    replaceEmail: (key, words) => put(emails, key, words, true),
    removeEmail: key => remove(emails, key),
    putConversation: (key, text) => put(conversations, key, text, false),
    removeConversation: key => remove(conversations, key),
    flush: () => {
      write(emails, 'email_fts')
      write(conversations, 'conversation_fts')
    },
    clear: () => {
      emails.clear()
      conversations.clear()
    },
  }
}

function put(changes: Map<number, Change>, key: number, words: string, replace: boolean): void {
  const known = changes.get(key)
  if (known) known.words = words
  else changes.set(key, { remove: replace, words })
}

function remove(changes: Map<number, Change>, key: number): void {
  const known = changes.get(key)
  if (known === undefined) changes.set(key, { remove: true, words: null })
  else if (known.remove) known.words = null
  else changes.delete(key)
}
