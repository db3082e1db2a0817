import type { ImapConnection } from '#engine/mail/imap/connection.ts'
import { imapLimits } from '#engine/mail/imap/limits.ts'
import { type AttachmentRecord, setAttachmentBlob } from '#engine/store/attachments.ts'
import type { Store } from '#engine/store/database.ts'
import { AppError } from '#shared/errors.ts'
import type { Clock } from '#shared/time.ts'
import { createDecoder } from './decode-stream.ts'
import { type Place, pieces } from './pieces.ts'

/** What fetching needs. */
export type AttachmentDeps = { readonly store: Store; readonly clock: Clock }

/** How far a download is; bytes as decoded. */
export type DownloadProgress = { readonly doneBytes: number; readonly totalBytes: number | null }

/**
 * Brings an attachment into the blob store, piece by piece: decoded on the way, never whole in memory, stopped by the
 * signal between two pieces.
 *
 * @throws AppError `message-missing`, `unreadable` where the server can't tell the part from the rest of a broken message,
 *   `too-large`, `disk-full`, `cancelled`, or the connection's
 */
export async function downloadAttachment(
  deps: AttachmentDeps,
  connection: ImapConnection,
  attachment: AttachmentRecord,
  place: Place,
  options: { readonly signal: AbortSignal; readonly onProgress: (progress: DownloadProgress) => void },
): Promise<{ readonly hash: string; readonly sizeBytes: number }> {
  const { store, clock } = deps
  let doneBytes = 0
  let fetchedBytes = 0
  async function* decoded() {
    const decoder = createDecoder(attachment.encoding)
    for await (const piece of pieces(connection, place, attachment.partId, options.signal)) {
      fetchedBytes += piece.length
      const bytes = decoder.push(piece)
      doneBytes += bytes.length
      if (doneBytes > imapLimits.attachmentBytes) throw new AppError('too-large')
      options.onProgress({ doneBytes, totalBytes: attachment.sizeBytes })
      if (bytes.length > 0) yield bytes
    }
    const rest = decoder.end()
    if (rest.length > 0) yield rest
    // Servers answer a part that they don't know with nothing: an empty file would pass for the real one.
    if (fetchedBytes === 0 && (attachment.sizeBytes ?? 0) > 0) throw new AppError('unreadable')
  }
  const blob = await store.blobs.write(decoded(), { signal: options.signal })
  store.write(w => setAttachmentBlob(w, attachment.key, { ...blob, at: clock.now() }))
  return blob
}

/** The first `maxBytes` of a message as the server has it. */
export async function downloadSource(
  connection: ImapConnection,
  place: Place,
  options: { readonly signal: AbortSignal; readonly maxBytes: number },
): Promise<Uint8Array> {
  const found: Uint8Array[] = []
  let bytes = 0
  const most = Math.min(options.maxBytes, imapLimits.sourceBytes)
  for await (const piece of pieces(connection, place, '', options.signal)) {
    found.push(piece)
    bytes += piece.length
    if (bytes >= most) break
  }
  return Buffer.concat(found).subarray(0, most)
}
