import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useMemo, useRef } from 'react'
import { useHistory } from '#renderer/api/history.ts'
import { thrownText } from '#renderer/i18n/error-text.ts'
import { formatDay } from '#renderer/i18n/format-time.ts'
import { t } from '#renderer/i18n/messages.ts'
import { useCommands } from '#renderer/stores/commands.ts'
import { useMinute } from '#renderer/stores/minute.ts'
import { useNavigation } from '#renderer/stores/navigation.ts'
import { Button } from '#renderer/ui/Button.tsx'
import { ScrollArea } from '#renderer/ui/ScrollArea.tsx'
import { linesOf } from './days.ts'
import { HistoryEntry } from './HistoryEntry.tsx'

const entryPx = 61
const dayPx = 42
/** Lines from the end at which the next page is asked for. */
const lookahead = 30

/** The journal: what was done, day by day, what became of it, and the way to take it back. */
export function HistoryPage() {
  const { records, isKnown, error, retry, hasMore, loadMore } = useHistory()
  const now = useMinute()
  const lines = useMemo(() => linesOf(records), [records])
  const scrollRef = useRef<HTMLDivElement>(null)
  const titleRef = useRef<HTMLHeadingElement>(null)
  useCommands({ back: () => useNavigation.getState().showConversations() })
  // The page takes the keyboard at its top, so that the arrows scroll it.
  useEffect(() => titleRef.current?.focus({ preventScroll: true }), [])

  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scrollRef.current,
    estimateSize: index => (lines[index]?.kind === 'day' ? dayPx : entryPx),
    overscan: 10,
    getItemKey: index => {
      const line = lines[index]
      return line === undefined ? index : line.kind === 'day' ? `day ${line.at}` : line.record.id
    },
  })
  const to = virtual.range?.endIndex ?? 0
  useEffect(() => {
    if (hasMore && to >= lines.length - lookahead) void loadMore()
  }, [hasMore, to, lines.length, loadMore])

  return (
    <ScrollArea
      viewportRef={scrollRef}
      className="h-full"
      tabIndex={0}
      role="region"
      aria-label={t('history.title')}
    >
      <div className="mx-auto max-w-[820px] px-9 pt-7 pb-12 max-[899px]:px-5">
        <h1 ref={titleRef} tabIndex={-1} className="text-page weight-pane outline-none">
          {t('history.title')}
        </h1>
        <p className="mt-1 text-ink-2">{t('history.intro')}</p>
        {error === null ? null : (
          <div role="alert" className="mt-6">
            <p className="font-semibold">{t('history.failed')}</p>
            <p className="text-ink-2">
              {thrownText(error).what} {thrownText(error).next}
            </p>
            <Button look="soft" small className="mt-3" onClick={() => void retry()}>
              {t('app.retry')}
            </Button>
          </div>
        )}
        {isKnown && lines.length === 0 ? (
          <div className="pt-20 text-center">
            <p className="font-semibold">{t('history.empty')}</p>
            <p className="mx-auto mt-1 max-w-[420px] text-ink-2">{t('history.emptyHint')}</p>
          </div>
        ) : null}
        <ul
          aria-label={t('history.title')}
          className="relative mt-3"
          style={{ height: virtual.getTotalSize() }}
        >
          {virtual.getVirtualItems().map(item => {
            const line = lines[item.index]
            if (line === undefined) return null
            return (
              <li
                key={item.key}
                data-index={item.index}
                ref={virtual.measureElement}
                className="absolute top-0 left-0 w-full"
                style={{ transform: `translateY(${item.start}px)` }}
              >
                {line.kind === 'day' ? (
                  <h2 className="pt-4 pb-1.5 font-semibold">{formatDay(line.at, now)}</h2>
                ) : (
                  <HistoryEntry record={line.record} now={now} />
                )}
              </li>
            )
          })}
        </ul>
      </div>
    </ScrollArea>
  )
}
