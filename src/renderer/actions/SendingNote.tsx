import { CircleAlert, Clock, type LucideIcon, Send } from 'lucide-react'
import { useEffect, useState } from 'react'
import { errorText } from '#renderer/i18n/error-text.ts'
import { formatComingTime, formatLongTime } from '#renderer/i18n/format-time.ts'
import { t } from '#renderer/i18n/messages.ts'
import { Banner } from '#renderer/ui/Banner.tsx'
import { Button } from '#renderer/ui/Button.tsx'
import type { EmailSubmission } from '#shared/submission.ts'
import { sendNow, settleSend, undoSend } from './undo-send.ts'

type Step = { readonly label: string; readonly run: () => Promise<void> }
type Note = {
  readonly icon: LucideIcon
  readonly tone: 'quiet' | 'warn' | 'danger'
  readonly text: string
  readonly detail?: string | null
  readonly steps: readonly Step[]
}

/** How far a mail is on its way out, and what can be done about it; nothing once all of it has arrived where it should. */
export function SendingNote(props: { readonly submission: EmailSubmission; readonly className?: string }) {
  const { submission } = props
  const now = useSeconds(submission)
  const note = noteOf(submission, now)
  if (note === null) return null
  return (
    <Banner
      live
      icon={note.icon}
      tone={note.tone}
      className={`rounded-control ${props.className ?? ''}`}
      action={
        note.steps.length === 0 ? undefined : (
          <span className="flex shrink-0 gap-4">
            {note.steps.map(step => (
              <Button key={step.label} look="link" className="text-small" onClick={() => void step.run()}>
                {step.label}
              </Button>
            ))}
          </span>
        )
      }
    >
      <span data-testid="sending-note">{note.text}</span>
      {note.detail === undefined || note.detail === null ? null : (
        <span className="select-content mt-0.5 block [overflow-wrap:anywhere]">{note.detail}</span>
      )}
    </Banner>
  )
}

function noteOf(submission: EmailSubmission, now: number): Note | null {
  const { id, state } = submission
  const edit: Step = { label: t('send.edit'), run: () => undoSend(id) }
  const settle = (label: string, choice: Parameters<typeof settleSend>[1]): Step => ({
    label,
    run: () => settleSend(id, choice),
  })
  switch (state) {
    case 'queued':
      return queuedNote(submission, now, edit)
    case 'sending':
      return { icon: Send, tone: 'quiet', text: t('send.sending'), steps: [] }
    case 'uncertain':
      return {
        icon: CircleAlert,
        tone: 'warn',
        text: t('send.uncertain'),
        steps: [
          settle(t('send.arrived'), 'sent'),
          settle(t('send.again'), 'send-again'),
          settle(t('send.edit'), 'edit'),
        ],
      }
    case 'failed': {
      const words = submission.problem === null ? null : errorText(submission.problem)
      return {
        icon: CircleAlert,
        tone: 'danger',
        text:
          words === null ? t('send.failedPlain') : t('send.failed', { what: words.what, next: words.next }),
        detail: words?.detail ?? refusals(submission),
        steps: [settle(t('app.retry'), 'send-again'), settle(t('send.edit'), 'edit')],
      }
    }
    case 'sent': {
      const refused = refusals(submission)
      if (refused !== null) return { icon: CircleAlert, tone: 'warn', text: refused, steps: [] }
      return submission.sentCopy === 'refused'
        ? { icon: CircleAlert, tone: 'quiet', text: t('send.noCopy'), steps: [] }
        : null
    }
    case 'cancelled':
      return null
  }
}

function queuedNote(submission: EmailSubmission, now: number, edit: Step): Note {
  const { id, sendAt, scheduled, retryAt, problem, heldForAnswer } = submission
  const nowStep: Step = { label: t('send.now'), run: () => sendNow(id) }
  if (heldForAnswer) return { icon: CircleAlert, tone: 'warn', text: t('send.held'), steps: [nowStep, edit] }
  if (problem !== null) {
    const { what, detail } = errorText(problem)
    const text =
      retryAt === null
        ? t('send.failed', { what, next: errorText(problem).next })
        : t('send.retryAt', { what, time: formatComingTime(retryAt, now) })
    return { icon: CircleAlert, tone: 'warn', text, detail, steps: [nowStep, edit] }
  }
  if (scheduled && sendAt > now)
    return {
      icon: Clock,
      tone: 'quiet',
      text: t('send.scheduled', { time: formatLongTime(sendAt) }),
      steps: [nowStep, edit],
    }
  if (sendAt > now)
    return {
      icon: Send,
      tone: 'quiet',
      text: t('send.inSeconds', { seconds: Math.ceil((sendAt - now) / 1_000) }),
      steps: [{ label: t('send.undo'), run: edit.run }],
    }
  return { icon: Send, tone: 'quiet', text: t('send.waiting'), steps: [nowStep, edit] }
}

/** Whom the server refused, in its words; null where it refused nobody. */
function refusals({ recipients }: EmailSubmission): string | null {
  const refused = recipients.filter(one => one.state === 'refused')
  if (refused.length === 0) return null
  return refused
    .map(({ address, reply }) =>
      [
        t('send.refusedOne', { address }),
        ...(reply === null ? [] : [t('send.serverSays', { detail: reply })]),
      ].join(' '),
    )
    .join('\n')
}

/** The time, by the second for as long as a mail can be taken back. */
function useSeconds({ state, sendAt }: EmailSubmission): number {
  const [now, setNow] = useState(Date.now)
  const counts = state === 'queued' && sendAt > now
  useEffect(() => {
    if (!counts) return
    const timer = setInterval(() => setNow(Date.now()), 1_000)
    return () => clearInterval(timer)
  }, [counts])
  return now
}
