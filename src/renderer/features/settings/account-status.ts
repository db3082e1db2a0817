import { formatCount } from '#renderer/i18n/format-number.ts'
import { formatAgo, formatSince } from '#renderer/i18n/format-time.ts'
import { t } from '#renderer/i18n/messages.ts'
import type { Account, AccountStatus } from '#shared/account.ts'

/** What one account is doing, in words; the tone tells whether a person is needed. */
export function accountStatusText(
  account: Account,
  status: AccountStatus | null,
  now: number,
): { readonly text: string; readonly tone: 'good' | 'busy' | 'quiet' | 'problem' } {
  if (account.paused || status?.phase === 'paused') return { text: t('accounts.statusPaused'), tone: 'quiet' }
  if (status === null) return { text: t('accounts.statusNever'), tone: 'quiet' }
  switch (status.phase) {
    case 'needs-password':
      return { text: t('accounts.statusPassword'), tone: 'problem' }
    case 'failed':
      return { text: t('accounts.statusFailed'), tone: 'problem' }
    case 'waiting':
      return {
        text:
          status.offlineSince === null
            ? t('sync.offlinePlain')
            : t('accounts.statusOffline', { time: formatSince(status.offlineSince, now) }),
        tone: 'quiet',
      }
    case 'connecting':
      return { text: t('accounts.statusConnecting'), tone: 'busy' }
    case 'syncing':
      return {
        text:
          status.total === 0
            ? t('accounts.statusSyncingPlain')
            : t('accounts.statusSyncing', {
                done: formatCount(status.done),
                total: formatCount(status.total),
              }),
        tone: 'busy',
      }
    case 'idle':
      return status.lastSyncedAt === null
        ? { text: t('accounts.statusNever'), tone: 'quiet' }
        : { text: t('accounts.statusIdle', { ago: formatAgo(status.lastSyncedAt, now) }), tone: 'good' }
  }
}
