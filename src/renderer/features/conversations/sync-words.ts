import { formatCount } from '#renderer/i18n/format-number.ts'
import { formatAgo, formatSince } from '#renderer/i18n/format-time.ts'
import { t } from '#renderer/i18n/messages.ts'
import type { Account, AccountStatus } from '#shared/account.ts'

/** The state of all accounts in one sentence, with what can be done about it. */
export type SyncWords = {
  readonly kind: 'none' | 'ok' | 'busy' | 'offline' | 'paused' | 'problem'
  readonly text: string
  /** The account that `Fix` or `Resume` is about. */
  readonly accountId: string | null
}

/** Emails done and in all over the accounts that are syncing; null while none is. `total` 0: not known yet. */
export function syncProgress(
  statuses: readonly AccountStatus[],
): { readonly done: number; readonly total: number } | null {
  const syncing = statuses.filter(status => status.phase === 'syncing')
  if (syncing.length === 0) return null
  const sum = (of: (status: AccountStatus) => number) =>
    syncing.reduce((whole, status) => whole + of(status), 0)
  return { done: sum(status => status.done), total: sum(status => status.total) }
}

/** What the foot of the list says. The state that most needs a person comes first. */
export function syncWords(
  accounts: readonly Account[],
  statuses: readonly AccountStatus[],
  now: number,
): SyncWords {
  if (accounts.length === 0) return { kind: 'none', text: '', accountId: null }
  const addressOf = (id: string) => accounts.find(account => account.id === id)?.address ?? ''

  const broken = statuses.find(status => status.phase === 'needs-password' || status.phase === 'failed')
  if (broken !== undefined) {
    const text = broken.phase === 'failed' ? 'sync.failed' : 'sync.signIn'
    return {
      kind: 'problem',
      text: t(text, { address: addressOf(broken.accountId) }),
      accountId: broken.accountId,
    }
  }
  const progress = syncProgress(statuses)
  if (progress !== null) {
    const text =
      progress.total === 0
        ? t('sync.syncingPlain')
        : t('sync.syncing', { done: formatCount(progress.done), total: formatCount(progress.total) })
    return { kind: 'busy', text, accountId: null }
  }
  const waiting = statuses.find(status => status.phase === 'waiting')
  if (waiting !== undefined) {
    const text =
      waiting.offlineSince === null
        ? t('sync.offlinePlain')
        : t('sync.offline', { time: formatSince(waiting.offlineSince, now) })
    return { kind: 'offline', text, accountId: null }
  }
  if (statuses.some(status => status.phase === 'connecting')) {
    return { kind: 'busy', text: t('sync.connecting'), accountId: null }
  }
  const paused = accounts.find(account => account.paused)
  if (paused !== undefined && accounts.every(account => account.paused)) {
    return { kind: 'paused', text: t('sync.paused'), accountId: paused.id }
  }
  const synced = statuses.map(status => status.lastSyncedAt).filter(at => at !== null)
  if (synced.length === 0) return { kind: 'none', text: t('sync.never'), accountId: null }
  const oldest = Math.min(...synced)
  const count = accounts.reduce((whole, account) => whole + account.emailCount, 0)
  const text =
    now - oldest < 60_000
      ? t('sync.justNow', { count })
      : t('sync.ago', { ago: formatAgo(oldest, now), count })
  return { kind: 'ok', text, accountId: null }
}
