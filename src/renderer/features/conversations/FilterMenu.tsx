import { ListFilter as FilterIcon } from 'lucide-react'
import { useAccounts } from '#renderer/api/queries.ts'
import { t } from '#renderer/i18n/messages.ts'
import { isNarrowed, useListFilter } from '#renderer/stores/list-filter.ts'
import { Button } from '#renderer/ui/Button.tsx'
import { Menu, MenuChoices, MenuItem, MenuLine } from '#renderer/ui/Menu.tsx'
import { SourceIcon } from '#renderer/ui/SourceIcon.tsx'
import type { Source } from '#shared/conversation.ts'
import { MailboxFilter } from './MailboxFilter.tsx'
import { TagFilter } from './TagFilter.tsx'

const sources: readonly Source[] = ['email', 'form', 'support']

/** What the list can be narrowed to. Several groups can be set while the menu is open. */
export function FilterMenu() {
  const filter = useListFilter()
  const accounts = useAccounts().data ?? []
  const any = { value: 'any', label: t('list.any') } as const

  return (
    <Menu
      trigger={
        <Button className="gap-1.5 px-2.5 font-medium data-popup-open:bg-hover">
          <FilterIcon size={15} strokeWidth={1.75} aria-hidden />
          {t('list.filter')}
        </Button>
      }
    >
      <MenuChoices
        label={t('list.filterSource')}
        value={filter.source ?? 'any'}
        choices={[
          any,
          ...sources.map(source => ({
            value: source,
            label: t(`source.${source}`),
            mark: <SourceIcon source={source} size={14} />,
          })),
        ]}
        onValue={value => filter.change({ source: value === 'any' ? null : value })}
      />
      <MenuLine />
      <MenuChoices
        label={t('list.filterRead')}
        value={filter.read ?? 'any'}
        choices={[
          any,
          { value: 'unread', label: t('list.unreadOnly') },
          { value: 'read', label: t('list.read') },
        ]}
        onValue={value => filter.change({ read: value === 'any' ? null : value })}
      />
      <MenuLine />
      <MenuChoices
        label={t('list.filterReply')}
        value={filter.waiting ? 'waiting' : 'any'}
        choices={[any, { value: 'waiting', label: t('list.waiting') }]}
        onValue={value => filter.change({ waiting: value === 'waiting' })}
      />
      <MenuLine />
      <MenuChoices
        label={t('list.filterAttachment')}
        value={filter.hasAttachment ? 'attachment' : 'any'}
        choices={[any, { value: 'attachment', label: t('list.hasAttachment') }]}
        onValue={value => filter.change({ hasAttachment: value === 'attachment' })}
      />
      <MenuLine />
      <MailboxFilter />
      <TagFilter />
      {accounts.length < 2 ? null : (
        <>
          <MenuLine />
          <MenuChoices
            label={t('list.filterAccount')}
            value={filter.accountId ?? 'any'}
            choices={[any, ...accounts.map(account => ({ value: account.id, label: account.address }))]}
            onValue={value => filter.change({ accountId: value === 'any' ? null : value })}
          />
        </>
      )}
      {isNarrowed(filter) ? (
        <>
          <MenuLine />
          <MenuItem label={t('list.clearFilters')} onSelect={filter.clear} />
        </>
      ) : null}
    </Menu>
  )
}
