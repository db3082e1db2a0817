import { formatCount, formatPercent, formatSignedCount } from '#renderer/i18n/format-number.ts'
import { formatDuration } from '#renderer/i18n/format-time.ts'
import { t } from '#renderer/i18n/messages.ts'
import type { Overview } from '#shared/overview.ts'
import { Figure } from './Figure.tsx'
import { ResponseFigure } from './ResponseFigure.tsx'
import { useShowList } from './use-show-list.ts'

/** The five figures. */
export function FigureRow(props: { readonly overview: Overview; readonly now: number }) {
  const { overview, now } = props
  const showList = useShowList()
  const oldest = overview.oldestUnreadAt
  return (
    <div className="grid grid-cols-2 gap-3 @lg:grid-cols-3 @2xl:grid-cols-5">
      <Figure
        name={t('overview.total')}
        value={formatCount(overview.total)}
        note={
          <>
            <Highlight>{formatSignedCount(overview.startedThisMonth)}</Highlight> {t('overview.thisMonth')}
          </>
        }
        onClick={() => showList({ view: 'all' })}
      />
      <Figure
        name={t('overview.active')}
        value={formatCount(overview.active)}
        note={t('overview.waitingCount', { count: formatCount(overview.waitingCount) })}
        onClick={() => showList({})}
      />
      <Figure
        name={t('overview.archived')}
        value={formatCount(overview.archived)}
        note={t('overview.archivedShare', {
          percent: formatPercent(overview.total === 0 ? 0 : overview.archived / overview.total),
        })}
        onClick={() => showList({ view: 'archived' })}
      />
      <Figure
        name={t('overview.unread')}
        value={formatCount(overview.unread)}
        note={
          oldest === null
            ? t('overview.allRead')
            : t('overview.oldest', { age: formatDuration(Math.max(0, now - oldest)) })
        }
        onClick={() => showList({ read: 'unread' })}
      />
      <ResponseFigure response={overview.response} waitingCount={overview.waitingCount} />
    </div>
  )
}

function Highlight(props: { readonly children: string }) {
  return <span className="font-semibold text-accent-text">{props.children}</span>
}
