import { spawnSync } from 'node:child_process'
import { existsSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { pageConversations } from './conversation-page.ts'
import type { Store } from './database.ts'
import { createSearchIndexer } from './search-indexer.ts'
import { openConnection } from './sqlite.ts'
import {
  addTestAccount,
  addTestConversation,
  deliver,
  makeDataDir,
  noon,
  openTestStore,
  packTestContent,
  type TestAccount,
  type TestEmail,
  testEmail,
} from './test-store.ts'

const searchWorkerUrl = new URL('./search-worker.ts', import.meta.url)
let dataDir: string
let store: Store
let account: TestAccount
beforeEach(() => {
  dataDir = makeDataDir()
  store = openTestStore(dataDir)
  account = store.write(w => addTestAccount(w))
})
afterEach(() => {
  store.close()
  rmSync(dataDir, { recursive: true, force: true })
})

const reopen = (options: Parameters<typeof openTestStore>[1] = {}) => {
  store.close()
  store = openTestStore(dataDir, options)
}
const add = (text: string, count = 1) =>
  store.write(w => {
    for (let n = 0; n < count; n += 1) {
      const { key } = addTestConversation(w, account)
      deliver(w, testEmail(account, key, { text, preview: '', sentAt: noon + n * 1e6 }), [
        { mailbox: account.mailboxes.inbox },
      ])
    }
  })
const deliverWith = (email: TestEmail) =>
  store.write(w => {
    const { key } = addTestConversation(w, account)
    deliver(w, testEmail(account, key, { preview: '', ...email }), [{ mailbox: account.mailboxes.inbox }])
  })
const attached = { partId: '2', sizeBytes: 1, inline: false, contentId: null, encoding: '7bit' }
const found = (search: string) =>
  pageConversations(store.reader, { view: 'active', search }, null, 500).rows.length
const waiting = () => store.reader.prepare<{ n: number }>('SELECT count(*) AS n FROM search_queue').get()?.n

describe('the search index', () => {
  it('knows what was written as soon as it is written, without a thread', () => {
    add('zebra', 3)
    expect(found('zebra ')).toBe(3)
  })

  it('drops from the queue what is indexed', () => {
    add('zebra', 10)
    add('giraffe')
    expect(waiting()).toBe(2)
  })

  it.each([
    ['is missing', () => rmSync(join(dataDir, 'search.db'))],
    [
      'is no database',
      () => writeFileSync(join(dataDir, 'search.db'), 'nothing of the kind, though long enough'.repeat(30)),
    ],
    ['is of another version', () => changeSearch('PRAGMA user_version = 99')],
    ['was left half made', () => changeSearch('UPDATE progress SET complete = 0')],
    ['is behind the queue', () => changeSearch('UPDATE progress SET done_seq = done_seq - 3')],
    ['is ahead of the queue', () => changeSearch('UPDATE progress SET done_seq = done_seq + 3')],
  ])('is made anew from the mail when it %s', (_, damage) => {
    add('zebra', 700)
    store.write(w => w.prepare('DELETE FROM email_content WHERE email_key = 1').run())
    store.close()
    damage()
    store = openTestStore(dataDir)
    expect(found('zebra ')).toBe(500)
    expect(found('shop.example ')).toBe(500)
    expect(found('customer')).toBe(500)
    add('giraffe')
    expect(found('giraffe ')).toBe(1)
  })

  it('continues where a killed process stopped', () => {
    store.close()
    const program = `
      const { openTestStore, ...t } = await import(${JSON.stringify(new URL('./test-store.ts', import.meta.url).pathname)})
      const store = openTestStore(${JSON.stringify(dataDir)}, { searchWorkerUrl: new URL(${JSON.stringify(searchWorkerUrl.href)}) })
      const account = store.write(w => t.addTestAccount(w, 'second@shop.example'))
      for (let n = 0; n < 300; n += 1) store.write(w => {
        const { key } = t.addTestConversation(w, account)
        t.deliver(w, t.testEmail(account, key, { text: 'zebra', preview: '', dedupeKey: Buffer.from('k' + n) }), [{ mailbox: account.mailboxes.inbox }])
      })
      process.kill(process.pid, 'SIGKILL')`
    expect(spawnSync(process.execPath, ['--input-type=module', '-e', program]).signal).toBe('SIGKILL')
    store = openTestStore(dataDir)
    expect(found('zebra ')).toBe(300)
    expect(store.reader.prepare<{ n: number }>('SELECT count(*) AS n FROM email_fts_docsize').get()?.n).toBe(
      300,
    )
  })

  it('keeps up in a thread of its own, in order', async () => {
    reopen({ searchWorkerUrl })
    for (let round = 0; round < 30; round += 1) add(round % 2 === 0 ? 'zebra' : 'giraffe', 20)
    await store.searchSettled()
    expect([found('zebra '), found('giraffe ')]).toEqual([300, 300])
    const ids = store.reader
      .prepare<{ key: number }>('SELECT key FROM conversation ORDER BY key LIMIT 250')
      .all()
    store.write(w => {
      for (const { key } of ids) {
        for (const row of w
          .prepare<{ search_key: number }>(
            'DELETE FROM email WHERE conversation_key = ? RETURNING search_key',
          )
          .all(key))
          w.index.removeEmail(row.search_key)
      }
    })
    await store.searchSettled()
    expect(store.reader.prepare<{ n: number }>('SELECT count(*) AS n FROM email_fts_docsize').get()?.n).toBe(
      350,
    )
  })

  it('is complete when its thread is closed amid work and started again', async () => {
    reopen({ searchWorkerUrl })
    for (let round = 0; round < 20; round += 1) add('zebra', 10)
    reopen({ searchWorkerUrl })
    await store.searchSettled()
    expect(found('zebra ')).toBe(200)
  })

  it('is put in order when nothing else is to do, and finds the same', () => {
    for (let round = 0; round < 40; round += 1) add('zebra giraffe lion '.repeat(3) + round, 60)
    store.close()
    const indexer = createSearchIndexer(dataDir)
    expect(indexer.tidy.isDue()).toBe(true)
    const size = () => statSync(join(dataDir, 'search.db')).size
    const before = size()
    while (indexer.tidy.step()) {
      // to the end
    }
    expect(indexer.tidy.isDue()).toBe(false)
    indexer.close()
    expect(size()).toBeLessThan(before * 0.95)
    store = openTestStore(dataDir)
    expect([found('lion '), found('39 ')]).toEqual([500, 60])
  })

  it('gets the words of the HTML in the background where it was made without them', () => {
    add('zebra', 300)
    const both = packTestContent({ text: 'the plain form of it', html: '<p>only <b>h</b>ere</p>' })
    deliverWith({ content: both, hasHtml: true, bodyWords: 'the plain form of it' })
    const message = { ...attached, name: 'old.eml', type: 'message/rfc822' }
    deliverWith({ content: both, hasHtml: true, bodyWords: 'inner words', attachments: [message] })
    store.close()
    changeSearch('ALTER TABLE progress DROP COLUMN html_after; PRAGMA user_version = 3')
    const indexer = createSearchIndexer(dataDir)
    expect(indexer.tidy.isDue()).toBe(true)
    while (indexer.tidy.step()) {
      // to the end
    }
    expect(indexer.tidy.isDue()).toBe(false)
    indexer.close()
    store = openTestStore(dataDir)
    expect([found('zebra '), found('plain '), found('here '), found('inner ')]).toEqual([300, 1, 1, 1])
  })

  it('holds the words of both forms of a mail when it is made anew', () => {
    const both = packTestContent({ text: 'plain '.repeat(100), html: '<p>only <b>h</b>ere</p>' })
    deliverWith({ content: both, hasHtml: true, bodyWords: 'plain' })
    add('zebra', 2) // by then the queue has forgotten the first one
    store.close()
    rmSync(join(dataDir, 'search.db'))
    store = openTestStore(dataDir)
    expect([found('plain '), found('here ')]).toEqual([1, 1])
  })

  it('damaged while in use is made anew at the next start, and the mail is left alone', () => {
    add('zebra', 5)
    store.close()
    const before = openConnection(join(dataDir, 'search.db'))
    before.unsafeMode(true)
    before.exec('PRAGMA writable_schema = ON; UPDATE email_fts_data SET block = zeroblob(20) WHERE id > 10')
    before.close()
    store = openTestStore(dataDir)
    expect(() => found('zebra ')).toThrowError('store-damaged')
    expect(existsSync(join(dataDir, 'parley.db.suspect'))).toBe(true)
    reopen()
    expect(store.state).toEqual({ kind: 'ready' })
    expect(found('zebra ')).toBe(5)
  })
})

function changeSearch(sql: string): void {
  const connection = openConnection(join(dataDir, 'search.db'))
  connection.exec(sql)
  connection.close()
}
