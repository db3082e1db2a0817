import type { Reader } from './handle.ts'

/** Which search table a change is for; the numbers stand in `search_queue.target`. */
export const searchTargets = { email: 0, conversation: 1 } as const

/** Changes to the search tables, collected during a transaction and queued at its end. */
export type IndexChanges = {
  /** What is found under this search key from now on; `words` as `searchWords` makes them. */
  readonly putEmail: (searchKey: number, words: string) => void
  readonly removeEmail: (searchKey: number) => void
  /** `text` as `foldText` makes it. */
  readonly putConversation: (searchKey: number, text: string) => void
  readonly removeConversation: (searchKey: number) => void
  /** Queues what was collected, and drops what is indexed up to `doneSeq`. Returns the last number queued, or null. */
  readonly flush: (doneSeq: number) => number | null
  readonly clear: () => void
}

/**
 * Collects what search must learn, and queues it in the transaction of the change.
 *
 * The search tables are a database of their own, written elsewhere (store/search-indexer.ts): half of the work of storing
 * mail is indexing it, and the engine's thread has better things to do.
 */
export function createIndexChanges(reader: Reader): IndexChanges {
  const emails = new Map<number, string | null>()
  const conversations = new Map<number, string | null>()
  let dropped = 0

  const queue = (changes: ReadonlyMap<number, string | null>, target: number) => {
    const put = reader.prepare('INSERT INTO search_queue(target, search_key, words) VALUES (?, ?, ?)')
    for (const [key, words] of changes) put.run(target, key, words)
  }

  return {
    putEmail: (key, words) => emails.set(key, words),
    removeEmail: key => emails.set(key, null),
    putConversation: (key, text) => conversations.set(key, text),
    removeConversation: key => conversations.set(key, null),
    flush: doneSeq => {
      const isEmpty = emails.size === 0 && conversations.size === 0
      if (doneSeq > dropped) {
        reader.prepare('DELETE FROM search_queue WHERE seq <= ?').run(doneSeq)
        dropped = doneSeq
      }
      queue(emails, searchTargets.email)
      queue(conversations, searchTargets.conversation)
      emails.clear()
      conversations.clear()
      if (isEmpty) return null
      const last = "SELECT seq FROM sqlite_sequence WHERE name = 'search_queue'"
      return reader.prepare<{ seq: number }>(last).get()?.seq ?? null
    },
    clear: () => {
      emails.clear()
      conversations.clear()
    },
  }
}
