import { Folder } from 'lucide-react'
import { useMailboxes } from '#renderer/api/actions.ts'
import { useAccounts } from '#renderer/api/queries.ts'
import { t } from '#renderer/i18n/messages.ts'
import { useListFilter } from '#renderer/stores/list-filter.ts'
import { MenuChoices } from '#renderer/ui/Menu.tsx'
import { Submenu } from '#renderer/ui/Submenu.tsx'

const noChoice = 'any'

/** The mailboxes of each account, to narrow the list to one of them. */
export function MailboxFilter() {
  const chosen = useListFilter(state => state.mailbox)
  const change = useListFilter(state => state.change)
  const mailboxes = useMailboxes().data ?? []
  const accounts = (useAccounts().data ?? []).filter(account =>
    mailboxes.some(mailbox => mailbox.accountId === account.id),
  )
  if (accounts.length === 0) return null
  return (
    <Submenu label={t('list.filterMailbox')} icon={Folder}>
      {accounts.map((account, index) => (
        <MenuChoices
          key={account.id}
          label={account.address}
          value={chosen ?? noChoice}
          choices={[
            ...(index === 0 ? [{ value: noChoice, label: t('list.any') }] : []),
            ...mailboxes
              .filter(mailbox => mailbox.accountId === account.id)
              .map(mailbox => ({ value: mailbox.id, label: mailbox.name })),
          ]}
          onValue={value => change({ mailbox: value === noChoice ? null : value })}
        />
      ))}
    </Submenu>
  )
}
