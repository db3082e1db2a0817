import { History, Inbox, Keyboard, type LucideIcon, Send, Settings } from 'lucide-react'
import { useId } from 'react'
import { useCounts } from '#renderer/api/queries.ts'
import { formatCount } from '#renderer/i18n/format-number.ts'
import { t } from '#renderer/i18n/messages.ts'
import { keyHint } from '#renderer/stores/command-keys.ts'
import { useNavigation } from '#renderer/stores/navigation.ts'
import { cx } from '#renderer/ui/cx.ts'
import { Tooltip } from '#renderer/ui/Tooltip.tsx'

/** The narrow bar at the left: home, the pages, and the keys. */
export function Rail(props: { readonly onHelp: () => void }) {
  const page = useNavigation(state => state.page)
  const showOverview = useNavigation(state => state.showOverview)
  const showConversations = useNavigation(state => state.showConversations)
  const showHistory = useNavigation(state => state.showHistory)
  const showOutbox = useNavigation(state => state.showOutbox)
  const showSettings = useNavigation(state => state.showSettings)
  const unread = useCounts().data?.unread ?? 0
  return (
    <nav
      aria-label={t('rail.label')}
      className="flex w-14 shrink-0 flex-col items-center gap-1 border-r border-line bg-bg py-3"
    >
      <Tooltip label={t('rail.home')} shortcut={keyHint('go-overview')} side="right">
        <button
          type="button"
          aria-label={t('rail.home')}
          onClick={showOverview}
          className="mb-3 grid size-8 place-items-center rounded-control bg-accent text-[12px] font-bold text-on-accent transition-colors hover:bg-accent-hover"
        >
          <span aria-hidden>P</span>
        </button>
      </Tooltip>
      <RailButton
        icon={Inbox}
        label={t('rail.conversations')}
        shortcut={keyHint('go-inbox')}
        current={page === 'conversations'}
        onClick={showConversations}
        badge={unread}
      />
      <RailButton
        icon={History}
        label={t('history.title')}
        shortcut={keyHint('go-history')}
        current={page === 'history'}
        onClick={showHistory}
      />
      <RailButton
        icon={Send}
        label={t('outbox.title')}
        shortcut={keyHint('go-outbox')}
        current={page === 'outbox'}
        onClick={showOutbox}
      />
      <span className="flex-1" />
      <RailButton
        icon={Keyboard}
        label={t('keys.title')}
        shortcut={keyHint('help')}
        current={false}
        onClick={props.onHelp}
      />
      <RailButton
        icon={Settings}
        label={t('rail.settings')}
        shortcut={keyHint('go-settings')}
        current={page === 'settings'}
        onClick={() => showSettings()}
      />
    </nav>
  )
}

function RailButton(props: {
  readonly icon: LucideIcon
  readonly label: string
  readonly shortcut: string
  readonly current: boolean
  readonly onClick: () => void
  readonly badge?: number
}) {
  const Icon = props.icon
  const badge = props.badge ?? 0
  const badgeId = useId()
  return (
    <span className="relative">
      <Tooltip label={props.label} shortcut={props.shortcut} side="right">
        <button
          type="button"
          aria-label={props.label}
          aria-current={props.current ? 'page' : undefined}
          aria-describedby={badge === 0 ? undefined : badgeId}
          onClick={props.onClick}
          className={cx(
            'grid size-9 place-items-center rounded-[10px] transition-colors',
            props.current ? 'bg-accent-soft text-accent-text' : 'text-ink-2 hover:bg-sunken hover:text-ink',
          )}
        >
          <Icon size={17} strokeWidth={1.75} aria-hidden />
        </button>
      </Tooltip>
      {badge === 0 ? null : (
        <span
          id={badgeId}
          data-testid="unread-badge"
          className="pointer-events-none absolute top-0 right-0 min-w-[17px] rounded-full bg-accent px-1 text-center text-[10px] leading-[17px] font-bold text-on-accent tabular-nums"
        >
          <span aria-hidden>{badge > 999 ? '999+' : formatCount(badge)}</span>
          <span className="sr-only">{t('rail.unread', { count: badge })}</span>
        </span>
      )}
    </span>
  )
}
