import { describe, expect, it } from 'vitest'
import type { Account, AccountStatus } from '#shared/account.ts'
import { minuteMs } from '#shared/time.ts'
import { syncProgress, syncWords } from './sync-words.ts'

const now = new Date(2026, 10, 22, 10, 0).getTime()
const account = (id: string, changes: Partial<Account> = {}): Account => ({
  id,
  kind: 'imap',
  name: '',
  address: `${id}@parley.example`,
  imap: { host: 'h', port: 993, security: 'tls', user: 'u' },
  smtp: null,
  identities: [],
  bodyWindow: 'year',
  paused: false,
  hasSecret: true,
  emailCount: 100,
  createdAt: 0,
  ...changes,
})
const status = (accountId: string, changes: Partial<AccountStatus> = {}): AccountStatus => ({
  accountId,
  phase: 'idle',
  done: 0,
  total: 0,
  lastSyncedAt: now - 10_000,
  offlineSince: null,
  retryAt: null,
  problem: null,
  ...changes,
})
const one = [account('a')]

describe('the state of syncing in words', () => {
  it('says nothing without a mailbox', () => {
    expect(syncWords([], [], now).text).toBe('')
  })

  it('tells when it last synced, and counts all mailboxes', () => {
    const two = [account('a'), account('b')]
    const words = syncWords(two, [status('a'), status('b', { lastSyncedAt: now - 5 * minuteMs })], now)
    expect(words.text).toBe('Synced 5 min ago · 200 messages on this computer')
    expect(syncWords(one, [status('a')], now).text).toBe('Synced just now · 100 messages on this computer')
  })

  it('counts while syncing, over all mailboxes that do', () => {
    const syncing = [
      status('a', { phase: 'syncing', done: 1_000, total: 20_000 }),
      status('b', { phase: 'syncing', done: 240, total: 4_318 }),
      status('c'),
    ]
    expect(syncProgress(syncing)).toEqual({ done: 1_240, total: 24_318 })
    expect(syncWords(one, syncing, now).text).toBe('Syncing · 1,240 of 24,318')
  })

  it('tells since when it is offline, and what is shown', () => {
    const offline = status('a', { phase: 'waiting', offlineSince: new Date(2026, 10, 22, 9, 12).getTime() })
    expect(syncWords(one, [offline], now).text).toBe('Offline since 09:12 · showing what is on this computer')
  })

  it('puts what needs a person first', () => {
    const words = syncWords(
      [account('a'), account('b')],
      [status('a', { phase: 'syncing', total: 5 }), status('b', { phase: 'needs-password' })],
      now,
    )
    expect(words).toEqual({ kind: 'problem', text: 'Could not sign in to b@parley.example', accountId: 'b' })
  })

  it('says that it is paused only where every mailbox is', () => {
    const paused = account('a', { paused: true })
    const statuses = [status('a', { phase: 'paused' })]
    expect(syncWords([paused], statuses, now).kind).toBe('paused')
    expect(syncWords([paused, account('b')], [...statuses, status('b')], now).kind).toBe('ok')
  })
})
