import { ownAddressKeys } from '#engine/store/accounts.ts'
import { refreshConversations } from '#engine/store/conversations.ts'
import { type DraftRecord, getOpenDraft, moveDraft } from '#engine/store/drafts.ts'
import type { Reader, Writer } from '#engine/store/handle.ts'
import { type IdentityRecord, listIdentities } from '#engine/store/identities.ts'
import { insertSubmission } from '#engine/store/submissions.ts'
import { AppError } from '#shared/errors.ts'
import type { FrozenMail } from './freeze.ts'

/** Puts a frozen mail into its thread, in the caller's transaction; see sync/local-email. */
export type InsertLocal = (
  w: Writer,
  local: {
    readonly accountId: string
    readonly conversationKey: number | null
    readonly indexed: FrozenMail['indexed']
    readonly sizeBytes: number
    readonly files: FrozenMail['files']
    readonly now: number
    readonly own: ReadonlySet<string>
  },
) => { readonly emailKey: number; readonly conversationKey: number; readonly mergedIds: readonly string[] }

/** Who a draft is sent as. @throws AppError 'invalid-request' where that is nobody that can send */
export function sendingIdentity(r: Reader, { content }: DraftRecord): IdentityRecord {
  const identity = listIdentities(r).find(one => one.id === content.identityId && one.sends)
  if (identity === undefined) throw new AppError('invalid-request', 'identityId')
  return identity
}

/** Everything that Send changes, in one transaction: the mail is in its thread, the submission waits, the draft is closed. */
export function putIntoOutbox(
  w: Writer,
  { insertLocal }: { readonly insertLocal: InsertLocal },
  draft: DraftRecord,
  { blob, envelope, files, indexed, messageId }: FrozenMail,
  plan: {
    readonly identity: IdentityRecord
    readonly at: number
    readonly isScheduled: boolean
    readonly now: number
  },
): { readonly id: string; readonly mergedIds: readonly string[] } {
  const { now } = plan
  const { accountId } = plan.identity
  // Something was written while its bytes were built.
  if (getOpenDraft(w, draft.id).revision !== draft.revision) throw new AppError('invalid-request', 'revision')
  const { emailKey, conversationKey, mergedIds } = insertLocal(w, {
    accountId,
    conversationKey: draft.conversationKey,
    indexed,
    sizeBytes: blob.sizeBytes,
    files,
    now,
    own: ownAddressKeys(w),
  })
  const flag = draft.kind === 'forward' ? '$Forwarded' : '\\Answered'
  const id = insertSubmission(w, {
    accountId,
    draftKey: draft.key,
    conversationKey,
    emailKey,
    answered: draft.emailKey === null ? null : { emailKey: draft.emailKey, flag },
    messageId,
    blobHash: blob.hash,
    sizeBytes: blob.sizeBytes,
    sender: envelope.from,
    recipients: envelope.to,
    subject: draft.content.subject,
    to: draft.content.to,
    sendAt: plan.at,
    scheduled: plan.isScheduled,
    now,
  })
  moveDraft(w, draft.key, { from: 'open', to: 'queued', now })
  refreshConversations(w, [conversationKey])
  return { id, mergedIds }
}
