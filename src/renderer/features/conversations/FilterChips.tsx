import { X } from 'lucide-react'
import { tagName } from '#renderer/actions/action-words.ts'
import { useMailboxes } from '#renderer/api/actions.ts'
import { useAccounts, useSettings } from '#renderer/api/queries.ts'
import { t } from '#renderer/i18n/messages.ts'
import { isNarrowed, useListFilter } from '#renderer/stores/list-filter.ts'
import { Button } from '#renderer/ui/Button.tsx'

/** The active filters; each can be taken away, or all at once. */
export function FilterChips() {
  const filter = useListFilter()
  const accounts = useAccounts().data ?? []
  const mailboxes = useMailboxes().data ?? []
  const { tags } = useSettings()
  if (!isNarrowed(filter) && filter.view !== 'all') return null
  const account = accounts.find(each => each.id === filter.accountId)
  const mailbox = mailboxes.find(each => each.id === filter.mailbox)

  return (
    <div className="flex flex-wrap items-center gap-1.5 pt-2">
      {filter.view === 'all' ? (
        <FilterChip label={t('list.everything')} onRemove={() => filter.change({ view: 'active' })} />
      ) : null}
      {filter.source === null ? null : (
        <FilterChip label={t(`source.${filter.source}`)} onRemove={() => filter.change({ source: null })} />
      )}
      {filter.read === null ? null : (
        <FilterChip
          label={filter.read === 'read' ? t('list.read') : t('list.unreadOnly')}
          onRemove={() => filter.change({ read: null })}
        />
      )}
      {filter.waiting ? (
        <FilterChip label={t('list.waiting')} onRemove={() => filter.change({ waiting: false })} />
      ) : null}
      {account === undefined ? null : (
        <FilterChip label={account.address} onRemove={() => filter.change({ accountId: null })} />
      )}
      {filter.hasAttachment ? (
        <FilterChip
          label={t('list.hasAttachment')}
          onRemove={() => filter.change({ hasAttachment: false })}
        />
      ) : null}
      {filter.mailbox === null ? null : (
        <FilterChip
          label={mailbox?.name ?? t('list.filterMailbox')}
          onRemove={() => filter.change({ mailbox: null })}
        />
      )}
      {filter.tag === null ? null : (
        <FilterChip label={tagName(tags, filter.tag)} onRemove={() => filter.change({ tag: null })} />
      )}
      {filter.search.trim() === '' ? null : (
        <FilterChip label={`“${filter.search.trim()}”`} onRemove={() => filter.change({ search: '' })} />
      )}
      <Button look="link" className="ml-auto h-6 text-small" onClick={filter.clear}>
        {t('list.clearFilters')}
      </Button>
    </div>
  )
}

function FilterChip(props: { readonly label: string; readonly onRemove: () => void }) {
  return (
    <span className="flex h-6 max-w-full min-w-0 items-center gap-0.5 rounded-full bg-accent-soft pr-1 pl-2.5 text-small text-accent-text">
      <span className="truncate">{props.label}</span>
      <button
        type="button"
        aria-label={t('list.removeFilter', { filter: props.label })}
        onClick={props.onRemove}
        className="grid size-4 place-items-center rounded-full hover:bg-accent hover:text-on-accent"
      >
        <X size={11} strokeWidth={2} aria-hidden />
      </button>
    </span>
  )
}
