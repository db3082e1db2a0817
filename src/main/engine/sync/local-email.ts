import type { IndexedEmail } from '#engine/mail/mime/index-email.ts'
import { attachmentsOf, setAttachmentBlob } from '#engine/store/attachments.ts'
import { insertEmail, refreshEmails } from '#engine/store/emails.ts'
import type { Writer } from '#engine/store/handle.ts'
import { addThreadRefs } from '#engine/store/threads.ts'
import { dedupeBytes, toNewEmail } from './new-email.ts'
import { placeInThread, type ThreadSpot } from './place.ts'

/** A mail that was frozen here and waits to be sent. */
export type LocalEmail = {
  readonly accountId: string
  /** Null: its headers decide. */
  readonly conversationKey: number | null
  /** Read from its bytes, or from their beginning. */
  readonly indexed: IndexedEmail
  readonly sizeBytes: number
  /** Its files, whose bytes are here. */
  readonly files: readonly {
    readonly name: string
    readonly type: string
    readonly sizeBytes: number
    readonly contentId: string | null
    readonly blobHash: string
  }[]
  /** Epoch ms. */
  readonly now: number
  /** Normalised addresses of all identities. */
  readonly own: ReadonlySet<string>
}

/**
 * Puts a mail that waits to be sent into its thread, so that it is there at once. Then `refreshConversations`.
 *
 * When the server's copy comes, it is found by its dedupe key or its Message-ID, and becomes the same row.
 */
export function insertLocalEmail(
  w: Writer,
  local: LocalEmail,
): { readonly emailKey: number; readonly conversationKey: number; readonly mergedIds: readonly string[] } {
  const { accountId, indexed, sizeBytes, now, own } = local
  const receivedAt = Math.max(now, indexed.headers.sentAt ?? 0)
  const place = { accountId, mailboxKey: 0, role: 'sent' as const, now, own }
  const email = { uid: 0, flags: [], receivedAt, sizeBytes, indexed }
  const spot: ThreadSpot =
    local.conversationKey === null
      ? placeInThread(w, place, email)
      : { conversationKey: local.conversationKey, joinedBy: 'in-reply-to', outbound: true }
  const { messageId } = indexed.headers
  if (messageId !== null) addThreadRefs(w, accountId, spot.conversationKey, [messageId])
  const partOf = (file: LocalEmail['files'][number]) =>
    indexed.attachments.find(part => part.name === file.name && part.contentId === file.contentId)
  const emailKey = insertEmail(w, {
    ...toNewEmail(place, email, dedupeBytes(indexed.dedupeKey), spot),
    outbound: true,
    bodyState: 'present',
    local: true,
    unsent: true,
    attachments: local.files.map(file => ({
      partId: partOf(file)?.partId ?? '',
      name: file.name,
      type: file.type,
      sizeBytes: file.sizeBytes,
      inline: file.contentId !== null,
      contentId: file.contentId,
      encoding: partOf(file)?.encoding ?? 'base64',
    })),
  })
  for (const [at, { key }] of attachmentsOf(w, emailKey).entries()) {
    const file = local.files[at]
    if (file !== undefined)
      setAttachmentBlob(w, key, { hash: file.blobHash, sizeBytes: file.sizeBytes, at: now })
  }
  refreshEmails(w, [emailKey])
  return { emailKey, conversationKey: spot.conversationKey, mergedIds: spot.mergedIds ?? [] }
}
