import { useSyncStatus } from '#renderer/api/queries.ts'
import { t } from '#renderer/i18n/messages.ts'
import { isNarrowed, useListFilter } from '#renderer/stores/list-filter.ts'
import { Button } from '#renderer/ui/Button.tsx'

/** What stands where no conversation is: why, and what to do. */
export function EmptyList() {
  const filter = useListFilter()
  const statuses = useSyncStatus().data ?? []
  const busy = statuses.some(status => status.phase === 'syncing' || status.phase === 'connecting')
  if (isNarrowed(filter)) {
    return (
      <EmptyText title={t('list.emptyFiltered')} hint={t('list.emptyFilteredHint')}>
        <Button look="soft" small className="mt-3" onClick={filter.clear}>
          {t('list.clearFilters')}
        </Button>
      </EmptyText>
    )
  }
  if (filter.view === 'archived') {
    return <EmptyText title={t('list.emptyArchived')} hint={t('list.emptyArchivedHint')} />
  }
  if (filter.view === 'snoozed') {
    return <EmptyText title={t('list.emptySnoozed')} hint={t('list.emptySnoozedHint')} />
  }
  if (busy) return <EmptyText title={t('list.emptySyncing')} hint={t('list.emptySyncingHint')} />
  return <EmptyText title={t('list.emptyActive')} hint={t('list.emptyActiveHint')} />
}

function EmptyText(props: {
  readonly title: string
  readonly hint: string
  readonly children?: React.ReactNode
}) {
  return (
    <div className="flex flex-col items-center px-8 pt-20 text-center">
      <p className="font-semibold">{props.title}</p>
      <p className="mt-1 text-ink-2">{props.hint}</p>
      {props.children}
    </div>
  )
}
