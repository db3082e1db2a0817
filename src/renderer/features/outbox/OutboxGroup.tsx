import { useId } from 'react'
import { OutgoingTag, outgoingOf } from '#renderer/actions/OutgoingTag.tsx'
import { SendingNote } from '#renderer/actions/SendingNote.tsx'
import { formatEmailTime } from '#renderer/i18n/format-time.ts'
import { t } from '#renderer/i18n/messages.ts'
import { useMinute } from '#renderer/stores/minute.ts'
import { useNavigation } from '#renderer/stores/navigation.ts'
import { Button } from '#renderer/ui/Button.tsx'
import { Card } from '#renderer/ui/Card.tsx'
import type { Submission } from '#shared/submission.ts'
import { toText } from './to-text.ts'

/** Some mails of the outbox under a title; nothing where there are none. */
export function OutboxGroup(props: { readonly title: string; readonly submissions: readonly Submission[] }) {
  const id = useId()
  const now = useMinute()
  if (props.submissions.length === 0) return null
  return (
    <section aria-labelledby={id} className="mt-6">
      <h2 id={id} className="mb-2 font-semibold">
        {props.title}
      </h2>
      <Card>
        <ul>
          {props.submissions.map(submission => (
            <OutboxLine key={submission.id} submission={submission} now={now} />
          ))}
        </ul>
      </Card>
    </section>
  )
}

function OutboxLine({ submission, now }: { readonly submission: Submission; readonly now: number }) {
  const { conversationId, subject, state, sentAt, createdAt } = submission
  return (
    <li data-testid="outbox-line" className="border-b border-line px-[18px] py-3 last:border-0">
      <div className="flex items-center gap-3">
        <div className="min-w-0 flex-1">
          <p className="truncate font-medium">{subject === '' ? t('list.noSubject') : subject}</p>
          <p className="truncate text-ink-2">{toText(submission.to)}</p>
        </div>
        {state === 'sent' ? null : <OutgoingTag outgoing={outgoingOf(submission)} />}
        <time
          dateTime={new Date(sentAt ?? createdAt).toISOString()}
          className="shrink-0 text-small text-ink-2 tabular-nums"
        >
          {formatEmailTime(sentAt ?? createdAt, now)}
        </time>
        {conversationId === null ? null : (
          <Button small onClick={() => useNavigation.getState().open(conversationId, true)}>
            {t('outbox.open')}
          </Button>
        )}
      </div>
      <SendingNote submission={{ ...submission, sentCopy: null }} className="mt-2" />
    </li>
  )
}
