import {
  closeSync,
  cpSync,
  existsSync,
  openSync,
  readdirSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createRandom } from '#test/support/random.ts'
import { listAccounts } from './accounts.ts'
import { conversationCounts } from './conversations.ts'
import type { Store } from './database.ts'
import { addDraftAttachment } from './draft-attachments.ts'
import { getOpenDraft, insertDraft, listDrafts, moveDraft, saveRevision } from './drafts.ts'
import type { Writer } from './handle.ts'
import { getSettings, setSettings } from './settings.ts'
import { findSubmission, insertSubmission, listSubmissions, moveSubmission } from './submissions.ts'
import {
  addTestAccount,
  addTestConversation,
  deliver,
  makeDataDir,
  noon,
  openTestStore,
  type TestAccount,
  testEmail,
} from './test-store.ts'

/** A closed store with an account, a setting and some mail, made once. */
let model: string
let dataDir: string
beforeAll(() => {
  model = makeDataDir()
  const store = openTestStore(model)
  store.write(w => {
    const account = addTestAccount(w)
    setSettings(w, { theme: 'dark' })
    for (let n = 0; n < 60; n += 1) {
      const { key } = addTestConversation(w, account)
      deliver(w, testEmail(account, key, { text: `Question ${n} `.repeat(50), sentAt: noon + n }), [
        { mailbox: account.mailboxes.inbox },
      ])
      if (n === 0) addWriting(w, account, key)
    }
  })
  store.close()
})
afterAll(() => rmSync(model, { recursive: true, force: true }))
beforeEach(() => {
  dataDir = makeDataDir()
  cpSync(model, dataDir, { recursive: true, preserveTimestamps: true })
})
afterEach(() => rmSync(dataDir, { recursive: true, force: true }))

/** A draft with a file that is being written, a mail that waits, and one that was cut while it left. */
function addWriting(w: Writer, account: TestAccount, conversationKey: number): void {
  const emailKey = deliver(w, testEmail(account, conversationKey, { outbound: true }), [
    { mailbox: account.mailboxes.sent },
  ])
  const content = { identityId: null, to: [], cc: [], bcc: [], html: '', text: 'Words', plain: true }
  const start = { kind: 'new', conversationKey, emailKey: null, replyTo: null, references: [] } as const
  const write = (subject: string) => {
    const id = insertDraft(w, { ...start, content: { ...content, subject: 'Begun' }, now: noon })
    const draft = getOpenDraft(w, id)
    saveRevision(w, draft, { ...content, subject }, noon)
    return draft.key
  }
  const file = { name: 'a.txt', type: 'text/plain', sizeBytes: 1, contentId: null, blobHash: 'a'.repeat(64) }
  addDraftAttachment(w, write('Being written'), file)
  for (const subject of ['Waiting', 'Cut']) {
    const draftKey = write(subject)
    moveDraft(w, draftKey, { from: 'open', to: 'queued', now: noon })
    const id = insertSubmission(w, {
      accountId: account.id,
      draftKey,
      conversationKey,
      emailKey,
      answered: null,
      messageId: `${subject}@shop.example`,
      blobHash: 'b'.repeat(64),
      sizeBytes: 1,
      sender: 'me@shop.example',
      recipients: ['ada@customer.example'],
      subject,
      to: [],
      sendAt: noon,
      scheduled: false,
      now: noon,
    })
    const key = findSubmission(w, id)?.key ?? 0
    if (subject === 'Cut') moveSubmission(w, key, { from: ['queued'], to: 'sending' }, { attempts: 1 })
  }
}

/** What is being written and what waits to be sent, as it is found. */
const writingOf = (store: Store) => ({
  drafts: listDrafts(store.reader).map(({ subject, attachments }) => ({ subject, attachments })),
  outbox: listSubmissions(store.reader, noon)
    .map(({ state }) => state)
    .sort(),
})

const database = () => join(dataDir, 'parley.db')
const overwrite = (at: number, bytes: Uint8Array) => {
  const file = openSync(database(), 'r+')
  writeSync(file, bytes, 0, bytes.length, at)
  closeSync(file)
}
/** Opens, tells what was found, closes. */
const inspect = () => {
  const store = openTestStore(dataDir)
  try {
    return {
      state: store.state,
      accounts: listAccounts(store.reader).map(account => account.address),
      theme: getSettings(store.reader).theme,
      conversations: conversationCounts(store.reader).total,
      aside: readdirSync(dataDir).filter(name => name.startsWith('damaged-')),
      ...writingOf(store),
      usable: store.write(w => addTestAccount(w, 'other@shop.example')).id !== '',
    }
  } finally {
    store.close()
  }
}
const rebuilt = {
  state: { kind: 'rebuilt' },
  accounts: ['me@shop.example'],
  theme: 'dark',
  conversations: 0,
  drafts: [{ subject: 'Being written', attachments: 1 }],
  outbox: ['queued', 'sending'],
  usable: true,
}

describe('F-23: a damaged database', () => {
  it('that is whole is left alone', () => {
    expect(inspect()).toMatchObject({ state: { kind: 'ready' }, conversations: 60, aside: [] })
  })

  it.each([
    ['a header of zeros', () => overwrite(0, new Uint8Array(100))],
    ['a first page of zeros', () => overwrite(0, new Uint8Array(4096))],
    [
      'another file in its place',
      () => writeFileSync(database(), 'not a database at all, but long enough to be one '.repeat(200)),
    ],
    ['its end cut off', () => truncateSync(database(), 4096 * 7)],
    ['half a page cut off', () => truncateSync(database(), statSync(database()).size - 2048)],
    ['a page of noise in the middle', () => overwrite(4096 * 20, createRandomBytes(4096))],
  ])('with %s is kept aside, and accounts and settings live on', (_, damage) => {
    damage()
    const found = inspect()
    expect(found).toMatchObject(rebuilt)
    expect(found.aside).toHaveLength(1)
    expect(existsSync(join(dataDir, found.aside[0] ?? '', 'parley.db'))).toBe(true)
  })

  it('gives up its settings and accounts also without the copy beside it', () => {
    rmSync(join(dataDir, 'keep.json'))
    truncateSync(database(), statSync(database()).size - 4096)
    expect(inspect()).toMatchObject(rebuilt)
  })

  it('starts empty and usable when nothing at all can be read', () => {
    rmSync(join(dataDir, 'keep.json'))
    writeFileSync(database(), Buffer.alloc(40_000, 1))
    expect(inspect()).toMatchObject({
      state: { kind: 'rebuilt' },
      accounts: [],
      conversations: 0,
      usable: true,
    })
  })

  it.each(['after little', 'after much'])('whose journal is gone lives on as it can (%s)', how => {
    const store = openTestStore(dataDir)
    for (let n = how === 'after little' ? 1 : 150; n > 0; n -= 1)
      store.write(w => {
        const [account] = listAccounts(w)
        w.prepare('UPDATE conversation SET subject = ? WHERE account_id = ?').run(
          `Subject ${n}`,
          account?.id ?? '',
        )
      })
    const original = dataDir
    dataDir = makeDataDir()
    cpSync(original, dataDir, { recursive: true })
    store.close()
    rmSync(original, { recursive: true, force: true })
    for (const name of ['parley.db-wal', 'parley.db-shm']) rmSync(join(dataDir, name))
    expect(inspect()).toMatchObject({ accounts: ['me@shop.example'], theme: 'dark', usable: true })
  })

  it('keeps at most three of its kind', () => {
    for (let round = 0; round < 5; round += 1) {
      overwrite(0, new Uint8Array(100))
      inspect()
    }
    expect(readdirSync(dataDir).filter(name => name.startsWith('damaged-'))).toHaveLength(3)
  })

  it('met while in use is checked at the next start', () => {
    const store = openTestStore(dataDir)
    const page = store.reader
      .prepare<{ rootpage: number }>("SELECT rootpage FROM sqlite_schema WHERE name = 'email_content'")
      .get()?.rootpage
    overwrite(4096 * ((page ?? 1) - 1), createRandomBytes(4096))
    expect(() => store.reader.prepare('SELECT sum(length(packed)) FROM email_content').get()).toThrowError(
      'store-damaged',
    )
    store.close()
    expect(inspect()).toMatchObject(rebuilt)
  })
})

function createRandomBytes(length: number, seed = 1): Uint8Array {
  const random = createRandom(seed)
  return Uint8Array.from({ length }, () => random.between(0, 255))
}

describe('F-23: random damage', () => {
  it.each(Array.from({ length: 200 }, (_, seed) => seed))(
    'never loses an account, and never stops the start (seed %i)',
    seed => {
      const random = createRandom(seed)
      const size = statSync(database()).size
      if (random.chance(0.3)) truncateSync(database(), random.between(0, size))
      else
        for (let n = random.between(1, 40); n > 0; n -= 1)
          overwrite(random.between(0, size - 8), createRandomBytes(random.between(1, 8), seed + n))
      const found = inspect()
      expect(found.accounts).toEqual(['me@shop.example'])
      expect(found.theme).toBe('dark')
      expect(found.drafts).toEqual(rebuilt.drafts)
      expect(found.outbox).toEqual(rebuilt.outbox)
      expect(found.usable).toBe(true)
    },
  )
})
