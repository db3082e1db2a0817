import type { ImapConnection } from '#engine/mail/imap/connection.ts'
import { imapLimits } from '#engine/mail/imap/limits.ts'
import { emailSizeBytes } from '#engine/store/email-lookup.ts'
import { AppError } from '#shared/errors.ts'
import type { AttachmentDeps, DownloadProgress } from './attachments.ts'
import { type Place, pieces } from './pieces.ts'

/**
 * Brings a whole message into the blob store, byte for byte as the server has it; nothing names the blob, so the next
 * start sweeps it away.
 *
 * @throws AppError `message-missing`, `too-large`, `disk-full`, `cancelled`, or the connection's
 */
export async function downloadMessage(
  deps: Pick<AttachmentDeps, 'store'>,
  connection: ImapConnection,
  emailKey: number,
  place: Place,
  options: { readonly signal: AbortSignal; readonly onProgress: (progress: DownloadProgress) => void },
): Promise<{ readonly hash: string; readonly sizeBytes: number }> {
  const totalBytes = emailSizeBytes(deps.store.reader, emailKey)
  let doneBytes = 0
  async function* counted() {
    for await (const piece of pieces(connection, place, '', options.signal)) {
      doneBytes += piece.length
      if (doneBytes > imapLimits.attachmentBytes) throw new AppError('too-large')
      options.onProgress({ doneBytes, totalBytes })
      yield piece
    }
  }
  return deps.store.blobs.write(counted(), { signal: options.signal })
}
