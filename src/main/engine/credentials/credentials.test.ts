import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { silentLog } from '#shared/log.ts'
import { createTempFolder, type TempFolder } from '#test/support/temp-folder.ts'
import { createCredentials } from './credentials.ts'
import { createVaultFile } from './vault-file.ts'

let folder: TempFolder
beforeEach(async () => {
  folder = await createTempFolder('secrets')
})
afterEach(() => folder.remove())

const signal = new AbortController().signal

/** The system's store: `problem` is what it throws, as the real one does. */
function fakeStore() {
  const secrets = new Map<string, string>()
  const state: {
    problem: string | null
    calls: number
    problemOnSet: string | null
    lockedNamesOnly: boolean
  } = {
    lockedNamesOnly: false,
    problem: null,
    calls: 0,
    problemOnSet: null,
  }
  const openEntry = async (service: string, name: string) => {
    state.calls += 1
    const key = `${service}|${name}`
    const check = (problem = state.problem) => {
      // The real one answers for names that it doesn't hold even while it is locked.
      if (state.lockedNamesOnly && !secrets.has(key)) return
      if (problem !== null) throw new Error(problem)
    }
    return {
      getPassword: async () => {
        check()
        return secrets.get(key) ?? null
      },
      setPassword: async (secret: string) => {
        check(state.problemOnSet ?? state.problem)
        secrets.set(key, secret)
      },
      deletePassword: async () => {
        check()
        return secrets.delete(key)
      },
    }
  }
  return { secrets, state, openEntry }
}

function start(store: ReturnType<typeof fakeStore>, options: { readonly fallback?: string } = {}) {
  const onChange = vi.fn()
  const credentials = createCredentials({
    dataDir: folder.path,
    service: 'app',
    storeName: 'Test store',
    openEntry: store.openEntry,
    vaultFile: createVaultFile({ path: join(folder.path, 'vault.json'), cost: { N: 16, r: 8, p: 1 } }),
    fallback: options.fallback,
    onChange,
    onLate: () => {},
    log: silentLog,
  })
  return { credentials, onChange }
}

const locked = "Couldn't access platform storage: Secret Service: unlock prompt was dismissed"
const missing = 'Platform failure: DBus error: no bus'
const noCollection = "Couldn't access platform storage: Secret Service: no result found"

describe('createCredentials', () => {
  it('keeps one item per account and kind, and reads it once', async () => {
    const store = fakeStore()
    await start(store).credentials.write('a1', { imap: 'pw', smtp: 'other' }, { signal })
    expect([...store.secrets]).toEqual([
      ['app|a1/imap', 'pw'],
      ['app|a1/smtp', 'other'],
    ])
    const { credentials } = start(store)
    store.state.calls = 0
    const reads = await Promise.all([1, 2, 3].map(() => credentials.read('a1', 'imap', { signal })))
    expect(reads).toEqual(['pw', 'pw', 'pw'])
    expect(store.state.calls).toBe(1)
    expect(await credentials.read('a1', 'smtp', { signal })).toBe('other')
    expect(credentials.backend()).toEqual({ kind: 'keychain', name: 'Test store' })
  })

  it('signs in to SMTP with the IMAP secret where it has no own one', async () => {
    const store = fakeStore()
    const { credentials } = start(store)
    await credentials.write('a1', { imap: 'pw' }, { signal })
    expect(await credentials.read('a1', 'smtp', { signal })).toBe('pw')
  })

  it('says auth-missing only where the store answered that there is none', async () => {
    const store = fakeStore()
    const { credentials } = start(store)
    expect(credentials.has('a1')).toBe(true)
    await expect(credentials.read('a1', 'imap', { signal })).rejects.toMatchObject({ code: 'auth-missing' })
    expect(credentials.has('a1')).toBe(false)
  })

  it('never takes a locked store for an absent secret, and never overwrites in it', async () => {
    const store = fakeStore()
    store.secrets.set('app|a1/imap', 'kept')
    store.state.problem = locked
    const { credentials, onChange } = start(store)
    await expect(credentials.read('a1', 'imap', { signal })).rejects.toMatchObject({
      code: 'secret-store-locked',
    })
    expect(credentials.backend()).toEqual({ kind: 'session', reason: 'locked' })
    expect(onChange).toHaveBeenCalledTimes(1)
    await credentials.remove('a1', { signal })
    expect(store.secrets.get('app|a1/imap')).toBe('kept')
  })

  it('does not take a store that is still locked for an open one', async () => {
    const store = fakeStore()
    store.secrets.set('app|a1/imap', 'kept')
    store.state.problem = locked
    const { credentials } = start(store)
    await expect(credentials.read('a1', 'imap', { signal })).rejects.toThrow()
    store.state.lockedNamesOnly = true
    expect(await credentials.retry({ signal })).toEqual({ kind: 'session', reason: 'locked' })
  })

  it('recovers when the store is unlocked', async () => {
    const store = fakeStore()
    store.secrets.set('app|a1/imap', 'kept')
    store.state.problem = locked
    const { credentials } = start(store)
    await expect(credentials.read('a1', 'imap', { signal })).rejects.toThrow()
    store.state.problem = null
    expect(await credentials.retry({ signal })).toMatchObject({ kind: 'keychain' })
    expect(await credentials.read('a1', 'imap', { signal })).toBe('kept')
  })

  it.each([
    ['no bus', missing, null, 'missing'],
    ['no default collection, seen at the first write', null, noCollection, 'missing'],
    ['locked', locked, null, 'locked'],
  ] as const)(
    'keeps a new secret for this session and says why: %s',
    async (_name, problem, problemOnSet, reason) => {
      const store = fakeStore()
      Object.assign(store.state, { problem, problemOnSet })
      const { credentials } = start(store)
      await credentials.write('a1', { imap: 'pw' }, { signal })
      expect(credentials.backend()).toEqual({ kind: 'session', reason })
      expect(await credentials.read('a1', 'imap', { signal })).toBe('pw')
      expect(credentials.has('a1')).toBe(true)
      expect(store.secrets.size).toBe(0)
      Object.assign(store.state, { problem: null, problemOnSet: null })
      expect(await credentials.retry({ signal })).toMatchObject({ kind: 'keychain' })
      expect(store.secrets.get('app|a1/imap')).toBe('pw')
    },
  )

  it('moves what is known into an opt-in vault, and uses only that from then on', async () => {
    const store = fakeStore()
    store.state.problem = missing
    const { credentials } = start(store)
    await credentials.write('a1', { imap: 'pw' }, { signal })
    expect(await credentials.createVault('long passphrase')).toEqual({ kind: 'vault', locked: false })
    const later = start(store).credentials
    expect(later.backend()).toEqual({ kind: 'vault', locked: true })
    await expect(later.read('a1', 'imap', { signal })).rejects.toMatchObject({ code: 'secret-store-locked' })
    await expect(later.write('a1', { imap: 'new' }, { signal })).rejects.toMatchObject({
      code: 'secret-store-locked',
    })
    await expect(later.unlockVault('wrong')).rejects.toMatchObject({ code: 'passphrase-wrong' })
    expect(await later.unlockVault('long passphrase')).toEqual({ kind: 'vault', locked: false })
    expect(await later.read('a1', 'imap', { signal })).toBe('pw')
    await later.remove('a1', { signal })
    await expect(later.read('a1', 'imap', { signal })).rejects.toMatchObject({ code: 'auth-missing' })
  })

  it("never stores the demo mailbox's secret", async () => {
    const store = fakeStore()
    const { credentials } = start(store)
    credentials.hold('demo', 'random')
    expect(await credentials.read('demo', 'smtp', { signal })).toBe('random')
    await credentials.retry({ signal })
    expect(store.secrets.size).toBe(0)
  })

  it("uses the command line's password where the store has none or is out of reach", async () => {
    const store = fakeStore()
    store.secrets.set('app|a1/imap', 'own')
    const { credentials } = start(store, { fallback: 'from-env' })
    expect(await credentials.read('a1', 'imap', { signal })).toBe('own')
    expect(await credentials.read('a2', 'imap', { signal })).toBe('from-env')
    store.state.problem = missing
    expect(await credentials.read('a3', 'imap', { signal })).toBe('from-env')
    expect(store.secrets.size).toBe(1)
  })

  it('lets one asker leave without ending the question of another', async () => {
    const store = fakeStore()
    store.secrets.set('app|a1/imap', 'pw')
    const { credentials } = start(store)
    const controller = new AbortController()
    const leaving = credentials.read('a1', 'imap', { signal: controller.signal })
    const staying = credentials.read('a1', 'imap', { signal })
    controller.abort()
    await expect(leaving).rejects.toMatchObject({ code: 'cancelled' })
    expect(await staying).toBe('pw')
  })
})
