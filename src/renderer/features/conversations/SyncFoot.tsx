import { CircleAlert, CircleCheck, CirclePause, CloudOff, type LucideIcon, RefreshCw } from 'lucide-react'
import { useAsk } from '#renderer/api/mutations.ts'
import { useAccounts, useSyncStatus } from '#renderer/api/queries.ts'
import { t } from '#renderer/i18n/messages.ts'
import { useMinute } from '#renderer/stores/minute.ts'
import { useNavigation } from '#renderer/stores/navigation.ts'
import { Button } from '#renderer/ui/Button.tsx'
import { cx } from '#renderer/ui/cx.ts'
import { type SyncWords, syncWords } from './sync-words.ts'

const icons: Readonly<Record<SyncWords['kind'], LucideIcon>> = {
  none: CircleCheck,
  ok: CircleCheck,
  busy: RefreshCw,
  offline: CloudOff,
  paused: CirclePause,
  problem: CircleAlert,
}

/** The state of syncing in words, at the foot of the list. */
export function SyncFoot() {
  const accounts = useAccounts().data ?? []
  const statuses = useSyncStatus().data ?? []
  const showSettings = useNavigation(state => state.showSettings)
  const pause = useAsk('accounts/pause')
  const words = syncWords(accounts, statuses, useMinute())
  const Icon = icons[words.kind]
  const { accountId } = words

  return (
    <footer className="flex h-[33px] shrink-0 items-center gap-2 border-t border-line px-3.5 text-[11.5px] text-ink-2">
      {words.text === '' ? null : (
        <>
          <Icon
            size={14}
            strokeWidth={1.75}
            aria-hidden
            className={cx(
              'shrink-0',
              words.kind === 'ok' && 'text-accent',
              words.kind === 'problem' && 'text-danger',
              words.kind === 'busy' && 'animate-spin',
            )}
          />
          <span
            role="status"
            data-testid="sync-state"
            className={cx('min-w-0 truncate tabular-nums', words.kind === 'problem' && 'text-danger')}
          >
            {words.text}
          </span>
          {words.kind === 'problem' ? (
            <Button look="link" className="text-[11.5px]" onClick={() => showSettings('emails')}>
              {t('sync.fix')}
            </Button>
          ) : null}
          {words.kind === 'paused' && accountId !== null ? (
            <Button
              look="link"
              className="text-[11.5px]"
              onClick={() => pause.mutate({ id: accountId, paused: false })}
            >
              {t('sync.resume')}
            </Button>
          ) : null}
        </>
      )}
    </footer>
  )
}
