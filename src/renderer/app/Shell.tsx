import { useState } from 'react'
import { ActionDesk } from '#renderer/actions/ActionDesk.tsx'
import { useAccounts, useKnownSettings } from '#renderer/api/queries.ts'
import { Banners } from '#renderer/features/banners/Banners.tsx'
import { NewMessagePage } from '#renderer/features/composer/NewMessagePage.tsx'
import { ListPane } from '#renderer/features/conversations/ListPane.tsx'
import { HistoryPage } from '#renderer/features/history/HistoryPage.tsx'
import { OutboxPage } from '#renderer/features/outbox/OutboxPage.tsx'
import { OverviewPage } from '#renderer/features/overview/OverviewPage.tsx'
import { Palette } from '#renderer/features/palette/Palette.tsx'
import { SearchBox } from '#renderer/features/search/SearchBox.tsx'
import { SearchNotes } from '#renderer/features/search/SearchNotes.tsx'
import { SettingsPage } from '#renderer/features/settings/SettingsPage.tsx'
import { StartPage } from '#renderer/features/start/StartPage.tsx'
import { ThreadPage } from '#renderer/features/thread/ThreadPage.tsx'
import { ViewsMenu } from '#renderer/features/views/ViewsMenu.tsx'
import { t } from '#renderer/i18n/messages.ts'
import { useNavigation } from '#renderer/stores/navigation.ts'
import { cx } from '#renderer/ui/cx.ts'
import { overlaysId } from '#renderer/ui/overlays.ts'
import { defaultSettings } from '#shared/settings.ts'
import { ActionCommands } from './ActionCommands.tsx'
import { FailurePage } from './FailurePage.tsx'
import { KeyboardSheet } from './KeyboardSheet.tsx'
import { ListResizer } from './ListResizer.tsx'
import { MarkRead } from './MarkRead.tsx'
import { Rail } from './Rail.tsx'
import { SequenceHint } from './SequenceHint.tsx'
import { Toasts } from './Toasts.tsx'
import { useTheme } from './theme.ts'
import { useAppCommands } from './use-app-commands.ts'
import { useAttention } from './use-attention.ts'
import { useCommandKeys } from './use-command-keys.ts'
import { useEngineEvents } from './use-engine-events.ts'
import { useFrameKeys } from './use-frame-keys.ts'
import { useShownConversation } from './use-shown-conversation.ts'
import { useWriting } from './use-writing.ts'

/** The window: rail, banners, and the page. */
export function Shell() {
  useEngineEvents()
  useFrameKeys()
  useWriting()
  useAttention()
  const settings = useKnownSettings()
  useTheme(settings?.theme)
  const page = useNavigation(state => state.page)
  const { data: accounts, error, refetch } = useAccounts()
  const [sheet, setSheet] = useState(false)
  const [palette, setPalette] = useState(false)
  useCommandKeys()
  useAppCommands({ help: () => setSheet(true), palette: () => setPalette(true) })

  return (
    <div className="flex h-full">
      <Rail onHelp={() => setSheet(true)} />
      <main className="flex min-w-0 flex-1 flex-col">
        <Banners />
        <div className="min-h-0 flex-1">
          {page === 'settings' ? (
            <SettingsPage />
          ) : accounts === undefined ? (
            error === null ? null : (
              <FailurePage error={error} onRetry={() => void refetch()} />
            )
          ) : page === 'history' ? (
            <HistoryPage />
          ) : page === 'outbox' ? (
            <OutboxPage />
          ) : accounts.length === 0 ? (
            <StartPage demoStarting={window.parley.startedWith.demo} />
          ) : (
            <Conversations savedWidthPx={(settings ?? defaultSettings).listWidthPx} />
          )}
        </div>
      </main>
      <KeyboardSheet open={sheet} onClose={() => setSheet(false)} />
      {palette ? <Palette onClose={() => setPalette(false)} /> : null}
      <MarkRead />
      <ActionCommands />
      <SequenceHint />
      <ActionDesk />
      <Toasts />
      <section id={overlaysId} aria-label={t('overlays.label')} />
    </div>
  )
}

/** What the list is handed; made once, so that opening a conversation draws none of it again. */
const searchBox = <SearchBox />
const viewsMenu = <ViewsMenu />
const searchNotes = <SearchNotes />

/** The list and, beside it, the overview or a conversation; in a narrow window they take turns. */
function Conversations({ savedWidthPx }: { readonly savedWidthPx: number }) {
  const openId = useShownConversation()
  const draftId = useNavigation(state => state.draftId)
  const panelInFront = useNavigation(state => state.panelInFront)
  const [draggedPx, setDraggedPx] = useState<number | null>(null)
  const widthPx = draggedPx ?? savedWidthPx
  return (
    <div className="flex h-full min-h-0">
      <div
        className={cx('min-h-0 shrink-0 max-[899px]:!w-full', panelInFront && 'max-[899px]:hidden')}
        style={{ width: widthPx }}
      >
        <ListPane search={searchBox} views={viewsMenu} notes={searchNotes} />
      </div>
      <ListResizer widthPx={widthPx} onWidth={setDraggedPx} />
      <div className={cx('min-w-0 flex-1', !panelInFront && 'max-[899px]:hidden')}>
        {draftId !== null ? (
          <NewMessagePage draftId={draftId} />
        ) : openId === null ? (
          <OverviewPage />
        ) : (
          <ThreadPage id={openId} />
        )}
      </div>
    </div>
  )
}
