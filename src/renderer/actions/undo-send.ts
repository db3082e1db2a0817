import { ask } from '#renderer/api/client.ts'
import { thrownText } from '#renderer/i18n/error-text.ts'
import { formatLongTime } from '#renderer/i18n/format-time.ts'
import { t } from '#renderer/i18n/messages.ts'
import { useComposerFocus } from '#renderer/stores/composer-focus.ts'
import { useNavigation } from '#renderer/stores/navigation.ts'
import { useToasts } from '#renderer/stores/toasts.ts'
import type { Draft } from '#shared/draft.ts'
import type { Submission, SubmissionChoice } from '#shared/submission.ts'

/** Shows a draft in its composer: in its conversation, or on a page of its own. */
export function openDraft(draft: Pick<Draft, 'id' | 'conversationId'>): void {
  useComposerFocus.getState().ask(draft.id)
  const { open, compose } = useNavigation.getState()
  if (draft.conversationId === null) compose(draft.id)
  else open(draft.conversationId)
}

/** Says that a mail is handed over, and offers to take it back for as long as it has not left. */
export function offerUndoSend(submission: Submission): void {
  const { offer, say, withdraw } = useToasts.getState()
  const { id, scheduled, sendAt } = submission
  const waitMs = sendAt - Date.now()
  if (waitMs <= 0) {
    say(t('send.handedOver'))
    return
  }
  offer(scheduled ? t('send.scheduledToast', { time: formatLongTime(sendAt) }) : t('send.sendingToast'), {
    action: { label: t('action.undo'), run: () => void undoSend(id), about: [id] },
  })
  if (!scheduled) setTimeout(() => withdraw(id), waitMs)
}

/** Takes a mail back that has not left yet: its composer opens as it was. Never rejects. */
export async function undoSend(submissionId: string): Promise<void> {
  const { withdraw } = useToasts.getState()
  withdraw(submissionId)
  await say(async () => {
    const { draftId } = await ask('outbox/cancel', { id: submissionId })
    openDraft(await ask('drafts/get', { id: draftId }))
  })
}

/** Sends a mail that waits, at once. Never rejects. */
export const sendNow = (submissionId: string): Promise<void> =>
  say(async () => {
    await ask('outbox/send-now', { id: submissionId })
  })

/** What the person decides about a mail that is uncertain or failed. Never rejects. */
export const settleSend = (submissionId: string, choice: SubmissionChoice): Promise<void> =>
  say(async () => {
    const { draftId } = await ask('outbox/settle', { id: submissionId, choice })
    if (choice === 'edit' && draftId !== null) openDraft(await ask('drafts/get', { id: draftId }))
  })

async function say(run: () => Promise<void>): Promise<void> {
  try {
    await run()
  } catch (error) {
    const { what, next } = thrownText(error)
    useToasts.getState().say(t('action.failed', { what, next }), 'danger')
  }
}
