import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useAccounts, useSyncStatus } from '#renderer/api/queries.ts'
import { t } from '#renderer/i18n/messages.ts'
import { Button } from '#renderer/ui/Button.tsx'
import { Card } from '#renderer/ui/Card.tsx'
import type { Account } from '#shared/account.ts'
import { AccountCard } from './AccountCard.tsx'
import { AccountForm } from './AccountForm.tsx'

/** Settings → Emails: the connected mailboxes, and the form that adds or changes one. */
export function EmailsSettings() {
  const { data: accounts } = useAccounts()
  const statuses = useSyncStatus().data ?? []
  const [form, setForm] = useState<{ readonly account: Account | null } | null>(null)
  if (accounts === undefined) return null
  if (form !== null) return <AccountForm account={form.account} onDone={() => setForm(null)} />
  return (
    <>
      <div className="mb-4 flex items-start gap-4">
        <div className="flex-1">
          <h1 className="text-page weight-pane">{t('accounts.title')}</h1>
          <p className="mt-1 text-ink-2">{t('accounts.intro')}</p>
        </div>
        <Button look="primary" onClick={() => setForm({ account: null })}>
          <Plus size={16} strokeWidth={1.75} aria-hidden />
          {t('accounts.add')}
        </Button>
      </div>
      {accounts.length === 0 ? (
        <Card className="px-6 py-12 text-center">
          <p className="font-semibold">{t('accounts.none')}</p>
          <p className="mt-1 text-ink-2">{t('accounts.noneHint')}</p>
        </Card>
      ) : (
        <ul className="flex flex-col gap-3">
          {accounts.map(account => (
            <li key={account.id}>
              <AccountCard
                account={account}
                status={statuses.find(status => status.accountId === account.id) ?? null}
                onEdit={() => setForm({ account })}
              />
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
