import { BellOff, Clock, CloudOff, type LucideIcon, Paperclip, Server } from 'lucide-react'
import { formatComingTime, formatLongTime } from '#renderer/i18n/format-time.ts'
import { t } from '#renderer/i18n/messages.ts'
import type { ConversationRow } from '#shared/conversation.ts'
import { RowTag } from './RowTag.tsx'

/** Small signs at the end of a row's second line: files, snoozed until when, muted, not on the server. */
export function RowMarks(props: { readonly row: ConversationRow; readonly now: number }) {
  const { row, now } = props
  return (
    <span className="ml-auto flex shrink-0 items-center gap-1.5 pl-1">
      {row.match?.server === true ? <Sign icon={Server} text={t('match.server')} /> : null}
      {row.hereOnly ? <Sign icon={CloudOff} text={t('list.hereOnly')} /> : null}
      {row.muted ? <Sign icon={BellOff} text={t('list.muted')} /> : null}
      {row.hasAttachment ? <Sign icon={Paperclip} text={t('list.rowAttachment')} /> : null}
      {row.snoozedUntil === null ? null : (
        <span
          title={t('list.snoozedUntil', { time: formatLongTime(row.snoozedUntil) })}
          className="flex items-center gap-1 text-tiny text-ink-2 tabular-nums"
        >
          <Clock size={12} strokeWidth={1.75} aria-hidden />
          <span aria-hidden>{formatComingTime(row.snoozedUntil, now)}</span>
          <span className="sr-only">
            , {t('list.snoozedUntil', { time: formatLongTime(row.snoozedUntil) })},
          </span>
        </span>
      )}
      <RowTag row={row} />
    </span>
  )
}

function Sign(props: { readonly icon: LucideIcon; readonly text: string }) {
  const Icon = props.icon
  return (
    <span title={props.text}>
      <Icon size={13} strokeWidth={1.75} aria-hidden className="text-ink-3" />
      <span className="sr-only">, {props.text},</span>
    </span>
  )
}
