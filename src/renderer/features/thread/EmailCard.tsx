import { Code, Ellipsis, FileType2, Palette, TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import { formatEmailTime, formatLongTime } from '#renderer/i18n/format-time.ts'
import { t } from '#renderer/i18n/messages.ts'
import { Avatar } from '#renderer/ui/Avatar.tsx'
import { Banner } from '#renderer/ui/Banner.tsx'
import { IconButton } from '#renderer/ui/IconButton.tsx'
import { Menu, MenuItem } from '#renderer/ui/Menu.tsx'
import { shownName } from '#renderer/ui/shown-name.ts'
import { Tag } from '#renderer/ui/Tag.tsx'
import type { Email } from '#shared/conversation.ts'
import { EmailBody } from './EmailBody.tsx'
import { recipientsText } from './recipients-text.ts'
import { SourceDialog } from './SourceDialog.tsx'

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
  const [sourceOpen, setSourceOpen] = useState(false)
  const from = shownName(email.from[0]?.name ?? '', email.from[0]?.address ?? null)
  const name = email.outbound ? t('thread.you') : from.name
  const address = email.from[0]?.address ?? null
  const at = email.sentAt
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
      aria-label={t('thread.frameTitle', { name })}
      className="rounded-card border border-line bg-surface"
    >
      {expanded ? (
        <>
          <header className="relative flex items-start gap-[11px] px-4 pt-3.5">
            <button
              type="button"
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
              <p className="select-content pointer-events-auto w-fit max-w-full truncate text-small text-ink-2">
                {recipientsText(email)}
              </p>
            </div>
            <span className="pointer-events-none relative pt-1.5">{time}</span>
            <span className="relative -mr-2">
              <Menu trigger={<IconButton icon={Ellipsis} label={t('thread.more')} />}>
                {email.hasHtml && email.bodyState !== 'absent' ? (
                  <MenuItem
                    icon={asText ? Palette : FileType2}
                    label={asText ? t('thread.viewHtml') : t('thread.viewText')}
                    onSelect={() => setAsText(!asText)}
                  />
                ) : null}
                <MenuItem icon={Code} label={t('thread.showOriginal')} onSelect={() => setSourceOpen(true)} />
              </Menu>
            </span>
          </header>
          <div className="px-4 pt-3 pb-3.5 pl-[59px]">
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
        <button
          type="button"
          aria-expanded={false}
          onClick={() => props.onToggle(email.id)}
          className="flex h-[58px] w-full items-center gap-[11px] rounded-card px-4 text-left transition-colors hover:bg-hover"
        >
          {avatar}
          <span className="min-w-0 flex-1 truncate">
            <span className={email.unread ? 'weight-pane' : 'font-semibold'}>{name}</span>{' '}
            <span className="text-ink-2">{email.preview}</span>
          </span>
          {time}
        </button>
      )}
      {sourceOpen ? <SourceDialog emailId={email.id} onClose={() => setSourceOpen(false)} /> : null}
    </article>
  )
}
