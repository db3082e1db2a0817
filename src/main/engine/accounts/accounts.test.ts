import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createCredentials } from '#engine/credentials/credentials.ts'
import { ownAddressKeys } from '#engine/store/accounts.ts'
import { openStore, type Store } from '#engine/store/database.ts'
import type { AccountDraft, ConnectionTestResult } from '#shared/account.ts'
import { silentLog } from '#shared/log.ts'
import { createTempFolder, type TempFolder } from '#test/support/temp-folder.ts'
import { type Accounts, createAccounts } from './accounts.ts'
import type { ConnectionTestParams } from './connection-test.ts'

const { signal } = new AbortController()
const clock = { now: () => 1_700_000_000_000 }

let folder: TempFolder
let store: Store
let accounts: Accounts
let secrets: Map<string, string>
let told: string[]
let changes: object[]
let tested: ConnectionTestParams[]
let testResult: ConnectionTestResult

beforeEach(async () => {
  folder = await createTempFolder('accounts')
  store = openStore({ dataDir: folder.path, clock, log: silentLog })
  secrets = new Map()
  told = []
  changes = []
  tested = []
  testResult = { imap: null, smtp: null }
  const credentials = createCredentials({
    dataDir: folder.path,
    service: 'test',
    storeName: 'Test store',
    openEntry: async (_service, name) => ({
      getPassword: async () => secrets.get(name) ?? null,
      setPassword: async secret => void secrets.set(name, secret),
      deletePassword: async () => secrets.delete(name),
    }),
    onChange: () => {},
    onLate: () => {},
    log: silentLog,
  })
  accounts = createAccounts({
    store,
    credentials,
    clock,
    discover: async () => [],
    testConnection: async params => {
      tested.push(params)
      return testResult
    },
    sync: {
      accountAdded: id => told.push(`added ${id}`),
      accountChanged: id => told.push(`changed ${id}`),
      accountRemoved: async id => void told.push(`removed ${id}`),
    },
    changed: change => changes.push(change),
  })
})
afterEach(async () => {
  store.close()
  await folder.remove()
})

const draft: AccountDraft = {
  name: 'Anna',
  address: 'Anna@Example.test',
  imap: { host: 'imap.example.test', port: 993, security: 'tls', user: 'anna' },
  smtp: { host: 'smtp.example.test', port: 465, security: 'tls', user: 'anna' },
  bodyWindow: 'year',
}
const add = () => accounts.add({ draft, password: 'geheim' }, { signal })

describe('accounts', () => {
  it('adds a mailbox that passes the test, with an identity of its own', async () => {
    const { id } = await add()
    expect(tested).toEqual([
      { imap: draft.imap, smtp: draft.smtp, password: 'geheim', smtpPassword: 'geheim' },
    ])
    expect(accounts.list()).toMatchObject([
      {
        id,
        kind: 'imap',
        name: 'Anna',
        hasSecret: true,
        emailCount: 0,
        identities: [{ name: 'Anna', address: 'Anna@Example.test' }],
      },
    ])
    expect([...secrets]).toEqual([[`${id}/imap`, 'geheim']])
    expect([...ownAddressKeys(store.reader)]).toEqual(['anna@example.test'])
    expect(told).toEqual([`added ${id}`])
    expect(changes).toContainEqual({ accounts: true })
  })

  it('keeps nothing of a mailbox that fails the test', async () => {
    testResult = { imap: null, smtp: { code: 'auth-rejected', retry: false } }
    await expect(add()).rejects.toMatchObject({ code: 'auth-rejected' })
    expect(accounts.list()).toEqual([])
    expect(secrets.size).toBe(0)
    expect(told).toEqual([])
  })

  it('never puts a secret into the list', async () => {
    await add()
    expect(JSON.stringify(accounts.list())).not.toContain('geheim')
  })

  it('refuses the same mailbox twice', async () => {
    await add()
    await expect(add()).rejects.toMatchObject({ code: 'invalid-request' })
    expect(accounts.list()).toHaveLength(1)
  })

  it('stores untested only what connects with TLS or to this computer (R-40)', async () => {
    const plain = { ...draft.imap, security: 'none' as const }
    await expect(
      accounts.store({ draft: { ...draft, imap: plain }, password: 'geheim' }, { signal }),
    ).rejects.toMatchObject({ code: 'blocked' })
    await accounts.store(
      { draft: { ...draft, imap: { ...plain, host: '127.0.0.1' } }, password: null },
      { signal },
    )
    expect(tested).toEqual([])
    expect(accounts.list()).toHaveLength(1)
    expect(secrets.size).toBe(0)
  })

  it('sends a stored secret only to the hosts it has gone to before (R-43)', async () => {
    const { id } = await add()
    const elsewhere = { ...draft.imap, host: 'imap.evil.test' }
    const test = (imap: typeof draft.imap) =>
      accounts.test({ imap, smtp: null, password: '', accountId: id }, { signal, onStep: () => {} })
    await test(draft.imap)
    expect(tested.at(-1)).toMatchObject({ password: 'geheim' })
    await expect(test(elsewhere)).rejects.toMatchObject({ code: 'auth-missing' })
    await expect(
      accounts.update({ id, draft: { ...draft, imap: elsewhere } }, { signal }),
    ).rejects.toMatchObject({ code: 'auth-missing' })
    await expect(
      accounts.update({ id, draft: { ...draft, smtp: elsewhere } }, { signal }),
    ).rejects.toMatchObject({ code: 'auth-missing' })
    await accounts.update({ id, draft: { ...draft, imap: elsewhere }, password: 'typed' }, { signal })
    expect(secrets.get(`${id}/imap`)).toBe('typed')
  })

  it('changes names and servers, keeps the identity, and tells sync', async () => {
    const { id } = await add()
    const before = accounts.list()[0]?.identities[0]?.id
    await accounts.update({ id, draft: { ...draft, name: 'Anna B.' } }, { signal })
    expect(accounts.list()[0]).toMatchObject({
      name: 'Anna B.',
      identities: [{ id: before, name: 'Anna B.' }],
    })
    expect(told.at(-1)).toBe(`changed ${id}`)
  })

  it('keeps a separate password for SMTP', async () => {
    const { id } = await accounts.add({ draft, password: 'geheim', smtpPassword: 'out' }, { signal })
    expect(tested[0]).toMatchObject({ password: 'geheim', smtpPassword: 'out' })
    expect(secrets.get(`${id}/smtp`)).toBe('out')
  })

  it('removes the account, its mail and its secrets after sync has stopped', async () => {
    const { id } = await add()
    await accounts.remove(id, { signal })
    expect(accounts.list()).toEqual([])
    expect(secrets.size).toBe(0)
    expect(told.at(-1)).toBe(`removed ${id}`)
    expect(changes.at(-1)).toEqual({ accounts: true, conversations: 'many' })
    await expect(accounts.remove(id, { signal })).rejects.toMatchObject({ code: 'not-found' })
  })

  it('pauses, chooses the offline window and takes a new password', async () => {
    const { id } = await add()
    accounts.setPaused(id, true)
    accounts.setBodyWindow(id, 'all')
    await accounts.setPassword(id, 'new', { signal })
    expect(accounts.list()[0]).toMatchObject({ paused: true, bodyWindow: 'all' })
    expect(secrets.get(`${id}/imap`)).toBe('new')
    expect(told.slice(1)).toEqual([`changed ${id}`, `changed ${id}`, `changed ${id}`])
    expect(() => accounts.setPaused('nobody', true)).toThrow('not-found')
  })

  it('makes the demo account once and gives it its new place at each start', () => {
    const server = {
      imap: { host: '127.0.0.1', port: 1143 },
      smtp: { host: '127.0.0.1', port: 1025 },
      user: 'demo',
      password: 'first',
      address: 'hello@demo.example',
      name: 'Demo',
    }
    const first = accounts.attachDemo(server)
    const again = accounts.attachDemo({
      ...server,
      imap: { host: '127.0.0.1', port: 2143 },
      password: 'second',
    })
    expect(again).toEqual(first)
    expect(accounts.list()).toMatchObject([
      { kind: 'demo', imap: { port: 2143, security: 'none' }, hasSecret: true },
    ])
    expect(secrets.size).toBe(0)
    expect(told).toEqual([`added ${first.accountId}`, `changed ${first.accountId}`])
  })
})
