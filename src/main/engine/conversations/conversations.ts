import { open, readFile } from 'node:fs/promises'
import { enqueue, wantedBodies } from '#engine/queue/queue.ts'
import { type AttachmentRecord, attachmentsOf } from '#engine/store/attachments.ts'
import { pageInSlices } from '#engine/store/conversation-page.ts'
import { getConversation, getEmail, getEmailHtml } from '#engine/store/conversation-thread.ts'
import { conversationCounts } from '#engine/store/conversations.ts'
import { copiesOfEmail } from '#engine/store/copies.ts'
import type { Store } from '#engine/store/database.ts'
import { findEmail } from '#engine/store/email-lookup.ts'
import type { Writer } from '#engine/store/handle.ts'
import { findMailbox } from '#engine/store/mailboxes.ts'
import { type MarkedCopy, markConversations } from '#engine/store/mark.ts'
import { getSettings } from '#engine/store/settings.ts'
import { runInSlices } from '#engine/store/slices.ts'
import { submissionOfEmail } from '#engine/store/submissions.ts'
import type { Result } from '#shared/contract.ts'
import type {
  Conversation,
  ConversationCounts,
  ConversationFilter,
  ConversationPage,
  Email,
} from '#shared/conversation.ts'
import { AppError, toErrorReport } from '#shared/errors.ts'
import { splitHtmlDocuments } from '#shared/html-documents.ts'
import { htmlTop } from '#shared/html-top.ts'
import { imageSize, mostPixels } from '#shared/image-size.ts'
import { rasterTypeOf } from '#shared/image-type.ts'
import type { Clock } from '#shared/time.ts'

type Waiting = { readonly signal: AbortSignal }

/** What must come from the server when it isn't on this computer. */
export type RemoteContent = {
  readonly fetchBody: (emailKey: number, options: Waiting) => Promise<void>
  readonly fetchAttachment: (
    attachmentKey: number,
    options: Waiting & {
      readonly onProgress: (progress: { doneBytes: number; totalBytes: number | null }) => void
    },
  ) => Promise<{ readonly hash: string; readonly sizeBytes: number }>
  readonly fetchSource: (
    emailKey: number,
    options: Waiting & { readonly maxBytes: number },
  ) => Promise<Uint8Array>
  readonly fetchMessage: (
    emailKey: number,
    options: Waiting & {
      readonly onProgress: (progress: { doneBytes: number; totalBytes: number | null }) => void
    },
  ) => Promise<{ readonly hash: string; readonly sizeBytes: number }>
  /** Jobs for this account wait in the queue. */
  readonly jobsWait: (accountId: string, options?: { readonly anew?: boolean }) => void
}

/** Reading conversations, and what is done to them. */
export type Conversations = {
  /** In slices: a search may look at a lot. @throws AppError 'cancelled' */
  readonly list: (
    filter: ConversationFilter,
    after: string | null,
    limit: number,
    options: Waiting,
  ) => Promise<ConversationPage>
  readonly counts: () => ConversationCounts
  readonly get: (id: string) => Conversation
  /** Here at once, on the server through the queue. Ids that are gone are passed over. */
  readonly mark: (ids: readonly string[], read: boolean) => { readonly changed: number }
  /** An email with its body, fetched where only its headers are here; queued where the server is out of reach. */
  readonly body: (emailId: string, options: Waiting) => Promise<Email>
  /** The message as the server has it, cut at 2 MB. */
  readonly source: (emailId: string, options: Waiting) => Promise<Result<'emails/source'>>
  /** The whole message as a file, byte for byte. */
  readonly file: (
    emailId: string,
    options: Waiting & {
      readonly onProgress: (progress: { doneBytes: number; totalBytes: number | null }) => void
    },
  ) => Promise<Result<'emails/file'>>
  /** Plain text as sent, or made from the HTML; `top` may leave out what nobody sees at first. */
  readonly text: (emailId: string, part: 'top' | 'whole') => Result<'emails/text'>
  readonly html: (emailId: string) => Result<'emails/html'>
  readonly inlineImage: (
    emailId: string,
    contentId: string,
    options: Waiting,
  ) => Promise<Result<'emails/inline-image'>>
}

const sourceBytesAtMost = 2_000_000
const inlineImageBytesAtMost = 10_000_000

/** Wires reading and marking to the store; what isn't here comes through `remote`. */
export function createConversations(deps: {
  readonly store: Store
  readonly remote: RemoteContent
  readonly clock: Clock
  /** The words of an HTML document, as lines of plain text. */
  readonly htmlToText: (html: string) => string
  readonly changed: (change: { readonly conversations: readonly string[] }) => void
}): Conversations {
  const { store, remote } = deps

  const emailOf = (emailId: string) => {
    const email = findEmail(store.reader, emailId)
    if (email === null) throw new AppError('not-found', 'email')
    return email
  }
  const wantBody = (accountId: string, emailKey: number) => {
    if (wantedBodies(store.reader).has(emailKey)) return
    store.write(w =>
      enqueue(w, { accountId, kind: 'fetch-body', payload: { emailKey } }, { now: deps.clock.now() }),
    )
  }
  const bytesOnDisk = async (
    attachment: AttachmentRecord,
    options: Waiting & {
      readonly onProgress: (progress: { doneBytes: number; totalBytes: number | null }) => void
    },
  ) => {
    const { blobHash: hash } = attachment
    if (hash !== null && store.blobs.has(hash)) return { hash, sizeBytes: attachment.sizeBytes ?? 0 }
    return remote.fetchAttachment(attachment.key, options)
  }

  return {
    list: (filter, after, limit, options) =>
      runInSlices(pageInSlices(store.reader, filter, after, limit), options),
    counts: () => conversationCounts(store.reader),
    get: id => getConversation(store.reader, id),
    mark: (ids, read) => {
      const { changedIds, copies } = store.write(w => {
        const result = markConversations(w, ids, read)
        enqueueFlags(w, result.copies, read, deps.clock.now())
        return result
      })
      for (const accountId of new Set(copies.map(copy => copy.accountId))) remote.jobsWait(accountId)
      if (changedIds.length > 0) deps.changed({ conversations: changedIds })
      return { changed: changedIds.length }
    },
    body: async (emailId, options) => {
      const email = getEmail(store.reader, emailId)
      if (email.bodyState === 'present' || email.bodyState === 'unreadable') return email
      const { key, accountId } = emailOf(emailId)
      try {
        await remote.fetchBody(key, options)
      } catch (error) {
        if (isOutOfReach(error)) wantBody(accountId, key)
        throw error
      }
      return getEmail(store.reader, emailId)
    },
    source: async (emailId, options) => {
      const { key } = emailOf(emailId)
      const bound = { ...options, maxBytes: sourceBytesAtMost + 1 }
      const frozen = frozenMail(store, key)
      const bytes =
        frozen === null
          ? await remote.fetchSource(key, bound)
          : await readBeginning(store.blobs.path(frozen.hash), bound.maxBytes)
      const truncated = bytes.length > sourceBytesAtMost
      return { source: decodeSource(truncated ? bytes.subarray(0, sourceBytesAtMost) : bytes), truncated }
    },
    file: async (emailId, options) => {
      const { key, subject } = emailOf(emailId)
      const { hash, sizeBytes } = frozenMail(store, key) ?? (await remote.fetchMessage(key, options))
      return { path: store.blobs.path(hash), name: `${subject === '' ? 'email' : subject}.eml`, sizeBytes }
    },
    text: (emailId, part) => {
      const sent = getEmail(store.reader, emailId).text ?? ''
      const { html } = getEmailHtml(store.reader, emailId)
      if (sent.trim() !== '' || html === null) return { text: sent }
      const documents = splitHtmlDocuments(html)
      const top = part === 'top' ? htmlTop(documents[0] ?? '') : null
      return { text: (top === null ? documents : [top]).map(deps.htmlToText).join('\n\n') }
    },
    html: emailId => {
      const { html, senderAddress, own } = getEmailHtml(store.reader, emailId)
      if (html === null) throw new AppError('not-found', 'html')
      const trusted = getSettings(store.reader).trustedImageSenders
      const trustedSender = senderAddress !== null && trusted.includes(senderAddress.toLowerCase())
      const locations = attachmentsOf(store.reader, emailOf(emailId).key).flatMap(
        part => part.contentId ?? [],
      )
      return { html, senderAddress, trustedSender, own, locations }
    },
    inlineImage: async (emailId, contentId, { signal }) => {
      const found = attachmentsOf(store.reader, emailOf(emailId).key).find(
        part => part.contentId === contentId,
      )
      if (found === undefined) throw new AppError('not-found', 'inline image')
      if ((found.sizeBytes ?? 0) > inlineImageBytesAtMost) throw new AppError('too-large')
      const { hash, sizeBytes } = await bytesOnDisk(found, { signal, onProgress: () => {} })
      if (sizeBytes > inlineImageBytesAtMost) throw new AppError('too-large')
      const bytes = await readFile(store.blobs.path(hash), { signal })
      const type = rasterTypeOf(bytes)
      if (type === null) throw new AppError('blocked', 'not an image')
      const size = imageSize(bytes)
      if (size !== null && size.widthPx * size.heightPx > mostPixels)
        throw new AppError('too-large', 'pixels')
      return { type, bytes }
    },
  }
}

/** The bytes of a mail that was written here and that no server has a copy of yet; null for all other mail. */
function frozenMail(
  { reader, blobs }: Store,
  emailKey: number,
): { readonly hash: string; readonly sizeBytes: number } | null {
  if (copiesOfEmail(reader, emailKey).length > 0) return null
  const submission = submissionOfEmail(reader, emailKey)
  if (submission === null || !blobs.has(submission.blobHash)) return null
  return { hash: submission.blobHash, sizeBytes: submission.sizeBytes }
}

async function readBeginning(path: string, bytes: number): Promise<Uint8Array> {
  const file = await open(path)
  try {
    const chunks: Uint8Array[] = []
    for await (const chunk of file.createReadStream({ end: bytes - 1, autoClose: false })) chunks.push(chunk)
    return Buffer.concat(chunks)
  } finally {
    await file.close()
  }
}

/** One job per mailbox; a mailbox that has lost its UIDVALIDITY gets none, because its UIDs mean nothing. */
function enqueueFlags(w: Writer, copies: readonly MarkedCopy[], read: boolean, now: number): void {
  const change = read ? { add: ['\\Seen'], remove: [] } : { add: [], remove: ['\\Seen'] }
  for (const mailboxKey of new Set(copies.map(copy => copy.mailboxKey))) {
    const ofMailbox = copies.filter(copy => copy.mailboxKey === mailboxKey)
    const mailbox = findMailbox(w, mailboxKey)
    const [first] = ofMailbox
    if (mailbox === null || mailbox.uidValidity === null || first === undefined) continue
    const changes = ofMailbox.map(({ uid }) => ({ uid, ...change }))
    const payload = { mailboxKey, uidValidity: mailbox.uidValidity, changes }
    enqueue(w, { accountId: first.accountId, kind: 'set-flags', payload }, { now })
  }
}

/** Failures that end by themselves: what was asked for then is worth keeping in mind. */
function isOutOfReach(error: unknown): boolean {
  return toErrorReport(error).retry
}

/** Mail is bytes: shown as UTF-8 where it is, else one character per byte. */
function decodeSource(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
  }
}
