import type { DraftAttachment } from '#shared/draft.ts'
import { newId } from '#shared/ids.ts'
import type { Reader, Writer } from './handle.ts'

/** A file of a draft whose bytes are in the blob store. */
export type StagedFile = DraftAttachment & { readonly blobHash: string }

const select = `SELECT id, name, type, size_bytes AS sizeBytes, content_id AS contentId, blob_hash AS blobHash
  FROM draft_attachment`

/** Adds a file to a draft. */
export function addDraftAttachment(w: Writer, draftKey: number, file: Omit<StagedFile, 'id'>): StagedFile {
  const id = newId()
  w.prepare(
    `INSERT INTO draft_attachment(id, draft_key, name, type, size_bytes, content_id, blob_hash)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
  ).run(id, draftKey, file.name, file.type, file.sizeBytes, file.contentId, file.blobHash)
  return { ...file, id }
}

/** The files of a draft, in the order in which they were added. */
export function draftAttachmentsOf(r: Reader, draftKey: number): readonly StagedFile[] {
  return r.prepare<StagedFile>(`${select} WHERE draft_key = ? ORDER BY key`).all(draftKey)
}

/** A file of any draft by id, or null. */
export function findDraftAttachment(r: Reader, id: string): StagedFile | null {
  return r.prepare<StagedFile>(`${select} WHERE id = ?`).get(id) ?? null
}

/** Takes a file off a draft. Its bytes go with the next sweep. */
export function removeDraftAttachment(w: Writer, draftKey: number, id: string): void {
  w.prepare('DELETE FROM draft_attachment WHERE draft_key = ? AND id = ?').run(draftKey, id)
}
