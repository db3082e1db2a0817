import type { Reader, Writer } from './handle.ts'

/** Keeps the index of tags in step with a conversation's row. Both lists are space separated. */
export function refreshTags(w: Writer, conversationKey: number, before: string, now: string): void {
  const old = new Set(before.split(' '))
  const wanted = new Set(now.split(' '))
  const drop = w.prepare('DELETE FROM conversation_tag WHERE keyword = ? AND conversation_key = ?')
  const add = w.prepare(
    'INSERT INTO conversation_tag(keyword, conversation_key) VALUES (?, ?) ON CONFLICT DO NOTHING',
  )
  for (const tag of old) if (tag !== '' && !wanted.has(tag)) drop.run(tag, conversationKey)
  for (const tag of wanted) if (tag !== '' && !old.has(tag)) add.run(tag, conversationKey)
}

/** Whether an email has a tag on this computer only, its mailboxes keeping none. `tag` as `tagOf` gives it. */
export function hasLocalTag(r: Reader, emailKey: number, tag: string): boolean {
  return (
    r.prepare('SELECT 1 FROM local_keyword WHERE email_key = ? AND keyword = ?').get(emailKey, tag) !==
    undefined
  )
}

/** Sets or takes a tag on this computer only. Then `refreshEmails`. */
export function setLocalTag(w: Writer, emailKey: number, tag: string, on: boolean): void {
  if (on)
    w.prepare('INSERT INTO local_keyword(email_key, keyword) VALUES (?, ?) ON CONFLICT DO NOTHING').run(
      emailKey,
      tag,
    )
  else w.prepare('DELETE FROM local_keyword WHERE email_key = ? AND keyword = ?').run(emailKey, tag)
}
