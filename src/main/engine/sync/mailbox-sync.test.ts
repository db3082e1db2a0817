import { afterEach, beforeEach, expect, test } from 'vitest'
import { createEvents } from '#engine/events.ts'
import { connectImap, type ImapConnection } from '#engine/mail/imap/connection.ts'
import type { MailReader } from '#engine/mail/mime/reader.ts'
import { copyUids } from '#engine/store/copies.ts'
import { findMailbox, setMailboxState } from '#engine/store/mailboxes.ts'
import {
  addTestAccount,
  addTestConversation,
  createTestStore,
  deliver,
  noon,
  type TestStore,
  testEmail,
} from '#engine/store/test-store.ts'
import { silentLog } from '#shared/log.ts'
import { type FakeImap, type ImapScript, startFakeImap } from '#test/support/fake-imap.ts'
import { syncMailbox } from './mailbox-sync.ts'

const { signal } = new AbortController()

/** What the server answers, beside two messages of which one is known. */
type Server = { messages: number; uidNext: number; beforeFlags: () => void }

let kept: TestStore
let account: ReturnType<typeof addTestAccount>
let fake: FakeImap
let connection: ImapConnection
let server: Server

const script: ImapScript = (command, session) => {
  if (command.name === 'SELECT') {
    session.send(`* ${server.messages} EXISTS`)
    session.send('* OK [UIDVALIDITY 7] valid')
    session.send(`* OK [UIDNEXT ${server.uidNext}] next`)
    session.done(command, 'OK [READ-WRITE] selected')
    return true
  }
  if (command.name !== 'UID FETCH') return false
  server.beforeFlags()
  session.send('* 1 FETCH (UID 1 FLAGS (\\Seen))')
  session.done(command)
  return true
}

beforeEach(async () => {
  kept = createTestStore()
  account = kept.store.write(w => addTestAccount(w))
  server = { messages: 1, uidNext: 2, beforeFlags: () => {} }
  fake = await startFakeImap({ script })
  const place = { host: '127.0.0.1', port: fake.port, security: 'none', user: 'me' } as const
  connection = await connectImap({ server: place, password: 'secret' }, { signal })
  store(1)
  const state = { uidValidity: '7', uidNext: 2, backfillUid: null }
  kept.store.write(w => setMailboxState(w, account.mailboxes.inbox, state))
})
afterEach(async () => {
  connection.close()
  await fake.stop()
  kept.remove()
})

function store(uid: number): void {
  kept.store.write(w => {
    const { key } = addTestConversation(w, account)
    deliver(w, testEmail(account, key), [{ mailbox: account.mailboxes.inbox, uid }])
  })
}

async function sync() {
  const events = createEvents({ counts: () => ({ total: 0, active: 0, archived: 0, snoozed: 0, unread: 0 }) })
  const reader: MailReader = { parse: async () => [], close: async () => {} } as unknown as MailReader // reads nothing here
  const deps = { store: kept.store, reader, events, log: silentLog, clock: { now: () => noon } }
  const result = await syncMailbox(deps, connection, account.mailboxes.inbox, { signal })
  events.close()
  return result
}

const uids = () => copyUids(kept.store.reader, account.mailboxes.inbox, 1, 4_294_967_295)

test('mail that the watching connection stores while flags are compared stays', async () => {
  server.beforeFlags = () => store(2)
  expect(await sync()).toMatchObject({ removed: 0, updated: 1 })
  expect(uids()).toEqual([1, 2])
})

test('mail that vanished goes', async () => {
  store(5)
  kept.store.write(w => setMailboxState(w, account.mailboxes.inbox, { uidNext: 6 }))
  server.uidNext = 6
  expect(await sync()).toMatchObject({ removed: 1 })
  expect(uids()).toEqual([1])
})

test('mail that is not here although everything was fetched is looked for again', async () => {
  server.messages = 2
  server.uidNext = 3
  kept.store.write(w => setMailboxState(w, account.mailboxes.inbox, { uidNext: 3 }))
  await sync()
  expect(findMailbox(kept.store.reader, account.mailboxes.inbox)?.backfillUid).toBe(3)
})
