import { memo, type ReactNode, useMemo, useRef } from 'react'
import { useConversationList } from '#renderer/api/conversation-list.ts'
import { thrownText } from '#renderer/i18n/error-text.ts'
import { t } from '#renderer/i18n/messages.ts'
import { useListRequest } from '#renderer/stores/list-filter.ts'
import { useNavigation } from '#renderer/stores/navigation.ts'
import { hasTicked, useSelection } from '#renderer/stores/selection.ts'
import { useServerRows } from '#renderer/stores/server-rows.ts'
import { Button } from '#renderer/ui/Button.tsx'
import { cx } from '#renderer/ui/cx.ts'
import { parseSearch } from '#shared/search-query.ts'
import { ConversationListBox } from './ConversationListBox.tsx'
import { FilterChips } from './FilterChips.tsx'
import { FilterMenu } from './FilterMenu.tsx'
import { ListHeader } from './ListHeader.tsx'
import { RefusedNotice } from './RefusedNotice.tsx'
import { RunningBars } from './RunningBars.tsx'
import { SelectionBar } from './SelectionBar.tsx'
import { SyncFoot } from './SyncFoot.tsx'
import { useListCommands } from './use-list-commands.ts'
import { useListWalker } from './use-list-walker.ts'

const openNow = () => useNavigation.getState().openId

/** The list of conversations with everything around it. Opening one changes what stands beside it, and draws none of this. */
export const ListPane = memo(function ListPane(props: {
  readonly search: ReactNode
  readonly views: ReactNode
  /** What the search has to say, under the chips. */
  readonly notes: ReactNode
}) {
  const filter = useListRequest()
  const list = useConversationList(filter, openNow)
  const serverRows = useServerRows()
  const rows = useMemo(() => {
    if (serverRows.length === 0 || list.hasMore) return list.rows
    const here = new Set(list.rows.map(row => row.id))
    return [...list.rows, ...serverRows.filter(row => !here.has(row.id))]
  }, [list.rows, list.hasMore, serverRows])
  const words = useMemo(() => parseSearch(filter.search ?? '').words, [filter.search])
  const ticking = useSelection(hasTicked)
  const boxRef = useRef<HTMLDivElement>(null)
  useListWalker(boxRef, rows, filter, !list.isPlaceholder)
  useListCommands()

  return (
    <section
      aria-label={t('list.title')}
      data-pane="list"
      className="flex h-full min-h-0 flex-col bg-surface"
    >
      <header className="shrink-0 border-b border-line px-3.5 pt-3.5 pb-2">
        {ticking ? <SelectionBar filter={filter} /> : <ListHeader />}
        {/* The field keeps what was typed while the bar for ticked conversations stands in its place. */}
        <div className={cx('mt-2.5 flex gap-1.5', ticking && 'hidden')}>
          {props.search}
          <FilterMenu />
          {props.views}
        </div>
        <FilterChips />
        {props.notes}
      </header>
      <RunningBars />
      <RefusedNotice />
      {list.error === null ? (
        <ConversationListBox
          boxRef={boxRef}
          rows={rows}
          hasMore={list.hasMore}
          ready={!list.isFirstLoad && !list.isPlaceholder}
          words={words}
          listKey={JSON.stringify(filter)}
          onVisible={list.setVisible}
          onMore={list.loadMore}
        />
      ) : (
        <Failed title={t('list.failed')} error={list.error} onRetry={() => void list.retry()} />
      )}
      {list.moreError === null ? null : (
        <p
          role="alert"
          className="flex items-center gap-2 border-t border-line bg-danger-soft px-3.5 py-2 text-small"
        >
          <span className="min-w-0 flex-1">{t('list.moreFailed')}</span>
          <Button look="link" className="text-small" onClick={list.retryMore}>
            {t('app.retry')}
          </Button>
        </p>
      )}
      <SyncFoot />
    </section>
  )
})

function Failed(props: { readonly title: string; readonly error: unknown; readonly onRetry: () => void }) {
  const { what, next } = thrownText(props.error)
  return (
    <div role="alert" className="flex-1 px-8 pt-16 text-center">
      <p className="font-semibold">{props.title}</p>
      <p className="mt-1 text-ink-2">{what}</p>
      <p className="text-ink-2">{next}</p>
      <Button look="soft" small className="mt-3" onClick={props.onRetry}>
        {t('app.retry')}
      </Button>
    </div>
  )
}
