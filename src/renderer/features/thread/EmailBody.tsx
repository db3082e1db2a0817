import { useState } from 'react'
import { useEmailBody } from '#renderer/api/emails.ts'
import { thrownText } from '#renderer/i18n/error-text.ts'
import { t } from '#renderer/i18n/messages.ts'
import { Button } from '#renderer/ui/Button.tsx'
import type { Email } from '#shared/conversation.ts'
import { isAppError } from '#shared/errors.ts'
import { AttachmentList } from './AttachmentList.tsx'
import { EmailText } from './EmailText.tsx'
import { MailFrame } from './MailFrame.tsx'
import { PlainText } from './PlainText.tsx'
import { SourceText } from './SourceText.tsx'

/** The words of an email: as designed, as text, or as source, in that order; never blank. */
export function EmailBody(props: {
  readonly email: Email
  readonly senderName: string
  readonly asText: boolean
}) {
  const [whole, setWhole] = useState(false)
  const { email, isLoading, error, retry } = useEmailBody(props.email, whole)
  return (
    <>
      <Words {...props} email={email} isLoading={isLoading} />
      {error !== null && !isLoading ? (
        <BodyProblem error={error} partial={email.bodyState === 'partial'} onRetry={() => void retry()} />
      ) : email.bodyState === 'partial' ? (
        <div className="mt-3 flex flex-wrap items-center gap-3">
          <Button look="soft" small disabled={isLoading} onClick={() => setWhole(true)}>
            {t('thread.loadFull')}
          </Button>
          <span className="text-small text-ink-2">
            {isLoading ? t('thread.loading') : t('thread.partial')}
          </span>
        </div>
      ) : null}
      <AttachmentList
        attachments={email.attachments}
        senderAddress={email.from[0]?.address ?? null}
        bodyEmpty={!email.hasHtml && (email.text ?? '').trim() === ''}
      />
    </>
  )
}

function Words(props: {
  readonly email: Email
  readonly senderName: string
  readonly asText: boolean
  readonly isLoading: boolean
}) {
  const { email } = props
  if (email.bodyState === 'unreadable') {
    return (
      <>
        <p className="mb-2 text-ink-2">{t('thread.unreadable')}</p>
        <SourceText emailId={email.id} />
      </>
    )
  }
  if (email.bodyState === 'absent') {
    return (
      <>
        {email.preview === '' ? null : <p className="select-content leading-[21px]">{email.preview}</p>}
        {props.isLoading ? (
          <p role="status" className="mt-1 text-small text-ink-2">
            {t('thread.loading')}
          </p>
        ) : null}
      </>
    )
  }
  if (email.hasHtml && !props.asText) return <MailFrame email={email} senderName={props.senderName} />
  if (email.hasHtml) return <EmailText email={email} />
  const text = email.text ?? ''
  if (text.trim() === '') return <p className="text-ink-2">{t('thread.empty')}</p>
  // A mail that is a calendar and nothing else is shown as its card, below.
  const isCalendar =
    email.attachments.some(({ kind }) => kind === 'event') && /^\s*BEGIN:VCALENDAR/.test(text)
  if (isCalendar && !props.asText) return null
  return <PlainText text={text} />
}

function BodyProblem(props: {
  readonly error: unknown
  readonly partial: boolean
  readonly onRetry: () => void
}) {
  const offline = isAppError(props.error, 'offline')
  const words = thrownText(props.error)
  return (
    <div role="status" className="mt-2 rounded-control bg-sunken px-3 py-2.5">
      <p>
        {t(
          props.partial
            ? offline
              ? 'thread.queued'
              : 'thread.partial'
            : offline
              ? 'thread.absentOffline'
              : 'thread.absent',
        )}
      </p>
      {offline ? null : (
        <p className="text-ink-2">
          {words.what} {words.next}
        </p>
      )}
      <Button look="soft" small className="mt-2" onClick={props.onRetry}>
        {t('thread.loadFull')}
      </Button>
    </div>
  )
}
