import { useCallback, useState } from 'react'
import { noteBeginning } from '#renderer/actions/begun.ts'
import { offerUndoSend } from '#renderer/actions/undo-send.ts'
import { useAct } from '#renderer/actions/use-act.ts'
import { ask } from '#renderer/api/client.ts'
import { thrownText } from '#renderer/i18n/error-text.ts'
import { t } from '#renderer/i18n/messages.ts'
import type { DraftWarning } from '#shared/draft.ts'
import type { Submission } from '#shared/submission.ts'
import type { DraftSession } from './draft-session.ts'
import { isRefused, warningText } from './WarningDialog.tsx'

/** How a mail is to be sent. */
export type SendOptions = {
  /** When it may leave; after the time to undo where it is left out. Epoch ms UTC. */
  readonly sendAt?: number
  readonly archive?: boolean
}

/** Hands a draft over for sending: once all of it is safe, and after one question where something looks forgotten. */
export function useSend(session: DraftSession, onSent: (submission: Submission) => void) {
  const act = useAct()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const [question, setQuestion] = useState<{
    readonly warnings: readonly DraftWarning[]
    readonly options: SendOptions
  } | null>(null)

  const send = useCallback(
    async (options: SendOptions, sure = false) => {
      setBusy(true)
      setProblem(null)
      setQuestion(null)
      const begun = noteBeginning()
      try {
        await allStaged(session)
        const revision = await session.flush()
        const warnings = await ask('drafts/check', { id: session.draft.id })
        const refused = warnings.find(isRefused)
        if (refused !== undefined) return setProblem(warningText(refused))
        if (!sure && warnings.length > 0) return setQuestion({ warnings, options })
        const { sendAt, archive } = options
        const submission = await ask('outbox/send', {
          draftId: session.draft.id,
          revision,
          ...(sendAt === undefined ? {} : { sendAt }),
        })
        session.end()
        offerUndoSend(submission)
        onSent(submission)
        if (archive === true && submission.conversationId !== null)
          await act({ ids: [submission.conversationId] }, { kind: 'archive' })
      } catch (error) {
        const { what, next } = thrownText(error)
        setProblem(t('compose.sendFailed', { what, next }))
      } finally {
        begun()
        setBusy(false)
      }
    },
    [session, onSent, act],
  )
  return { send, busy, problem, question, dropQuestion: () => setQuestion(null) }
}

/** Resolves when no file is on its way any more. */
function allStaged(session: DraftSession): Promise<void> {
  return new Promise(resolve => {
    if (session.state.getState().staging.length === 0) return resolve()
    const stop = session.state.subscribe(({ staging }) => {
      if (staging.length > 0) return
      stop()
      resolve()
    })
  })
}
