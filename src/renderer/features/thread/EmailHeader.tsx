import { ChevronDown } from 'lucide-react'
import type { ReactNode } from 'react'
import { t } from '#renderer/i18n/messages.ts'
import { cx } from '#renderer/ui/cx.ts'
import { Tag } from '#renderer/ui/Tag.tsx'
import type { Email } from '#shared/conversation.ts'
import { recipientsText } from './recipients-text.ts'
import { UnsubscribeButton } from './UnsubscribeButton.tsx'

/** Who an open email is from and to, and when; a click on the recipients shows everybody. */
export function EmailHeader(props: {
  readonly email: Email
  readonly name: string
  /** Shown beside the name where it has to be in sight. */
  readonly address: string | null
  readonly avatar: ReactNode
  readonly time: ReactNode
  readonly menu: ReactNode
  readonly detailsId: string | null
  readonly onDetails: () => void
}) {
  const { email, name, address, detailsId } = props
  const details = detailsId !== null
  return (
    <header className="pointer-events-none relative flex items-start gap-[11px] px-4 pt-3.5">
      {props.avatar}
      <div className="min-w-0 flex-1">
        <div className="flex items-center gap-2">
          <h2 className="min-w-0 truncate font-semibold">{name}</h2>
          {address === null ? null : <span className="min-w-0 truncate text-ink-2">{address}</span>}
          {email.automated ? <Tag>{t('thread.automated')}</Tag> : null}
          <UnsubscribeButton email={email} />
        </div>
        <button
          type="button"
          aria-expanded={details}
          aria-controls={detailsId ?? undefined}
          title={details ? t('thread.hideDetails') : t('thread.showDetails')}
          onClick={props.onDetails}
          className="select-content pointer-events-auto flex max-w-full items-center gap-0.5 rounded-sm text-left text-small text-ink-2 hover:text-ink"
        >
          <span className="truncate">{recipientsText(email)}</span>
          <ChevronDown
            size={13}
            strokeWidth={1.75}
            aria-hidden
            className={cx('shrink-0', details && 'rotate-180')}
          />
        </button>
      </div>
      <span className="pt-1.5">{props.time}</span>
      <span className="pointer-events-auto -mr-2">{props.menu}</span>
    </header>
  )
}
