import { copyFileSync, existsSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { createRandom, type Random } from '#test/support/random.ts'
import { insertJob } from './jobs.ts'
import { openConnection } from './sqlite.ts'
import {
  addTestAccount,
  addTestConversation,
  createTestStore,
  deliver,
  makeDataDir,
  noon,
  openTestStore,
  type TestAccount,
  type TestStore,
  testEmail,
} from './test-store.ts'

let kept: TestStore
let account: TestAccount
const copyDir = makeDataDir()
afterEach(() => {
  kept.remove()
  rmSync(copyDir, { recursive: true, force: true })
})

const pageBytes = 4096
const from = (name: string) => join(kept.dataDir, name)
const copied = (name: string) => join(copyDir, name)

/** One transaction: a conversation, its email, and a job for it. `midway` is called before its last part. */
function writeOne(random: Random, midway: () => void = () => {}): void {
  kept.store.write(w => {
    const { key } = addTestConversation(w, account)
    const text = 'Where is my parcel? '.repeat(random.between(1, 60))
    deliver(w, testEmail(account, key, { text }), [{ mailbox: account.mailboxes.inbox }])
    midway()
    insertJob(w, { accountId: account.id, kind: 'made', payload: '{}', runAt: noon, createdAt: noon })
  })
}

/** What the disk holds when the power goes: the database and its journal. */
function copyNow(): void {
  rmSync(copied('parley.db-shm'), { force: true })
  rmSync(copied('parley.db-wal'), { force: true })
  copyFileSync(from('parley.db'), copied('parley.db'))
  if (existsSync(from('parley.db-wal'))) copyFileSync(from('parley.db-wal'), copied('parley.db-wal'))
}

/** A journal that has begun anew since says so in its header. */
const saltsOf = (journal: Buffer) => journal.toString('hex', 16, 24)

/** What is certain to be on disk of the journal: writing back begins with that (SQLite syncs it first). */
let synced = { salts: '', bytes: 0 }

/** Of the pages that go back to the database any may have arrived. */
function copyWhileWritingBack(random: Random): void {
  copyNow()
  const journal = readFileSync(copied('parley.db-wal'))
  synced = { salts: saltsOf(journal), bytes: journal.length }
  const before = readFileSync(copied('parley.db'))
  const other = openConnection(from('parley.db'))
  other.pragma('wal_checkpoint(PASSIVE)')
  const mixed = readFileSync(from('parley.db'))
  other.close()
  for (let at = 0; at < before.length; at += pageBytes)
    if (random.chance(0.5)) before.copy(mixed, at, at, at + pageBytes)
  writeFileSync(copied('parley.db'), mixed)
}

/** The end of the journal had not reached the disk: commits may be missing, the last ones first. */
function loseTheEnd(random: Random): void {
  const journal = readFileSync(copied('parley.db-wal'))
  const least = saltsOf(journal) === synced.salts ? synced.bytes : 0
  truncateSync(copied('parley.db-wal'), random.between(least, journal.length))
}

/** Opens the copy, and counts what each transaction wrote; the three must agree. */
function judgeCopy(): number {
  const connection = openConnection(copied('parley.db'))
  try {
    expect(connection.pragma('integrity_check', { simple: true })).toBe('ok')
    expect(connection.pragma('foreign_key_check')).toEqual([])
    const count = (table: string) => Number(connection.prepare(`SELECT count(*) FROM ${table}`).pluck().get())
    expect([count('email'), count('job')]).toEqual([count('conversation'), count('conversation')])
    return count('conversation')
  } finally {
    connection.close()
  }
}

test('F-05: whenever the power goes, the store is whole, and holds all that reached the disk', () => {
  kept = createTestStore()
  account = kept.store.write(w => addTestAccount(w))
  const random = createRandom(5)
  let committed = 0
  for (let copy = 0; copy < 500; copy += 1) {
    for (let more = random.between(0, 1); more > 0; more -= 1) {
      writeOne(random)
      committed += 1
    }
    const moment = random.pick(['between', 'within', 'written back', 'lost'] as const)
    if (moment === 'within') writeOne(random, copyNow)
    else if (moment === 'written back') copyWhileWritingBack(random)
    else copyNow()
    if (moment === 'lost') loseTheEnd(random)
    const found = judgeCopy()
    if (moment === 'lost') expect(found).toBeLessThanOrEqual(committed)
    else expect([moment, found]).toEqual([moment, committed])
    if (moment === 'within') committed += 1
  }
  copyNow()
  const store = openTestStore(copyDir)
  expect(store.state).toEqual({ kind: 'ready' })
  store.close()
}, 60_000)
