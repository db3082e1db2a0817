import type { MailToRead } from './index-email.ts'
import type { BatchRequest, Slice } from './worker-messages.ts'

/**
 * A batch as one buffer that changes hands.
 *
 * One copy at memory speed on purpose: the callers' bytes stay theirs, for the second try after a killed worker, and may
 * be views of a pool that can't be transferred.
 */
export function packBatch(
  id: number,
  mails: readonly MailToRead[],
): { readonly request: BatchRequest; readonly transfer: ArrayBuffer[] } {
  let total = 0
  for (const mail of mails) {
    total += mail.raw.length
    for (const part of mail.parts ?? []) total += part.bytes.length
  }
  const buffer = new ArrayBuffer(total)
  const all = new Uint8Array(buffer)
  let offset = 0
  const put = (bytes: Uint8Array): Slice => {
    all.set(bytes, offset)
    offset += bytes.length
    return { offset: offset - bytes.length, length: bytes.length }
  }
  const items = mails.map(mail => ({
    raw: put(mail.raw),
    sizeBytes: mail.sizeBytes,
    receivedAt: mail.receivedAt,
    structure: mail.structure ?? null,
    parts: (mail.parts ?? []).map(part => ({ partId: part.partId, bytes: put(part.bytes) })),
  }))
  return {
    request: { id, buffer, items, progress: new Int32Array(new SharedArrayBuffer(4)) },
    transfer: [buffer],
  }
}
