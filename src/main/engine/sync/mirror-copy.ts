import { createHash } from 'node:crypto'
import { composeMail } from '#engine/mail/mime/compose.ts'
import { draftAttachmentsOf } from '#engine/store/draft-attachments.ts'
import { type DraftRecord, findDraft } from '#engine/store/drafts.ts'
import type { Reader } from '#engine/store/handle.ts'
import { listIdentities } from '#engine/store/identities.ts'
import type { MailboxSyncDeps } from './mailbox-sync.ts'

/** A draft as its copy in a Drafts mailbox shows it. */
export type MirrorCopy = {
  /** Without angle brackets: another one for every state of the draft, the same one each time it is built. */
  readonly messageId: string
  readonly bytes: Uint8Array
}

const domain = 'parley.invalid'

/**
 * Builds the copy of a draft as it is now.
 *
 * @throws AppError `not-found`, `unreadable` for a file of it; `invalid-request` for what no mail can hold
 */
export async function buildMirrorCopy(
  { store }: Pick<MailboxSyncDeps, 'store'>,
  draft: DraftRecord,
): Promise<MirrorCopy> {
  const { content } = draft
  const files = draftAttachmentsOf(store.reader, draft.key)
  const identity = listIdentities(store.reader).find(({ id }) => id === content.identityId)
  const fingerprint = createHash('sha256')
    .update(files.map(({ id }) => id).join(' '))
    .digest('hex')
    .slice(0, 8)
  const messageId = `${draft.id}.${draft.revision}.${fingerprint}@${domain}`
  const html = content.plain || content.html === '' ? null : content.html
  const { bytes } = await composeMail({
    from: identity === undefined ? null : { name: identity.name, address: identity.address },
    to: content.to,
    cc: content.cc,
    bcc: content.bcc,
    subject: content.subject,
    text: content.text,
    html,
    inReplyTo: draft.kind === 'forward' ? null : draft.replyTo,
    references: draft.references,
    messageId,
    date: draft.updatedAt,
    attachments: files
      .filter(({ contentId }) => contentId === null || html?.includes(`cid:${contentId}`) === true)
      .map(({ blobHash, ...file }) => ({ ...file, path: store.blobs.path(blobHash) })),
    draftMark: `${draft.id}/${draft.revision}`,
  })
  const chunks: Uint8Array[] = []
  for await (const chunk of bytes) chunks.push(chunk)
  return { messageId, bytes: Buffer.concat(chunks) }
}

const ownId = new RegExp(`^([a-z0-9]{16})\\.\\d+\\.[0-9a-f]{8}@${domain.replace('.', '\\.')}$`)

/** The draft of ours that a message with this Message-ID is the copy of, by key; null for all other mail. */
export function mirroredDraft(r: Reader, messageId: string | null): number | null {
  const draftId = ownId.exec(messageId ?? '')?.[1]
  return draftId === undefined ? null : (findDraft(r, draftId)?.key ?? null)
}
