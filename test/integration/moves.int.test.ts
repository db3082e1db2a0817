import { afterEach, expect, it } from 'vitest'
import { compareWithServer } from '#test/support/agreement.ts'
import { addAccount } from '#test/support/cli-account.ts'
import { type Dovecot, type DovecotOptions, startDovecot } from '#test/support/dovecot.ts'
import { judgeServer } from '#test/support/imap-judge.ts'
import { type LiveEngine, openLiveEngine } from '#test/support/live-engine.ts'
import { plainEmail } from '#test/support/plain-email.ts'
import { readRows, readStore, storeTotals } from '#test/support/store-view.ts'
import { createTempFolder, type TempFolder } from '#test/support/temp-folder.ts'

let temp: TempFolder
let dovecot: Dovecot
let live: LiveEngine | undefined

afterEach(async () => {
  await live?.close()
  live = undefined
  await dovecot.stop()
  await temp.remove()
})

const ids = ['short@moves.example', 'long@moves.example']

/** A server with a short mail and one whose end is not in its first piece, and an engine that has both. */
async function withMail(options: DovecotOptions): Promise<LiveEngine> {
  temp = await createTempFolder('moves')
  dovecot = await startDovecot(options)
  await dovecot.deliver('INBOX', [
    plainEmail({ messageId: `<${ids[0]}>` }),
    plainEmail({
      messageId: `<${ids[1]}>`,
      from: 'Bo <bo@moves.example>',
      text: 'A long story. '.repeat(9_000),
    }),
  ])
  await addAccount({ port: dovecot.port, user: dovecot.user }, { dataDir: temp.path })
  live = openLiveEngine({ dataDir: temp.path })
  const engine = live
  await engine.waitFor(() => Object.keys(readRows(temp.path, ids)).length === ids.length, {
    what: 'all mail',
  })
  await engine.waitFor(async () => (await engine.status())[0]?.phase === 'idle', { what: 'the first sync' })
  return engine
}

const act = (engine: LiveEngine, kind: 'archive' | 'unarchive' | 'delete' | 'undelete') => {
  const rows = readRows(temp.path, ids)
  const target = { ids: ids.flatMap(id => rows[id]?.conversationId ?? []) }
  return engine.ask('conversations/act', { target, action: { kind } })
}

async function settle(engine: LiveEngine): Promise<void> {
  await engine.ask('sync/start', {})
  await engine.waitFor(
    async () => {
      const [status] = await engine.status()
      if (status?.phase !== 'idle' || storeTotals(temp.path).openJobs > 0) return false
      return compareWithServer(await judgeServer(dovecot), readStore(temp.path)).length === 0
    },
    { what: 'agreement with the server', timeoutMs: 30_000, everyMs: 200 },
  )
}

const placesOf = async (id: string) =>
  Object.entries(await judgeServer(dovecot)).flatMap(([mailbox, { emails }]) =>
    emails.flatMap(({ messageId }) => (messageId === `<${id}>` ? [mailbox] : [])),
  )

it.each([
  ['with MOVE', []],
  ['without extensions', ['CONDSTORE', 'QRESYNC', 'ENABLE', 'MOVE', 'UIDPLUS', 'IDLE']],
] as const)(
  'on a server %s, mail that is moved never leaves the list, is not fetched again, and is no news',
  async (_name, dropCapabilities) => {
    const engine = await withMail({ dropCapabilities, rawLog: true })
    // The rest of the long mail; beginnings are asked for whenever the inbox may have something new.
    const bodies = async () => ((await dovecot.wire()).match(/BODY\.PEEK\[[\d.]+\]/g) ?? []).length
    await engine.waitFor(() => {
      const copies = Object.values(readStore(temp.path)).flatMap(mailbox => mailbox.copies)
      return copies.every(({ bodyState }) => bodyState === 'present')
    })
    await settle(engine)
    const before = await bodies()
    expect(before).toBeGreaterThan(0)
    const lapses: string[] = []
    const watch = setInterval(() => {
      for (const [id, { hidden, unread }] of Object.entries(readRows(temp.path, ids)))
        if (hidden || !unread) lapses.push(`${id} ${hidden ? 'is gone' : 'is read'}`)
    }, 5)
    try {
      for (const [kind, mailbox] of [
        ['archive', 'Archive'],
        ['unarchive', 'INBOX'],
        ['archive', 'Archive'],
      ] as const) {
        expect(await act(engine, kind)).toMatchObject({ changed: 2 })
        await settle(engine)
        expect([await placesOf(ids[0] ?? ''), await placesOf(ids[1] ?? '')]).toEqual([[mailbox], [mailbox]])
      }
    } finally {
      clearInterval(watch)
    }
    expect(lapses).toEqual([])
    expect(await bodies()).toBe(before)
    const announced = engine.events.flatMap(event => (event.type === 'state-change' ? event.newMail : []))
    expect(announced).toEqual([])
  },
)

it('makes an archive in the user’s own namespace, subscribed, once that is agreed', async () => {
  const engine = await withMail({
    extraConfig:
      'namespace inbox {\n prefix = INBOX.\n separator = .\n mailbox Archive {\n  auto = no\n }\n}\n',
  })
  const [account] = await engine.ask('accounts/list', {})
  const accountId = account?.id ?? ''
  expect(await act(engine, 'archive')).toMatchObject({ changed: 0, withoutArchive: [accountId] })
  await engine.ask('accounts/create-archive', { accountId })
  expect(await act(engine, 'archive')).toMatchObject({ changed: 2, withoutArchive: [] })
  await settle(engine)
  expect(await placesOf(ids[0] ?? '')).toEqual(['INBOX.Archive'])
  const subscribed = await dovecot.doveadm('mailbox', 'list', '-s', '-u', dovecot.user.name)
  expect(subscribed.split('\n')).toContain('INBOX.Archive')
})

it('keeps a move that the server refuses for good, says why, and tries again when asked', async () => {
  const engine = await withMail({ quotaKilobytes: 300, dropCapabilities: ['MOVE'] })
  const [account] = await engine.ask('accounts/list', {})
  expect(account).toBeDefined()
  await dovecot.deliver('INBOX', [plainEmail({ text: 'x'.repeat(160_000) })])
  expect(await act(engine, 'archive')).toMatchObject({ changed: 2 })
  const refused = () => engine.ask('actions/refused', {})
  await engine.waitFor(async () => (await refused()).length === 1, { what: 'the refusal', timeoutMs: 20_000 })
  const [record] = await refused()
  expect(record).toMatchObject({ state: 'refused', problem: { code: 'over-quota' } })
  const rows = readRows(temp.path, ids)
  expect(ids.map(id => rows[id]?.archived)).toEqual([true, true])
  await dovecot.doveadm('expunge', '-u', dovecot.user.name, 'mailbox', 'INBOX', 'larger', '150000')
  await engine.ask('actions/settle', { id: record?.id ?? '', choice: 'retry' })
  await settle(engine)
  expect(await placesOf(ids[1] ?? '')).toEqual(['Archive'])
  expect(await refused()).toEqual([])
})
