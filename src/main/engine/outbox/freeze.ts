import { open } from 'node:fs/promises'
import { composeMail, type MailEnvelope } from '#engine/mail/mime/compose.ts'
import type { IndexedEmail } from '#engine/mail/mime/index-email.ts'
import { newMessageId } from '#engine/mail/mime/outgoing-ids.ts'
import type { MailReader } from '#engine/mail/mime/reader.ts'
import type { BlobStore, StoredBlob } from '#engine/store/blobs.ts'
import type { StagedFile } from '#engine/store/draft-attachments.ts'
import type { DraftRecord } from '#engine/store/drafts.ts'
import type { IdentityRecord } from '#engine/store/identities.ts'
import { AppError } from '#shared/errors.ts'

/** A mail whose bytes and Message-ID never change again. */
export type FrozenMail = {
  /** Without angle brackets. */
  readonly messageId: string
  readonly blob: StoredBlob
  readonly envelope: MailEnvelope
  /** Its files: those attached, and pictures that its text draws. */
  readonly files: readonly StagedFile[]
  readonly indexed: IndexedEmail
}

/** Text stands before files: so much more than its characters holds all of it, headers included. */
const roomBytes = 512 * 1024

/**
 * Builds a draft's mail and writes it to disk, safe against power loss.
 *
 * @throws AppError `invalid-request` naming what can't be sent; `disk-full`; `cancelled`
 */
export async function freezeDraft(
  deps: { readonly blobs: BlobStore; readonly reader: MailReader },
  draft: DraftRecord,
  from: {
    readonly identity: IdentityRecord
    readonly files: readonly StagedFile[]
    /** What its Date header says, epoch ms. */
    readonly date: number
  },
  { signal }: { readonly signal: AbortSignal },
): Promise<FrozenMail> {
  const { content } = draft
  const { blobs } = deps
  const html = content.plain || content.html === '' ? null : content.html
  const files = from.files.filter(
    ({ contentId }) => contentId === null || html?.includes(`cid:${contentId}`) === true,
  )
  const messageId = newMessageId(from.identity.address)
  const { envelope, bytes } = await composeMail({
    from: { name: from.identity.name, address: from.identity.address },
    to: content.to,
    cc: content.cc,
    bcc: content.bcc,
    subject: content.subject,
    text: content.text,
    html,
    inReplyTo: draft.kind === 'forward' ? null : draft.replyTo,
    references: draft.references,
    messageId,
    date: from.date,
    attachments: files.map(({ blobHash, ...file }) => ({ ...file, path: blobs.path(blobHash) })),
  })
  const blob = await blobs.write(bytes, { signal })
  const most = 6 * (content.text.length + content.html.length) + roomBytes
  const raw = await readBeginning(blobs.path(blob.hash), Math.min(blob.sizeBytes, most))
  const [indexed] = await deps.reader.parse([{ raw, sizeBytes: blob.sizeBytes, receivedAt: from.date }], {
    signal,
  })
  if (indexed === undefined) throw new AppError('internal', 'frozen mail')
  return { messageId, blob, envelope, files, indexed }
}

async function readBeginning(path: string, bytes: number): Promise<Uint8Array> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(bytes), 0, bytes, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}
