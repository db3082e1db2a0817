import { openDraftsOf } from './drafts.ts'
import type { Reader } from './handle.ts'
import { placeBits } from './places.ts'

/** What deleting a conversation would send to Trash. */
export type Deletion = {
  readonly conversationId: string
  readonly emails: number
  /** Subjects of drafts that would go: those among the emails, and those that are being written here. */
  readonly drafts: readonly string[]
}

/** Counts what deleting a conversation means, following merges; null when it is gone. */
export function deletionOf(r: Reader, id: string): Deletion | null {
  const row = r
    .prepare<{ key: number; id: string; email_count: number; has_draft: number }>(
      `SELECT key, id, email_count, has_draft FROM conversation
       WHERE key = coalesce((SELECT key FROM conversation WHERE id = ?),
         (SELECT conversation_key FROM conversation_alias WHERE id = ?))`,
    )
    .get(id, id)
  if (row === undefined) return null
  const drafts = row.has_draft === 0 ? [] : draftsOf(r, row.key)
  const written = row.has_draft === 0 ? [] : openDraftsOf(r, row.key).map(({ subject }) => subject)
  return {
    conversationId: row.id,
    emails: row.email_count + drafts.length,
    drafts: [...drafts, ...written],
  }
}

/** The key of the newest email; every one that is stored later has a higher one. */
export function lastEmailKey(r: Reader): number {
  return r.prepare<{ key: number }>('SELECT coalesce(max(key), 0) AS key FROM email').get()?.key ?? 0
}

/** Whether a conversation has an email with a higher key than this. */
export function hasNewerEmail(r: Reader, conversationKey: number, emailKey: number): boolean {
  return (
    r
      .prepare('SELECT 1 FROM email WHERE conversation_key = ? AND key > ? LIMIT 1')
      .get(conversationKey, emailKey) !== undefined
  )
}

function draftsOf(r: Reader, key: number): readonly string[] {
  return r
    .prepare<{ subject: string }>(
      `SELECT subject FROM email WHERE conversation_key = ? AND draft = 1
         AND (places & ${placeBits.trash | placeBits.junk}) = 0 ORDER BY sent_at, key`,
    )
    .all(key)
    .map(({ subject }) => subject)
}
