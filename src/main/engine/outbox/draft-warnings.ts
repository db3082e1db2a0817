import { getConversation } from '#engine/store/conversation-thread.ts'
import { draftAttachmentsOf } from '#engine/store/draft-attachments.ts'
import type { DraftRecord } from '#engine/store/drafts.ts'
import type { Reader } from '#engine/store/handle.ts'
import { listIdentities } from '#engine/store/identities.ts'
import { smtpSizeLimit } from '#engine/store/sending-accounts.ts'
import type { DraftWarning } from '#shared/draft.ts'
import { checkDraft } from '#shared/draft-checks.ts'

/** What speaks against sending a draft as it stands. */
export function warningsOf(r: Reader, draft: DraftRecord): readonly DraftWarning[] {
  const { kind, content, conversationId } = draft
  const identities = listIdentities(r)
  const accountId = identities.find(({ id }) => id === content.identityId)?.accountId
  const emails = conversationId === null ? [] : getConversation(r, conversationId).emails
  const known = emails.flatMap(({ from, replyTo, to, cc }) => [...from, ...replyTo, ...to, ...cc])
  return checkDraft({
    kind,
    content,
    attachments: draftAttachmentsOf(r, draft.key),
    known: emails.length === 0 ? [] : [...known, ...identities].map(({ address }) => address),
    limitBytes: accountId === undefined ? null : smtpSizeLimit(r, accountId),
  })
}
