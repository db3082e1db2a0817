import { Archive, Clock, Inbox, RefreshCw, SquarePen } from 'lucide-react'
import { useId } from 'react'
import { useAsk } from '#renderer/api/mutations.ts'
import { useCounts, useSyncStatus } from '#renderer/api/queries.ts'
import { formatCount } from '#renderer/i18n/format-number.ts'
import { t } from '#renderer/i18n/messages.ts'
import { keyHint } from '#renderer/stores/command-keys.ts'
import { runCommand } from '#renderer/stores/commands.ts'
import { useListFilter } from '#renderer/stores/list-filter.ts'
import { IconButton } from '#renderer/ui/IconButton.tsx'
import type { ConversationCounts, ConversationView } from '#shared/conversation.ts'
import { syncProgress } from './sync-words.ts'

/** Title with the count that goes with the view, `Sync inbox` with its progress, and the ways to the archive and to what is snoozed. */
export function ListHeader() {
  const counts = useCounts().data
  const statuses = useSyncStatus().data ?? []
  const view = useListFilter(state => state.view)
  const change = useListFilter(state => state.change)
  const sync = useAsk('sync/start')
  const progressId = useId()
  const progress = syncProgress(statuses)
  const busy = progress !== null || statuses.some(status => status.phase === 'connecting')

  return (
    <div className="flex h-[30px] items-center gap-1">
      <h2 className="shrink-0 text-pane weight-pane">{t('list.title')}</h2>
      {/* Where the count does not fit beside the progress, it wraps out of sight instead of being cut. */}
      <span className="flex h-5 min-w-0 flex-1 flex-wrap overflow-hidden">
        <span aria-hidden className="h-5 w-1" />
        <span data-testid="list-count" className="h-5 text-pane whitespace-nowrap text-ink-2">
          {counts === undefined ? '' : countText(view, counts)}
        </span>
      </span>
      <span id={progressId} className="text-[10.5px] whitespace-nowrap text-ink-2 tabular-nums">
        {progress === null || progress.total === 0
          ? ''
          : t('sync.progress', { done: formatCount(progress.done), total: formatCount(progress.total) })}
      </span>
      <IconButton
        icon={RefreshCw}
        label={t('list.sync')}
        spinning={busy}
        aria-describedby={progressId}
        onClick={() => sync.mutate({})}
      />
      {view === 'snoozed' ? null : (
        <IconButton
          icon={Clock}
          label={t('list.showSnoozed')}
          shortcut={keyHint('go-snoozed')}
          onClick={() => change({ view: 'snoozed' })}
        />
      )}
      {view === 'active' ? (
        <IconButton
          icon={Archive}
          label={t('list.showArchived')}
          shortcut={keyHint('go-archived')}
          onClick={() => change({ view: 'archived' })}
        />
      ) : (
        <IconButton
          icon={Inbox}
          label={t('list.showActive')}
          shortcut={keyHint('go-inbox')}
          className="bg-accent-soft text-accent-text"
          onClick={() => change({ view: 'active' })}
        />
      )}
      <IconButton
        icon={SquarePen}
        label={t('compose.newConversation')}
        shortcut={keyHint('compose')}
        className="ml-1 !bg-accent !text-on-accent hover:!bg-accent-hover"
        onClick={() => runCommand('compose')}
      />
    </div>
  )
}

function countText(view: ConversationView, counts: ConversationCounts): string {
  if (view === 'archived') return t('list.archivedCount', { count: formatCount(counts.archived) })
  if (view === 'snoozed') return t('list.snoozedCount', { count: formatCount(counts.snoozed) })
  if (view === 'all') return t('list.allCount', { count: formatCount(counts.total) })
  return t('list.unread', { count: formatCount(counts.unread) })
}
