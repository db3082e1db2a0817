import { newId } from '#shared/ids.ts'
import type { Reader, Writer } from './handle.ts'

/** An attachment as the structure of its email tells it. */
export type NewAttachment = {
  /** IMAP part number (RFC 9051 §6.4.5.1). */
  readonly partId: string
  /** Made safe for file systems already. */
  readonly name: string
  readonly type: string
  /** Of the decoded bytes, where it is known. */
  readonly sizeBytes: number | null
  readonly inline: boolean
  /** Without angle brackets. */
  readonly contentId: string | null
  /** Content-Transfer-Encoding, lower case. */
  readonly encoding: string
}

/** A stored attachment. */
export type AttachmentRecord = NewAttachment & {
  readonly key: number
  readonly id: string
  readonly emailKey: number
  /** SHA-256 of the decoded bytes when they are on disk. */
  readonly blobHash: string | null
  /** What the bytes are; null until they were looked at. */
  readonly sniffedType: string | null
}

type AttachmentRow = {
  key: number
  id: string
  email_key: number
  part_id: string
  name: string
  type: string
  size_bytes: number | null
  inline: number
  content_id: string | null
  encoding: string
  blob_hash: string | null
  sniffed_type: string | null
}

/** Stores the attachments of an email. */
export function insertAttachments(w: Writer, emailKey: number, attachments: readonly NewAttachment[]): void {
  if (attachments.length === 0) return
  const insert = w.prepare(
    `INSERT INTO attachment(id, email_key, part_id, name, type, size_bytes, inline, content_id, encoding)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  for (const a of attachments) {
    insert.run(
      newId(),
      emailKey,
      a.partId,
      a.name,
      a.type,
      a.sizeBytes,
      Number(a.inline),
      a.contentId,
      a.encoding,
    )
  }
}

/**
 * Puts a newer reading of an email's structure in place of an older one.
 *
 * A part that stays keeps its row, and so its id on the screen and its bytes on disk.
 */
export function replaceAttachments(w: Writer, emailKey: number, attachments: readonly NewAttachment[]): void {
  const partOf = (part: { readonly partId: string; readonly encoding: string }) =>
    `${part.partId} ${part.encoding}`
  const here = new Map(attachmentsOf(w, emailKey).map(known => [partOf(known), known]))
  const update = w.prepare(
    `UPDATE attachment SET name = ?, type = ?, size_bytes = CASE WHEN blob_hash IS NULL THEN ? ELSE size_bytes END,
       inline = ?, content_id = ? WHERE key = ?`,
  )
  const added: NewAttachment[] = []
  for (const attachment of attachments) {
    const known = here.get(partOf(attachment))
    here.delete(partOf(attachment))
    if (known === undefined) added.push(attachment)
    else {
      const { name, type, sizeBytes, inline, contentId } = attachment
      update.run(name, type, sizeBytes, Number(inline), contentId, known.key)
    }
  }
  for (const gone of here.values()) w.prepare('DELETE FROM attachment WHERE key = ?').run(gone.key)
  insertAttachments(w, emailKey, added)
}

/** The attachment that the screen named, or null. */
export function findAttachment(r: Reader, id: string): AttachmentRecord | null {
  const row = r.prepare<AttachmentRow>('SELECT * FROM attachment WHERE id = ?').get(id)
  return row === undefined ? null : toRecord(row)
}

/** An attachment by key, or null when it is gone. */
export function findAttachmentByKey(r: Reader, key: number): AttachmentRecord | null {
  const row = r.prepare<AttachmentRow>('SELECT * FROM attachment WHERE key = ?').get(key)
  return row === undefined ? null : toRecord(row)
}

/** The attachments of an email, in the order of its parts. */
export function attachmentsOf(r: Reader, emailKey: number): readonly AttachmentRecord[] {
  return r
    .prepare<AttachmentRow>('SELECT * FROM attachment WHERE email_key = ? ORDER BY key')
    .all(emailKey)
    .map(toRecord)
}

/** The attachments of several emails, each email's in the order of its parts. */
export function attachmentsOfAll(r: Reader, emailKeys: readonly number[]): readonly AttachmentRecord[] {
  return r
    .prepare<AttachmentRow>(
      'SELECT * FROM attachment WHERE email_key IN (SELECT value FROM json_each(?)) ORDER BY key',
    )
    .all(JSON.stringify(emailKeys))
    .map(toRecord)
}

/** Notes that an attachment's bytes are in the blob store. */
export function setAttachmentBlob(
  w: Writer,
  key: number,
  blob: { readonly hash: string; readonly sizeBytes: number; readonly at: number },
): void {
  w.prepare('INSERT INTO blob(hash, size_bytes, created_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING').run(
    blob.hash,
    blob.sizeBytes,
    blob.at,
  )
  w.prepare('UPDATE attachment SET blob_hash = ?, size_bytes = ? WHERE key = ?').run(
    blob.hash,
    blob.sizeBytes,
    key,
  )
}

/** Notes what the bytes of an attachment are. */
export function setSniffedType(w: Writer, key: number, type: string): void {
  w.prepare('UPDATE attachment SET sniffed_type = ? WHERE key = ?').run(type, key)
}

/** The id of the conversation that an attachment belongs to; null when it is gone. */
export function conversationOfAttachment(r: Reader, key: number): string | null {
  const row = r
    .prepare<{ id: string }>(
      `SELECT conversation.id FROM attachment JOIN email ON email.key = attachment.email_key
       JOIN conversation ON conversation.key = email.conversation_key WHERE attachment.key = ?`,
    )
    .get(key)
  return row?.id ?? null
}

function toRecord(row: AttachmentRow): AttachmentRecord {
  return {
    key: row.key,
    id: row.id,
    emailKey: row.email_key,
    partId: row.part_id,
    name: row.name,
    type: row.type,
    sizeBytes: row.size_bytes,
    inline: row.inline === 1,
    contentId: row.content_id,
    encoding: row.encoding,
    blobHash: row.blob_hash,
    sniffedType: row.sniffed_type,
  }
}
