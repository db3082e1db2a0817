import { ArrowLeft } from 'lucide-react'
import { useEffect } from 'react'
import { useAccounts, useOverview } from '#renderer/api/queries.ts'
import { thrownText } from '#renderer/i18n/error-text.ts'
import { formatMonth } from '#renderer/i18n/format-time.ts'
import { t } from '#renderer/i18n/messages.ts'
import { useMinute } from '#renderer/stores/minute.ts'
import { useNavigation } from '#renderer/stores/navigation.ts'
import { IconButton } from '#renderer/ui/IconButton.tsx'
import { ScrollArea } from '#renderer/ui/ScrollArea.tsx'
import { FigureRow } from './FigureRow.tsx'
import { PlatformCard } from './PlatformCard.tsx'
import { VolumeCard } from './VolumeCard.tsx'
import { WaitingCard } from './WaitingCard.tsx'

/** The right panel when nothing is selected: how the inbox is doing, each figure leading to what it counts. */
export function OverviewPage() {
  const query = useOverview()
  const accounts = useAccounts().data ?? []
  const now = useMinute()
  const showList = useNavigation(state => state.showList)
  const month = formatMonth(query.data?.volume.monthStart ?? now)
  const only = accounts.length === 1 ? accounts[0] : undefined
  useEffect(() => {
    if (query.data === undefined) return
    performance.clearMarks('parley:overview')
    performance.mark('parley:overview')
  }, [query.data])

  return (
    <section aria-label={t('overview.title')} className="h-full">
      <ScrollArea className="h-full">
        <div className="@container mx-auto max-w-[1080px] px-9 pt-7 pb-9">
          <div className="flex items-center gap-2">
            <span className="hidden max-[899px]:block">
              <IconButton icon={ArrowLeft} label={t('thread.back')} onClick={showList} />
            </span>
            <h1 className="text-page weight-pane tracking-[-0.01em]">{t('overview.title')}</h1>
          </div>
          <p className="mt-1 mb-5 text-ink-2">
            {only === undefined
              ? t('overview.scope', { month })
              : t('overview.scopeOne', { mailbox: only.address, month })}
          </p>
          {query.error === null ? null : (
            <p role="alert" className="text-danger">
              {thrownText(query.error).what} {thrownText(query.error).next}
            </p>
          )}
          {query.data === undefined ? null : (
            <div className="flex flex-col gap-3">
              <FigureRow overview={query.data} now={now} />
              <div className="grid grid-cols-1 gap-3 @2xl:grid-cols-[1fr_292px]">
                <VolumeCard volume={query.data.volume} />
                <PlatformCard bySource={query.data.bySource} total={query.data.total} />
              </div>
              <WaitingCard waiting={query.data.waiting} count={query.data.waitingCount} now={now} />
            </div>
          )}
        </div>
      </ScrollArea>
    </section>
  )
}
