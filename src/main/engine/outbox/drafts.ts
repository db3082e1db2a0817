import { followDraft } from '#engine/queue/mirror-jobs.ts'
import { findAttachment } from '#engine/store/attachments.ts'
import { conversationIdsOf, refreshConversations } from '#engine/store/conversations.ts'
import type { Store } from '#engine/store/database.ts'
import {
  addDraftAttachment,
  draftAttachmentsOf,
  findDraftAttachment,
  removeDraftAttachment,
  type StagedFile,
} from '#engine/store/draft-attachments.ts'
import { thinOutRevisions } from '#engine/store/draft-thinning.ts'
import {
  type DraftRecord,
  findDraft,
  getOpenDraft,
  listDrafts,
  listRevisions,
  moveDraft,
  readRevision,
  saveRevision,
  setDraftKind,
} from '#engine/store/drafts.ts'
import type { Reader, Writer } from '#engine/store/handle.ts'
import { typeOfName, unknownType } from '#shared/attachment-kind.ts'
import type { Params, Result } from '#shared/contract.ts'
import type {
  Draft,
  DraftAttachment,
  DraftContent,
  DraftKind,
  DraftRevision,
  DraftSummary,
  DraftWarning,
} from '#shared/draft.ts'
import { AppError } from '#shared/errors.ts'
import { safeFileName } from '#shared/file-name.ts'
import { newId } from '#shared/ids.ts'
import type { Clock } from '#shared/time.ts'
import { addresseesFor } from './draft-start.ts'
import { warningsOf } from './draft-warnings.ts'
import { answeredBy, openOrMake } from './open-draft.ts'
import { stageFile } from './staging.ts'

type Waiting = { readonly signal: AbortSignal }
type Done = Record<string, never>

/** Writing mail: nothing that was written is overwritten (semantics.md, Sending 1). */
export type Drafts = {
  readonly open: (params: Params<'drafts/open'>) => Draft
  readonly get: (id: string) => Draft
  /** Durable when it returns. */
  readonly save: (id: string, content: DraftContent) => Result<'drafts/save'>
  readonly list: () => readonly DraftSummary[]
  readonly revisions: (id: string) => readonly DraftRevision[]
  readonly revision: (id: string, revision: number) => DraftContent
  readonly retarget: (id: string, kind: DraftKind) => Draft
  readonly discard: (id: string) => Done
  readonly restore: (id: string) => Draft
  readonly check: (id: string) => readonly DraftWarning[]
  readonly attachBytes: (params: Params<'drafts/attach-bytes'>, options: Waiting) => Promise<DraftAttachment>
  readonly attachEmailFile: (
    id: string,
    attachmentId: string,
    options: Waiting & {
      readonly onProgress: (progress: { doneBytes: number; totalBytes: number | null }) => void
    },
  ) => Promise<DraftAttachment>
  readonly attachFile: (
    params: Params<'drafts/attach-file'>,
    options: Waiting & {
      readonly onProgress: (progress: { doneBytes: number; totalBytes: number }) => void
    },
  ) => Promise<DraftAttachment>
  readonly detach: (id: string, attachmentId: string) => Done
  readonly file: (attachmentId: string) => Result<'drafts/file'>
}

/** What writing mail needs. */
export type DraftsDeps = {
  readonly store: Store
  readonly clock: Clock
  /** Brings a received mail's attachment into the blob store. */
  readonly fetchAttachment: (
    attachmentKey: number,
    options: Waiting & {
      readonly onProgress: (progress: { doneBytes: number; totalBytes: number | null }) => void
    },
  ) => Promise<{ readonly hash: string; readonly sizeBytes: number }>
  readonly changed: (change: { readonly conversations?: readonly string[]; readonly outbox: true }) => void
  /** Jobs for this account wait in the queue. */
  readonly jobsWait: (accountId: string) => void
}

/** How often a history is thinned out, in revisions. */
const thinEvery = 20

/** Wires writing mail to the store. */
export function createDrafts(deps: DraftsDeps): Drafts {
  const { store, clock } = deps
  const read = (id: string) => toDraft(store.reader, getOpenDraft(store.reader, id))
  const known = (id: string) => {
    const draft = findDraft(store.reader, id)
    if (draft === null) throw new AppError('not-found', 'draft')
    return draft
  }
  const tell = (conversationKey: number | null) =>
    deps.changed({
      outbox: true,
      ...(conversationKey === null
        ? {}
        : { conversations: conversationIdsOf(store.reader, [conversationKey]) }),
    })
  /** What changed of a draft is for its copy on the server too. */
  const follow = (w: Writer, before: DraftRecord) => {
    const draft = findDraft(w, before.id)
    const isSame =
      draft?.revision === before.revision &&
      draft.state === before.state &&
      draft.attachmentCount === before.attachmentCount
    return isSame ? [] : followDraft(w, before.id, clock.now())
  }
  /** Changes a draft and the row of its conversation, durably. */
  const change = <T>(id: string, operation: (w: Writer, draft: DraftRecord) => T): T => {
    const { result, conversationKey, accountIds } = store.write(
      w => {
        const draft = getOpenDraft(w, id)
        const done = operation(w, draft)
        return { result: done, conversationKey: draft.conversationKey, accountIds: follow(w, draft) }
      },
      { durable: true },
    )
    tell(conversationKey)
    for (const accountId of accountIds) deps.jobsWait(accountId)
    return result
  }
  const attach = (id: string, file: Omit<StagedFile, 'id'>): DraftAttachment =>
    change(id, (w, draft) => toAttachment(addDraftAttachment(w, draft.key, file)))

  return {
    open: params => {
      const { draft, isNew } = store.write(w => openOrMake(w, params, clock.now()), { durable: true })
      if (isNew) tell(draft.conversationKey)
      return toDraft(store.reader, draft)
    },
    get: read,
    save: (id, content) =>
      change(id, (w, draft) => {
        const saved = saveRevision(w, draft, content, clock.now())
        if (saved.revision !== draft.revision && saved.revision % thinEvery === 0)
          thinOutRevisions(w, draft.key, clock.now())
        return saved
      }),
    list: () => listDrafts(store.reader),
    revisions: id => listRevisions(store.reader, known(id).key),
    revision: (id, revision) => {
      const content = readRevision(store.reader, known(id).key, revision)
      if (content === null) throw new AppError('not-found', 'revision')
      return content
    },
    retarget: (id, kind) => {
      change(id, (w, draft) => {
        const answered = answeredBy(w, draft)
        const { to, cc } = addresseesFor(w, kind, answered, null)
        setDraftKind(w, draft.key, kind)
        saveRevision(w, draft, { ...draft.content, to, cc }, clock.now())
      })
      return read(id)
    },
    discard: id => {
      change(id, (w, draft) => {
        moveDraft(w, draft.key, { from: 'open', to: 'discarded', now: clock.now() })
        if (draft.conversationKey !== null) refreshConversations(w, [draft.conversationKey])
      })
      return {}
    },
    restore: id => {
      const { key, conversationKey } = known(id)
      const restored = store.write(
        w => {
          if (!moveDraft(w, key, { from: 'discarded', to: 'open', now: clock.now() })) return null
          if (conversationKey !== null) refreshConversations(w, [conversationKey])
          return followDraft(w, id, clock.now())
        },
        { durable: true },
      )
      if (restored !== null) tell(conversationKey)
      for (const accountId of restored ?? []) deps.jobsWait(accountId)
      return read(id)
    },
    check: id => warningsOf(store.reader, getOpenDraft(store.reader, id)),
    attachBytes: async ({ id, name, type, bytes, inline }, { signal }) => {
      read(id)
      const blob = await store.blobs.write(bytes, { signal })
      return attach(id, stagedFile(name, type, blob, inline))
    },
    attachEmailFile: async (id, attachmentId, options) => {
      read(id)
      const found = findAttachment(store.reader, attachmentId)
      if (found === null) throw new AppError('not-found', 'attachment')
      const here = found.blobHash !== null && store.blobs.has(found.blobHash)
      const blob =
        here && found.blobHash !== null && found.sizeBytes !== null
          ? { hash: found.blobHash, sizeBytes: found.sizeBytes }
          : await deps.fetchAttachment(found.key, options)
      return attach(id, stagedFile(found.name, found.type, blob, false))
    },
    attachFile: async ({ id, path, inline }, options) => {
      read(id)
      const blob = await stageFile(store.blobs, path, options)
      return attach(id, stagedFile(blob.name, typeOfName(blob.name) ?? unknownType, blob, inline))
    },
    detach: (id, attachmentId) => {
      change(id, (w, draft) => {
        const file = draftAttachmentsOf(w, draft.key).find(one => one.id === attachmentId)
        // An older revision may draw it.
        if (file?.contentId === null) removeDraftAttachment(w, draft.key, attachmentId)
      })
      return {}
    },
    file: attachmentId => {
      const file = findDraftAttachment(store.reader, attachmentId)
      if (file === null) throw new AppError('not-found', 'attachment')
      return { path: store.blobs.path(file.blobHash), type: file.type }
    },
  }
}

function stagedFile(
  name: string,
  type: string,
  blob: { readonly hash: string; readonly sizeBytes: number },
  inline: boolean,
): Omit<StagedFile, 'id'> {
  return {
    name: safeFileName(name),
    type: /^[\w!#$&^.+-]{1,127}\/[\w!#$&^.+-]{1,127}$/.test(type) ? type.toLowerCase() : unknownType,
    sizeBytes: blob.sizeBytes,
    contentId: inline ? `${newId()}@parley.invalid` : null,
    blobHash: blob.hash,
  }
}

function toDraft(r: Reader, record: DraftRecord): Draft {
  const {
    id,
    kind,
    conversationId,
    emailId,
    revision,
    content,
    createdAt,
    updatedAt,
    mirror,
    mirrorProblem,
  } = record
  const attachments = draftAttachmentsOf(r, record.key).map(toAttachment)
  return {
    id,
    kind,
    conversationId,
    emailId,
    revision,
    content,
    attachments,
    createdAt,
    updatedAt,
    mirror,
    mirrorProblem,
  }
}

function toAttachment({ id, name, type, sizeBytes, contentId }: StagedFile): DraftAttachment {
  return { id, name, type, sizeBytes, contentId }
}
