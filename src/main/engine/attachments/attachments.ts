import {
  type AttachmentRecord,
  conversationOfAttachment,
  findAttachment,
  setSniffedType,
} from '#engine/store/attachments.ts'
import type { Store } from '#engine/store/database.ts'
import type { AttachmentContents, AttachmentTarget } from '#shared/attachment.ts'
import { attachmentFacts } from '#shared/attachment-facts.ts'
import { unknownType } from '#shared/attachment-kind.ts'
import type { Result } from '#shared/contract.ts'
import { AppError, isAppError } from '#shared/errors.ts'
import type { Clock } from '#shared/time.ts'
import { attachmentLimits } from './limits.ts'
import type { AttachmentReader } from './reader.ts'
import type { FileToRead } from './worker-messages.ts'

type Waiting = { readonly signal: AbortSignal }
type Progress = { readonly doneBytes: number; readonly totalBytes: number | null }

/** What brings bytes that are not on this computer. */
export type AttachmentSource = {
  readonly fetchAttachment: (
    attachmentKey: number,
    options: Waiting & { readonly onProgress: (progress: Progress) => void },
  ) => Promise<{ readonly hash: string; readonly sizeBytes: number }>
}

/** Attachments and what they hold. */
export type Attachments = {
  /**
   * Brings an attachment, or a thing inside it, to this computer and says what it really is.
   *
   * @throws AppError `not-found`, `unreadable` where a container can't be taken apart, or the source's
   */
  readonly fetch: (
    target: AttachmentTarget,
    options: Waiting & { readonly onProgress: (progress: Progress) => void },
  ) => Promise<Result<'attachments/fetch'>>
  /** What it holds for reading; `unreadable` where nobody can. @throws AppError as `fetch` */
  readonly contents: (target: AttachmentTarget, options: Waiting) => Promise<AttachmentContents>
}

type Found = FileToRead & { readonly sizeBytes: number; readonly sniffedType: string }

/** Wires attachments to the store, the reader's thread, and whatever brings their bytes. */
export function createAttachments(deps: {
  readonly store: Store
  readonly source: AttachmentSource
  readonly reader: AttachmentReader
  readonly clock: Clock
  readonly changed: (change: { readonly conversations: readonly string[] }) => void
}): Attachments {
  const { store, reader } = deps

  const sniff = async (file: FileToRead, { signal }: Waiting): Promise<string> => {
    try {
      const result = await reader.run({ op: 'sniff', file }, { signal })
      return result.op === 'sniff' ? result.type : unknownType
    } catch (error) {
      if (isAppError(error, 'unreadable')) return unknownType
      throw error
    }
  }

  const bring = async (
    attachment: AttachmentRecord,
    options: Waiting & { readonly onProgress: (progress: Progress) => void },
  ): Promise<Found> => {
    const { blobHash: known } = attachment
    const isHere = known !== null && store.blobs.has(known)
    const { hash, sizeBytes } = isHere
      ? { hash: known, sizeBytes: attachment.sizeBytes ?? 0 }
      : await deps.source.fetchAttachment(attachment.key, options)
    const file = { path: store.blobs.path(hash), name: attachment.name, type: attachment.type }
    const sniffedType = attachment.sniffedType ?? (await sniff(file, options))
    if (attachment.sniffedType === null) store.write(w => setSniffedType(w, attachment.key, sniffedType))
    if (attachment.sniffedType === null || !isHere) {
      const conversation = conversationOfAttachment(store.reader, attachment.key)
      if (conversation !== null) deps.changed({ conversations: [conversation] })
    }
    return { ...file, sizeBytes, sniffedType }
  }

  /** Takes an entry out of what holds it; its bytes lie in the blob store until the next start, named by no row. */
  const extract = async (container: Found, index: number, { signal }: Waiting): Promise<Found> => {
    const options = { kind: kindOf(container), nowMs: 0, withDates: false }
    const result = await reader.run({ op: 'extract', file: container, options, index }, { signal })
    if (result.op !== 'extract' || result.entry === null) throw new AppError('not-found', 'entry')
    const blob = await store.blobs.write(result.bytes, { signal })
    const { name, type } = result.entry
    const file = { path: store.blobs.path(blob.hash), name, type }
    return { ...file, sizeBytes: blob.sizeBytes, sniffedType: await sniff(file, { signal }) }
  }

  const find = async (
    target: AttachmentTarget,
    options: Waiting & { readonly onProgress: (progress: Progress) => void },
  ): Promise<Found> => {
    const attachment = findAttachment(store.reader, target.attachmentId)
    if (attachment === null) throw new AppError('not-found', 'attachment')
    const path = target.entry ?? []
    if (path.length > attachmentLimits.entryDepth) throw new AppError('too-large')
    let found = await bring(attachment, options)
    for (const index of path) found = await extract(found, index, options)
    return found
  }

  return {
    fetch: async (target, options) => {
      const { path, name, type, sizeBytes, sniffedType } = await find(target, options)
      return { path, name, sizeBytes, ...attachmentFacts(name, type, sniffedType) }
    },
    contents: async (target, { signal }) => {
      const file = await find(target, { signal, onProgress: () => {} })
      const options = { kind: kindOf(file), nowMs: deps.clock.now(), withDates: true }
      const read = async (withDates: boolean, deadlineMs: number) => {
        const task = { op: 'contents', file, options: { ...options, withDates } } as const
        const result = await reader.run(task, { signal, deadlineMs })
        return result.op === 'contents' ? result.contents : ({ kind: 'none' } as const)
      }
      try {
        if (options.kind !== 'event') return await read(false, attachmentLimits.deadlineMs)
        return await read(true, attachmentLimits.datesDeadlineMs).catch(error => {
          if (!isAppError(error, 'unreadable')) throw error
          return read(false, attachmentLimits.deadlineMs)
        })
      } catch (error) {
        if (isAppError(error, 'unreadable')) return { kind: 'unreadable' }
        throw error
      }
    },
  }
}

function kindOf({ name, type, sniffedType }: Found) {
  return attachmentFacts(name, type, sniffedType).kind
}
