import { getConversation } from '#engine/store/conversation-thread.ts'
import { conversationKeyOf, refreshConversations } from '#engine/store/conversations.ts'
import { type DraftRecord, getOpenDraft, insertDraft, openDraftOf } from '#engine/store/drafts.ts'
import type { Reader, Writer } from '#engine/store/handle.ts'
import type { Params } from '#shared/contract.ts'
import { AppError } from '#shared/errors.ts'
import { type Answered, readAnswered, referencesTo, startContent } from './draft-start.ts'

/** The open draft of a conversation, or a new one; one per conversation, whoever asks at the same time. */
export function openOrMake(
  w: Writer,
  { kind, conversationId, emailId, prefill = {} }: Params<'drafts/open'>,
  now: number,
): { readonly draft: DraftRecord; readonly isNew: boolean } {
  const named = emailId === undefined ? null : readAnswered(w, emailId)
  const conversationKey =
    conversationId === undefined ? (named?.conversationKey ?? null) : conversationKeyOf(w, conversationId)
  const known = conversationKey === null ? null : openDraftOf(w, conversationKey)
  if (known !== null) return { draft: known, isNew: false }
  const answered = kind === 'new' ? null : (named ?? newestOf(w, conversationId))
  if (kind !== 'new' && answered === null) throw new AppError('invalid-request', 'emailId')
  const accountId = conversationId === undefined ? null : getConversation(w, conversationId).row.accountId
  const id = insertDraft(w, {
    kind,
    conversationKey,
    emailKey: answered?.key ?? null,
    replyTo: answered?.email.messageId ?? null,
    references: answered === null ? [] : referencesTo(answered),
    content: startContent(w, { kind, answered, accountId, prefill }),
    now,
  })
  if (conversationKey !== null) refreshConversations(w, [conversationKey])
  return { draft: getOpenDraft(w, id), isNew: true }
}

/** The newest email of a conversation: what its Reply button answers. */
function newestOf(r: Reader, conversationId: string | undefined): Answered | null {
  if (conversationId === undefined) return null
  const newest = getConversation(r, conversationId).emails.at(-1)
  return newest === undefined ? null : readAnswered(r, newest.id)
}

/** The email that a draft answers. @throws AppError 'not-found' where it is gone */
export function answeredBy(r: Reader, draft: DraftRecord): Answered {
  if (draft.emailId === null) throw new AppError('not-found', 'email')
  return readAnswered(r, draft.emailId)
}
