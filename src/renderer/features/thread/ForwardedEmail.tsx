import type { ReactNode } from 'react'
import { formatLongTime } from '#renderer/i18n/format-time.ts'
import { t } from '#renderer/i18n/messages.ts'
import { Button } from '#renderer/ui/Button.tsx'
import type { AttachmentContents } from '#shared/attachment.ts'
import { AttachmentFiles } from './AttachmentFiles.tsx'
import type { ShownFile } from './attachment-file.ts'
import { PlainText } from './PlainText.tsx'

/** An email inside an email, as text: who, to whom, when, its words and its files. */
export function ForwardedEmail(props: {
  readonly email: Extract<AttachmentContents, { kind: 'email' }>
  readonly files: readonly ShownFile[]
  /** What its files hold. */
  readonly children: ReactNode
  readonly onHide?: () => void
}) {
  const { email, files } = props
  const subject = email.subject === '' ? t('list.noSubject') : email.subject
  const lines = [
    [t('forwarded.from'), email.from],
    [t('forwarded.to'), email.to],
    [t('forwarded.date'), email.sentAt === null ? '' : formatLongTime(email.sentAt)],
  ] as const
  return (
    <section
      aria-label={t('forwarded.label', { subject })}
      data-testid="forwarded-email"
      className="mt-3 rounded-control border border-line-strong bg-surface"
    >
      <header className="flex items-start gap-3 border-b border-line px-3.5 py-2.5">
        <div className="select-content min-w-0 flex-1">
          <h3 className="font-semibold break-words">{subject}</h3>
          <dl className="mt-1 grid grid-cols-[48px_1fr] gap-x-2 text-small">
            {lines.map(([name, value]) =>
              value === '' ? null : (
                <div key={name} className="contents">
                  <dt className="text-ink-2">{name}</dt>
                  <dd className="min-w-0 break-words">{value}</dd>
                </div>
              ),
            )}
          </dl>
        </div>
        {props.onHide === undefined ? null : (
          <Button look="ghost" small onClick={props.onHide}>
            {t('forwarded.hide')}
          </Button>
        )}
      </header>
      <div className="px-3.5 py-2.5">
        <PlainText text={email.text.trim() === '' ? t('thread.empty') : email.text} />
        {email.truncated ? <p className="mt-2 text-small text-ink-2">{t('preview.truncated')}</p> : null}
        {props.children}
        <AttachmentFiles files={files} label={t('contents.entries', { name: subject })} />
        {email.omitted > 0 ? (
          <p className="mt-2 text-small text-ink-2">{t('contents.omitted', { count: email.omitted })}</p>
        ) : null}
      </div>
    </section>
  )
}
