import type { Reader, Writer } from './handle.ts'

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
