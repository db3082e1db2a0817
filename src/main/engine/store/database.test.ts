import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { getAccount, listAccounts, setAccountPaused } from './accounts.ts'
import type { Store } from './database.ts'
import { migrations } from './migrations/all.ts'
import { getSettings, setSettings } from './settings.ts'
import { openConnection } from './sqlite.ts'
import { addTestAccount, makeDataDir, openTestStore } from './test-store.ts'

let dataDir: string
const open: Store[] = []
const start = (options: Parameters<typeof openTestStore>[1] = {}): Store => {
  const store = openTestStore(dataDir, options)
  open.push(store)
  return store
}
const stop = (store: Store) => {
  open.splice(open.indexOf(store), 1)
  store.close()
}
beforeEach(() => {
  dataDir = makeDataDir()
})
afterEach(() => {
  for (const store of open.splice(0)) store.close()
  rmSync(dataDir, { recursive: true, force: true })
})

const storeModule = new URL('./test-store.ts', import.meta.url).pathname
/** Runs code in a Node of its own, which may be killed. */
const inOtherProcess = (code: string) =>
  spawnSync(
    process.execPath,
    ['--input-type=module', '-e', `import * as t from ${JSON.stringify(storeModule)};${code}`],
    {
      encoding: 'utf8',
    },
  )

describe('the data folder', () => {
  it('is for this user alone', () => {
    const store = start()
    store.write(w => addTestAccount(w))
    const mode = (name: string) => (statSync(join(dataDir, name)).mode & 0o777).toString(8)
    if (process.platform === 'win32') return expect(mode('.')).toBe('666') // access lists rule there
    expect(mode('.')).toBe('700')
    for (const name of ['parley.db', 'parley.db-wal', 'parley.db-shm', 'lock.db', 'keep.json', 'blobs'])
      expect([name, mode(name)]).toEqual([name, name === 'blobs' ? '700' : '600'])
  })

  it('is refused to a second process while the first is there, and free when that is gone', () => {
    const store = start()
    const second = () =>
      inOtherProcess(`t.openTestStore(${JSON.stringify(dataDir)}).close(); console.log('opened')`)
    expect(second().stderr).toContain('store-locked')
    stop(store)
    expect(second().stdout).toBe('opened\n')
  })

  it('is free again after its process was killed', () => {
    const killed = inOtherProcess(
      `const s = t.openTestStore(${JSON.stringify(dataDir)}); s.write(w => t.addTestAccount(w)); process.kill(process.pid, 'SIGKILL')`,
    )
    expect(killed.signal).toBe('SIGKILL')
    const store = start()
    expect(store.state).toEqual({ kind: 'ready' })
    expect(listAccounts(store.reader)).toHaveLength(1)
  })

  it('is refused within one process too', () => {
    start()
    expect(() => openTestStore(dataDir)).toThrowError('store-locked')
  })
})

describe('a transaction', () => {
  it('happens wholly or not at all', () => {
    const store = start()
    expect(() =>
      store.write(w => {
        addTestAccount(w)
        throw new Error('no')
      }),
    ).toThrowError('no')
    expect(listAccounts(store.reader)).toEqual([])
  })

  it('is refused inside another, and when it would wait', () => {
    const store = start()
    expect(() => store.write(() => store.write(() => 1))).toThrowError('internal')
    expect(() => store.write(async () => 1)).toThrowError('internal')
    expect(store.write(() => 2)).toBe(2)
  })

  it('tells after the commit, and not after a failure', () => {
    const store = start()
    const told: string[] = []
    store.write(w => w.afterCommit(() => told.push('done')))
    expect(() =>
      store.write(w => {
        w.afterCommit(() => told.push('never'))
        throw new Error('no')
      }),
    ).toThrowError('no')
    store.write(() => {})
    expect(told).toEqual(['done'])
  })

  it('syncs the journal only when it must survive a power cut', () => {
    const store = start()
    const level = (durable: boolean) =>
      store.write(w => w.prepare<{ synchronous: number }>('PRAGMA synchronous').get()?.synchronous, {
        durable,
      })
    expect([level(false), level(true), level(false)]).toEqual([1, 2, 1])
  })

  it('checks that rows point at something', () => {
    const store = start()
    expect(() =>
      store.write(w => w.prepare("INSERT INTO identity VALUES ('i', 'nobody', '', '', '', 0)").run()),
    ).toThrowError(/FOREIGN KEY/)
  })
})

describe('a database of a newer Parley', () => {
  it('is refused without a byte written', () => {
    stop(start())
    const path = join(dataDir, 'parley.db')
    const connection = openConnection(path)
    connection.pragma('user_version = 99999')
    connection.close()
    const before = readFileSync(path)
    expect(() => openTestStore(dataDir)).toThrowError('store-newer')
    expect(readFileSync(path).equals(before)).toBe(true)
    expect(existsSync(`${path}-wal`)).toBe(false)
  })

  it('is refused too when its version is only in the journal', () => {
    stop(start())
    const path = JSON.stringify(join(dataDir, 'parley.db'))
    inOtherProcess(
      `const { openConnection } = await import(${JSON.stringify(new URL('./sqlite.ts', import.meta.url).pathname)});
       openConnection(${path}).pragma('user_version = 99999'); process.kill(process.pid, 'SIGKILL')`,
    )
    const before = readFileSync(join(dataDir, 'parley.db'))
    expect(() => openTestStore(dataDir)).toThrowError('store-newer')
    expect(readFileSync(join(dataDir, 'parley.db')).equals(before)).toBe(true)
  })
})

describe('a migration', () => {
  const newest = migrations.at(-1)?.version ?? 0
  const next = {
    version: newest + 10,
    slug: 'next',
    sql: 'ALTER TABLE account ADD COLUMN colour TEXT; CREATE TABLE extra (n INTEGER) STRICT;',
  }

  it('keeps the old database until it succeeded, and the rows in it', () => {
    const old = start()
    const account = old.write(w => addTestAccount(w))
    stop(old)
    const store = start({ migrations: [...migrations, next] })
    expect(getAccount(store.reader, account.id).id).toBe(account.id)
    const backup = openConnection(join(dataDir, 'backups', `parley-schema-${newest}.db`), { readonly: true })
    expect(backup.pragma('user_version', { simple: true })).toBe(newest)
    expect(backup.prepare('SELECT count(*) AS n FROM account').get()).toEqual({ n: 1 })
    backup.close()
  })

  it('killed at any of its statements is done or not begun at the next start', () => {
    const old = start()
    old.write(w => addTestAccount(w))
    stop(old)
    const statements = next.sql.split(/(?<=;)/)
    for (let at = 0; at <= statements.length; at += 1) {
      const deadly = [...statements.slice(0, at), 'SELECT die();', ...statements.slice(at)].join('')
      const child = inOtherProcess(`
        const { openConnection } = await import(${JSON.stringify(new URL('./sqlite.ts', import.meta.url).pathname)});
        const { migrate } = await import(${JSON.stringify(new URL('./migrate.ts', import.meta.url).pathname)});
        const connection = openConnection(${JSON.stringify(join(dataDir, 'parley.db'))});
        connection.function('die', () => process.kill(process.pid, 'SIGKILL'));
        migrate(connection, [{ version: ${newest + 10}, slug: 'next', sql: ${JSON.stringify(deadly)} }],
          { backUp: () => {}, log: { info() {} } });`)
      expect(child.signal).toBe('SIGKILL')
      const connection = openConnection(join(dataDir, 'parley.db'))
      expect(connection.pragma('user_version', { simple: true })).toBe(newest)
      expect(connection.prepare("SELECT name FROM sqlite_schema WHERE name = 'extra'").all()).toEqual([])
      connection.close()
    }
    const store = start({ migrations: [...migrations, next] })
    expect(listAccounts(store.reader)).toHaveLength(1)
    expect(store.reader.prepare('SELECT * FROM extra').all()).toEqual([])
  })

  it('that fails leaves the database as it was', () => {
    stop(start())
    const broken = {
      version: newest + 10,
      slug: 'broken',
      sql: 'CREATE TABLE extra (n INTEGER) STRICT; SELECT nonsense;',
    }
    expect(() => openTestStore(dataDir, { migrations: [...migrations, broken] })).toThrowError()
    const store = start()
    expect(store.reader.prepare("SELECT name FROM sqlite_schema WHERE name = 'extra'").all()).toEqual([])
  })

  it('is numbered upwards, in steps of ten', () => {
    const versions = migrations.map(migration => migration.version)
    expect(
      versions.every((version, index) => version % 10 === 0 && version > (versions[index - 1] ?? 0)),
    ).toBe(true)
  })
})

describe('settings and accounts', () => {
  it('are also kept beside the database, as they are now', () => {
    const store = start()
    const account = store.write(w => addTestAccount(w))
    store.write(w => setSettings(w, { theme: 'dark' }))
    store.write(w => setAccountPaused(w, account.id, true))
    const kept = JSON.parse(readFileSync(join(dataDir, 'keep.json'), 'utf8'))
    expect(kept.setting).toEqual([{ name: 'theme', value: '"dark"' }])
    expect(kept.account).toMatchObject([{ id: account.id, paused: 1 }])
    expect(kept.identity).toMatchObject([{ account_id: account.id, address_key: 'me@shop.example' }])
  })

  it('hold defaults where nothing was chosen', () => {
    const store = start()
    store.write(w => setSettings(w, { listWidthPx: 400 }))
    expect(getSettings(store.reader)).toMatchObject({ theme: 'system', listWidthPx: 400 })
  })
})

it('starts without reading everything when it was closed in order', () => {
  stop(start())
  expect(existsSync(join(dataDir, 'parley.db.closed'))).toBe(true)
  start()
  expect(existsSync(join(dataDir, 'parley.db.closed'))).toBe(false)
})

it('opens an empty file as a new database', () => {
  writeFileSync(join(dataDir, 'parley.db'), '')
  expect(start().state).toEqual({ kind: 'ready' })
})
