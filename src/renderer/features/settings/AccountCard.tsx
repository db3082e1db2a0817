import { Ellipsis, KeyRound, Pause, Play, Server, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useAsk } from '#renderer/api/mutations.ts'
import { errorText } from '#renderer/i18n/error-text.ts'
import { t } from '#renderer/i18n/messages.ts'
import { useMinute } from '#renderer/stores/minute.ts'
import { Avatar } from '#renderer/ui/Avatar.tsx'
import { Button } from '#renderer/ui/Button.tsx'
import { Card } from '#renderer/ui/Card.tsx'
import { cx } from '#renderer/ui/cx.ts'
import { IconButton } from '#renderer/ui/IconButton.tsx'
import { Menu, MenuItem, MenuLine } from '#renderer/ui/Menu.tsx'
import { ProgressBar } from '#renderer/ui/ProgressBar.tsx'
import { SelectField } from '#renderer/ui/SelectField.tsx'
import { Tag } from '#renderer/ui/Tag.tsx'
import type { Account, AccountStatus } from '#shared/account.ts'
import { accountStatusText } from './account-status.ts'
import { bodyWindowChoices } from './body-window.ts'
import { PasswordDialog } from './PasswordDialog.tsx'
import { RemoveDialog } from './RemoveDialog.tsx'

const dots = { good: 'bg-accent', busy: 'bg-mail', quiet: 'bg-ink-3', problem: 'bg-danger' } as const

/** One connected mailbox: its state in words, and everything that can be done with it. */
export function AccountCard(props: {
  readonly account: Account
  readonly status: AccountStatus | null
  readonly onEdit: () => void
}) {
  const { account, status } = props
  const [dialog, setDialog] = useState<'password' | 'remove' | null>(null)
  const pause = useAsk('accounts/pause')
  const bodyWindow = useAsk('accounts/body-window')
  const state = accountStatusText(account, status, useMinute())
  const problem = status?.problem ?? null
  const words = problem === null ? null : errorText(problem)
  const needsPassword = status?.phase === 'needs-password'

  return (
    <Card data-testid="account-card" aria-label={account.address} className="px-[18px] py-4">
      <div className="flex items-center gap-3">
        <Avatar
          name={account.name === '' ? account.address : account.name}
          address={account.address}
          size={36}
        />
        <div className="min-w-0 flex-1">
          <p className="flex items-center gap-2">
            <span className="select-content truncate font-semibold">{account.address}</span>
            {account.kind === 'demo' ? <Tag tone="accent">{t('accounts.demoBadge')}</Tag> : null}
          </p>
          <p role="status" className="flex items-center gap-1.5 text-small text-ink-2 tabular-nums">
            <span aria-hidden className={cx('size-[7px] shrink-0 rounded-full', dots[state.tone])} />
            <span className={cx(state.tone === 'problem' && 'text-danger')}>{state.text}</span>
            <span className="truncate">· {t('accounts.messages', { count: account.emailCount })}</span>
          </p>
        </div>
        {needsPassword ? (
          <Button look="soft" onClick={() => setDialog('password')}>
            {t('sync.fix')}
          </Button>
        ) : null}
        <Menu
          trigger={<IconButton icon={Ellipsis} label={t('accounts.actions', { address: account.address })} />}
        >
          <MenuItem
            icon={account.paused ? Play : Pause}
            label={account.paused ? t('accounts.resume') : t('accounts.pause')}
            onSelect={() => pause.mutate({ id: account.id, paused: !account.paused })}
          />
          {account.kind === 'demo' ? null : (
            <>
              <MenuItem
                icon={KeyRound}
                label={t('accounts.changePassword')}
                onSelect={() => setDialog('password')}
              />
              <MenuItem icon={Server} label={t('accounts.edit')} onSelect={props.onEdit} />
            </>
          )}
          <MenuLine />
          <MenuItem icon={Trash2} label={t('accounts.remove')} onSelect={() => setDialog('remove')} />
        </Menu>
      </div>
      {status?.phase === 'syncing' && status.total > 0 ? (
        <div className="mt-3">
          <ProgressBar share={status.done / status.total} label={state.text} />
        </div>
      ) : null}
      {words !== null && state.tone !== 'good' ? (
        <div role="alert" className="mt-3 rounded-control bg-sunken px-3 py-2">
          <p>{words.what}</p>
          <p className="text-ink-2">{words.next}</p>
          {words.detail === null ? null : (
            <p className="select-content mt-1 text-small text-ink-2 [overflow-wrap:anywhere]">
              {words.detail}
            </p>
          )}
        </div>
      ) : null}
      <div className="mt-4 max-w-[300px]">
        <SelectField
          label={t('accounts.bodyWindow')}
          value={account.bodyWindow}
          choices={bodyWindowChoices()}
          onValue={value => bodyWindow.mutate({ id: account.id, bodyWindow: value })}
        />
      </div>
      {dialog === 'password' ? <PasswordDialog account={account} onClose={() => setDialog(null)} /> : null}
      {dialog === 'remove' ? <RemoveDialog account={account} onClose={() => setDialog(null)} /> : null}
    </Card>
  )
}
