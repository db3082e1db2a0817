import { TriangleAlert } from 'lucide-react'
import { memo, useId, useState } from 'react'
import { SendingNote } from '#renderer/actions/SendingNote.tsx'
import { formatEmailTime, formatLongTime } from '#renderer/i18n/format-time.ts'
import { t } from '#renderer/i18n/messages.ts'
import { Avatar } from '#renderer/ui/Avatar.tsx'
import { Banner } from '#renderer/ui/Banner.tsx'
import { cx } from '#renderer/ui/cx.ts'
import type { Email } from '#shared/conversation.ts'
import { BounceNote } from './BounceNote.tsx'
import { DeliveryTag } from './DeliveryTag.tsx'
import { EmailBody } from './EmailBody.tsx'
import { EmailDetails } from './EmailDetails.tsx'
import { EmailHeader } from './EmailHeader.tsx'
import { EmailLine } from './EmailLine.tsx'
import { EmailMenu } from './EmailMenu.tsx'
import { FailureNote } from './FailureNote.tsx'
import { senderName } from './sender-name.ts'
import { TrustLine } from './TrustLine.tsx'

type Props = {
  readonly email: Email
  readonly contactAddress: string | null
  readonly expanded: boolean
  readonly onOpen: (id: string, open: boolean) => void
  /** Opens another email of the conversation and goes there; null where it is not in it. */
  readonly wayTo: (id: string | null) => (() => void) | null
  readonly now: number
}

/** One email of a thread: one line while folded, else who, to whom, when, its words and its attachments. */
export const EmailCard = memo(function EmailCard(props: Props) {
  const { email, expanded, now } = props
  const [asText, setAsText] = useState(false)
  const [details, setDetails] = useState(false)
  const detailsId = useId()
  const { name, suspect } = senderName(email)
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
      className={cx(
        'rounded-card border border-line bg-surface',
        // A folded email is as high as it says: what is out of sight costs no layout.
        !expanded && '[contain-intrinsic-size:auto_60px] [content-visibility:auto]',
      )}
    >
      <div className="relative">
        {/* One button for both states: the keyboard stays on it while the email opens and folds. */}
        <button
          type="button"
          data-card-toggle
          aria-expanded={expanded}
          aria-label={expanded ? t('thread.collapse', { name }) : `${label}. ${email.preview}`}
          onClick={() => props.onOpen(email.id, !expanded)}
          className={cx(
            'absolute inset-0 w-full rounded-card transition-colors',
            !expanded && 'hover:bg-hover',
          )}
        />
        {expanded ? (
          <EmailHeader
            email={email}
            name={name}
            address={email.outbound || (address === props.contactAddress && !suspect) ? null : address}
            avatar={avatar}
            time={time}
            menu={<EmailMenu email={email} asText={asText} onAsText={setAsText} />}
            detailsId={details ? detailsId : null}
            onDetails={() => setDetails(!details)}
          />
        ) : (
          <EmailLine
            email={email}
            name={name}
            avatar={avatar}
            time={time}
            mark={<DeliveryTag email={email} />}
          />
        )}
      </div>
      {expanded ? (
        <div data-testid="email-body" className="px-4 pt-3 pb-3.5 pl-[59px]">
          {details ? (
            <div className="-mt-2 mb-3">
              <EmailDetails email={email} id={detailsId} />
            </div>
          ) : null}
          {email.submission === null ? null : <SendingNote submission={email.submission} className="mb-3" />}
          <TrustLine email={email} />
          {email.malformed ? (
            <Banner icon={TriangleAlert} tone="warn" className="mb-3 rounded-control">
              {t('thread.malformed')}
            </Banner>
          ) : null}
          {suspect ? (
            <Banner icon={TriangleAlert} tone="warn" className="mb-3 rounded-control">
              {t('thread.suspectName', { address: address ?? '' })}
            </Banner>
          ) : null}
          {email.bounce === null ? null : (
            <BounceNote report={email.bounce} onShowFailed={props.wayTo(email.bounce.failedEmailId)} />
          )}
          <FailureNote failures={email.failures} wayTo={props.wayTo} />
          <EmailBody email={email} senderName={name} asText={asText} />
        </div>
      ) : null}
    </article>
  )
})
