import { useRef } from 'react'
import { useConversationList } from '#renderer/api/conversation-list.ts'
import { useAsk } from '#renderer/api/mutations.ts'
import { useSettings } from '#renderer/api/queries.ts'
import { thrownText } from '#renderer/i18n/error-text.ts'
import { t } from '#renderer/i18n/messages.ts'
import { useCommands } from '#renderer/stores/commands.ts'
import { useListRequest } from '#renderer/stores/list-filter.ts'
import { useNavigation } from '#renderer/stores/navigation.ts'
import { Button } from '#renderer/ui/Button.tsx'
import { ConversationListBox } from './ConversationListBox.tsx'
import { FilterChips } from './FilterChips.tsx'
import { FilterMenu } from './FilterMenu.tsx'
import { ListHeader } from './ListHeader.tsx'
import { SearchBox } from './SearchBox.tsx'
import { SyncFoot } from './SyncFoot.tsx'

/** The list of conversations with everything around it, and its keys. */
export function ListPane() {
  const filter = useListRequest()
  const openId = useNavigation(state => state.openId)
  const list = useConversationList(filter, openId)
  const { density } = useSettings()
  const mark = useAsk('conversations/mark')
  const boxRef = useRef<HTMLDivElement>(null)
  const searchRef = useRef<HTMLInputElement>(null)
  const focusList = () => boxRef.current?.focus({ preventScroll: true })

  const move = (step: number) => {
    const { cursorId, skim } = useNavigation.getState()
    const at = list.rows.findIndex(row => row.id === cursorId)
    const next = at === -1 ? 0 : Math.min(list.rows.length - 1, Math.max(0, at + step))
    const row = list.rows[next]
    if (row !== undefined && row.id !== cursorId) skim(row.id)
    focusList()
  }
  const markCursor = (asRead: boolean) => {
    const { cursorId, openId: shown, close } = useNavigation.getState()
    if (cursorId === null) return
    mark.mutate({ ids: [cursorId], read: asRead })
    if (!asRead && shown === cursorId) close()
    focusList()
  }
  useCommands({
    next: () => move(1),
    previous: () => move(-1),
    open: () => {
      const { cursorId, open } = useNavigation.getState()
      if (cursorId !== null) open(cursorId, true)
    },
    back: () => {
      useNavigation.getState().close()
      focusList()
    },
    'mark-unread': () => markCursor(false),
    'mark-read': () => markCursor(true),
    search: () => {
      searchRef.current?.focus()
      searchRef.current?.select()
    },
  })

  return (
    <section aria-label={t('list.title')} className="flex h-full min-h-0 flex-col bg-surface">
      <header className="shrink-0 border-b border-line px-3.5 pt-3.5 pb-2">
        <ListHeader />
        <div className="mt-2.5 flex gap-1.5">
          <SearchBox ref={searchRef} onLeave={focusList} />
          <FilterMenu />
        </div>
        <FilterChips />
      </header>
      {list.error === null ? (
        <ConversationListBox
          boxRef={boxRef}
          rows={list.rows}
          hasMore={list.hasMore}
          ready={!list.isFirstLoad && !list.isPlaceholder}
          density={density}
          listKey={JSON.stringify(filter)}
          onMove={move}
          onVisible={list.setVisible}
          onMore={list.loadMore}
        />
      ) : (
        <div role="alert" className="flex-1 px-8 pt-16 text-center">
          <p className="font-semibold">{t('list.failed')}</p>
          <p className="mt-1 text-ink-2">{thrownText(list.error).what}</p>
          <p className="text-ink-2">{thrownText(list.error).next}</p>
          <Button look="soft" small className="mt-3" onClick={() => void list.retry()}>
            {t('app.retry')}
          </Button>
        </div>
      )}
      <SyncFoot />
    </section>
  )
}
