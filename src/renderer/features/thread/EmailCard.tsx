import { ChevronDown, TriangleAlert } from 'lucide-react'
import { useId, useState } from 'react'
import { formatEmailTime, formatLongTime } from '#renderer/i18n/format-time.ts'
import { t } from '#renderer/i18n/messages.ts'
import { Avatar } from '#renderer/ui/Avatar.tsx'
import { Banner } from '#renderer/ui/Banner.tsx'
import { cx } from '#renderer/ui/cx.ts'
import { shownName } from '#renderer/ui/shown-name.ts'
import { Tag } from '#renderer/ui/Tag.tsx'
import type { Email } from '#shared/conversation.ts'
import { EmailBody } from './EmailBody.tsx'
import { EmailDetails } from './EmailDetails.tsx'
import { EmailLine } from './EmailLine.tsx'
import { EmailMenu } from './EmailMenu.tsx'
import { recipientsText } from './recipients-text.ts'

type Props = {
  readonly email: Email
  readonly contactAddress: string | null
  readonly expanded: boolean
  readonly onToggle: (id: string) => void
  readonly now: number
}

/** One email of a thread: one line while folded, else who, to whom, when, its words and its attachments. */
export function EmailCard(props: Props) {
  const { email, expanded, now } = props
  const [asText, setAsText] = useState(false)
  const [details, setDetails] = useState(false)
  const detailsId = useId()
  const from = shownName(email.from[0]?.name ?? '', email.from[0]?.address ?? null)
  const name = email.outbound ? t('thread.you') : from.name
  const address = email.from[0]?.address ?? null
  const at = email.sentAt
  const label = email.unread
    ? t('thread.cardLabel', { name, time: formatLongTime(at), state: t('thread.unread') })
    : t('thread.cardLabelRead', { name, time: formatLongTime(at) })
  const time = (
    <time
      dateTime={new Date(at).toISOString()}
      title={formatLongTime(at)}
      className="shrink-0 text-small text-ink-2 tabular-nums"
    >
      {formatEmailTime(at, now)}
    </time>
  )
  const avatar = (
    <Avatar
      name={name}
      address={address}
      size={32}
      {...(email.outbound ? { letters: t('thread.you') } : {})}
    />
  )

  return (
    <article
      data-testid="email-card"
      data-email-id={email.id}
      data-has-html={expanded && email.hasHtml ? '' : undefined}
      aria-label={label}
      className="rounded-card border border-line bg-surface"
    >
      {expanded ? (
        <>
          <header className="relative flex items-start gap-[11px] px-4 pt-3.5">
            <button
              type="button"
              data-card-toggle
              aria-expanded
              aria-label={t('thread.collapse', { name })}
              onClick={() => props.onToggle(email.id)}
              className="absolute inset-0 rounded-card"
            />
            {avatar}
            <div className="pointer-events-none relative min-w-0 flex-1">
              <div className="flex items-center gap-2">
                <h2 className="min-w-0 truncate font-semibold">{name}</h2>
                {address === null ||
                email.outbound ||
                (address === props.contactAddress && !from.suspect) ? null : (
                  <span className="min-w-0 truncate text-ink-2">{address}</span>
                )}
                {email.automated ? <Tag>{t('thread.automated')}</Tag> : null}
              </div>
              <button
                type="button"
                aria-expanded={details}
                aria-controls={details ? detailsId : undefined}
                title={details ? t('thread.hideDetails') : t('thread.showDetails')}
                onClick={() => setDetails(!details)}
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
            <span className="pointer-events-none relative pt-1.5">{time}</span>
            <span className="relative -mr-2">
              <EmailMenu email={email} asText={asText} onAsText={setAsText} />
            </span>
          </header>
          <div className="px-4 pt-3 pb-3.5 pl-[59px]">
            {details ? (
              <div className="-mt-2 mb-3">
                <EmailDetails email={email} id={detailsId} />
              </div>
            ) : null}
            {email.malformed ? (
              <Banner icon={TriangleAlert} tone="warn" className="mb-3 rounded-control">
                {t('thread.malformed')}
              </Banner>
            ) : null}
            {from.suspect ? (
              <Banner icon={TriangleAlert} tone="warn" className="mb-3 rounded-control">
                {t('thread.suspectName', { address: address ?? '' })}
              </Banner>
            ) : null}
            {email.bounce === null ? null : (
              <Banner icon={TriangleAlert} tone="danger" className="mb-3 rounded-control">
                {t('thread.bounce')}
              </Banner>
            )}
            <EmailBody email={email} senderName={name} asText={asText} />
          </div>
        </>
      ) : (
        <EmailLine
          email={email}
          name={name}
          label={label}
          avatar={avatar}
          time={time}
          mark={email.bounce === null ? null : <Tag tone="danger">{t('list.bounced')}</Tag>}
          onOpen={() => props.onToggle(email.id)}
        />
      )}
    </article>
  )
}
