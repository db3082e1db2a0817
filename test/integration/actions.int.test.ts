import { afterEach, expect, it } from 'vitest'
import type { ActionResult, ConversationAction } from '#shared/actions.ts'
import type { ConversationRow } from '#shared/conversation.ts'
import { runCli } from '#test/support/cli.ts'
import { addAccount, listConversations, syncOnce } from '#test/support/cli-account.ts'
import { type Dovecot, startDovecot } from '#test/support/dovecot.ts'
import { type FaultProxy, startFaultProxy } from '#test/support/fault-proxy.ts'
import { judgeServer } from '#test/support/imap-judge.ts'
import { type LiveEngine, openLiveEngine } from '#test/support/live-engine.ts'
import { plainEmail } from '#test/support/plain-email.ts'
import { createTempFolder, type TempFolder } from '#test/support/temp-folder.ts'

let temp: TempFolder
let dovecot: Dovecot
let proxy: FaultProxy | undefined
let live: LiveEngine | undefined

afterEach(async () => {
  await live?.close()
  live = undefined
  await proxy?.stop()
  proxy = undefined
  await dovecot.stop()
  await temp.remove()
})

const subjects = ['Order', 'Invoice', 'Return', 'Refund']

/** A server with four conversations in the inbox, and an account for it here. */
async function begin(): Promise<void> {
  temp = await createTempFolder('actions')
  dovecot = await startDovecot()
  await dovecot.deliver(
    'INBOX',
    subjects.map((subject, index) => ({
      raw: plainEmail({ from: `Person ${index} <p${index}@actions.example>`, subject }),
      receivedAt: Date.now() - 60_000 * (index + 1),
    })),
  )
  proxy = await startFaultProxy({ port: dovecot.port })
  await addAccount({ port: proxy.port, user: dovecot.user }, { dataDir: temp.path })
}

/** Starts the engine; its mail is here, from the server or from before. */
async function start(): Promise<LiveEngine> {
  live = openLiveEngine({ dataDir: temp.path })
  const engine = live
  const isThere = async () =>
    (await rowsOf(engine)).length > 0 && (await engine.status())[0]?.phase === 'idle'
  await engine.waitFor(isThere, { timeoutMs: 30_000 })
  return engine
}

const rowsOf = async (engine: LiveEngine): Promise<readonly ConversationRow[]> =>
  (await engine.ask('conversations/list', { filter: { view: 'all' }, limit: 50 })).rows

async function act(
  engine: LiveEngine,
  action: ConversationAction,
  ...names: readonly string[]
): Promise<ActionResult> {
  const rows = await rowsOf(engine)
  const hidden = await engine.ask('actions/list', { limit: 50 })
  const ids = names.map(
    name =>
      rows.find(row => row.subject === name)?.id ??
      hidden.actions.find(({ subject }) => subject === name)?.conversationId ??
      name,
  )
  return engine.ask('conversations/act', { target: { ids }, action })
}

/** Subjects by mailbox, as Python's IMAP client sees the server. */
async function onServer(): Promise<Readonly<Record<string, number>>> {
  const judged = await judgeServer(dovecot)
  return Object.fromEntries(
    Object.entries(judged)
      .map(([path, { emails }]) => [path, emails.length] as const)
      .filter(([, count]) => count > 0),
  )
}
const expectServer = (expected: Readonly<Record<string, number>>) =>
  expect.poll(onServer, { timeout: 30_000, interval: 300 }).toEqual(expected)

const expectDone = async (engine: LiveEngine) =>
  expect
    .poll(async () => (await engine.ask('actions/list', { limit: 50 })).actions.map(({ state }) => state), {
      timeout: 30_000,
    })
    .not.toContain('waiting')

it('archives, deletes, undoes and does it again on the server, with restarts in between', async () => {
  await begin()
  let engine = await start()
  const archived = await act(engine, { kind: 'archive' }, 'Order', 'Invoice')
  expect(archived).toMatchObject({ changed: 2, withoutArchive: [] })
  const deleted = await act(engine, { kind: 'delete' }, 'Return')
  expect((await rowsOf(engine)).map(({ subject, archived: is }) => `${subject} ${is}`).sort()).toEqual([
    'Invoice true',
    'Order true',
    'Refund false',
  ])
  await expectServer({ INBOX: 1, Archive: 2, Trash: 1 })
  await expectDone(engine)

  await engine.close()
  engine = await start()
  expect(await engine.ask('actions/undo', { id: deleted.actionId ?? '' })).toEqual({ undone: 1 })
  expect(await engine.ask('actions/undo', { id: archived.actionId ?? '' })).toEqual({ undone: 2 })
  await expectServer({ INBOX: 4 })
  await expectDone(engine)

  await engine.close()
  engine = await start()
  const { actions } = await engine.ask('actions/list', { limit: 10 })
  const redo = actions.find(({ undoOf }) => undoOf === archived.actionId)
  expect(await engine.ask('actions/undo', { id: redo?.id ?? '' })).toEqual({ undone: 2 })
  await expectServer({ INBOX: 2, Archive: 2 })
  expect((await rowsOf(engine)).filter(row => row.archived)).toHaveLength(2)
})

it('acts offline, is killed, and tells the server when it is back', async () => {
  await begin()
  let engine = await start()
  proxy?.refuse(true)
  proxy?.cutAll()
  await engine.waitFor(async () => (await engine.status())[0]?.phase === 'waiting')
  await act(engine, { kind: 'tag', keyword: 'invoice' }, 'Invoice')
  await act(engine, { kind: 'mark-read' }, 'Order', 'Invoice')
  await act(engine, { kind: 'archive' }, 'Order', 'Invoice')
  const deleted = await act(engine, { kind: 'delete' }, 'Return', 'Invoice')
  const history = await engine.ask('actions/list', { limit: 50 })
  expect(history.actions.map(({ state }) => state)).toEqual(['waiting', 'waiting', 'waiting', 'waiting'])
  expect(await onServer()).toEqual({ INBOX: 4 })
  await engine.close()
  proxy?.refuse(false)
  engine = await start()
  await expectServer({ INBOX: 1, Archive: 1, Trash: 2 })
  await expectDone(engine)
  const flags = Object.values(await judgeServer(dovecot)).flatMap(({ emails }) =>
    emails.map(email => email.flags.filter(flag => flag !== '\\Recent').join(' ')),
  )
  expect(flags.sort()).toEqual(['', '', '\\Seen', '\\Seen invoice'])

  await engine.ask('actions/undo', { id: deleted.actionId ?? '' })
  await expectServer({ INBOX: 2, Archive: 2 })
  await expect
    .poll(async () => (await rowsOf(engine)).map(row => `${row.subject} ${row.archived} ${row.tags}`).sort())
    .toEqual(['Invoice true invoice', 'Order true ', 'Refund false ', 'Return false '])
})

it('keeps a deleted email away, until somebody puts it back', async () => {
  await begin()
  const engine = await start()
  await act(engine, { kind: 'delete' }, 'Order')
  await expectServer({ INBOX: 3, Trash: 1 })
  const { user } = dovecot
  await dovecot.doveadm('move', '-u', user.name, 'INBOX', 'mailbox', 'Trash', 'subject', 'Order')
  await engine.ask('sync/start', {})
  await expect
    .poll(async () => (await rowsOf(engine)).map(({ subject }) => subject), { timeout: 30_000 })
    .toContain('Order')
  expect(await onServer()).toEqual({ INBOX: 4 })
})

it('snoozes without telling the server, and wakes when the customer writes', async () => {
  await begin()
  const engine = await start()
  await act(engine, { kind: 'snooze', until: Date.now() + 3_600_000 }, 'Order')
  const snoozed = await engine.ask('conversations/list', { filter: { view: 'snoozed' }, limit: 5 })
  expect(snoozed.rows.map(({ subject }) => subject)).toEqual(['Order'])
  const { emails } = await engine.ask('conversations/get', { id: snoozed.rows[0]?.id ?? '' })
  const reply = plainEmail({
    from: 'Person 0 <p0@actions.example>',
    subject: 'Re: Order',
    inReplyTo: `<${emails[0]?.messageId}>`,
  })
  await dovecot.deliver('INBOX', [{ raw: reply, receivedAt: Date.now() }])
  await engine.waitFor(
    async () => (await rowsOf(engine)).find(({ subject }) => subject === 'Order')?.snoozedUntil === null,
    { timeoutMs: 30_000 },
  )
  expect((await rowsOf(engine))[0]).toMatchObject({ subject: 'Order', emailCount: 2, archived: false })
})

it('does all of it from the command line', async () => {
  await begin()
  const options = { dataDir: temp.path }
  await syncOnce(options)
  const [first, second] = await listConversations(options)
  const ids = [first?.id ?? '', second?.id ?? '']
  const { values } = await runCli(['archive', ...ids, '--sync'], options)
  const done = values.at(-1) as ActionResult
  expect(done).toMatchObject({ changed: 2, withoutArchive: [] })
  expect(await onServer()).toEqual({ INBOX: 2, Archive: 2 })
  expect(await listConversations(options, '--archived')).toHaveLength(2)
  const found = (await runCli(['search', 'from:p1'], options)).values
  expect(found).toMatchObject([{ subject: 'Invoice' }])
  await runCli(['undo', done.actionId ?? '', '--sync'], options)
  expect(await onServer()).toEqual({ INBOX: 4 })
  await runCli(['mark', 'read', ids[0] ?? ''], options)
  expect(await listConversations(options, '--read')).toMatchObject([{ id: ids[0] }])
  const history = (await runCli(['history'], options)).values
  expect(history).toMatchObject([
    { action: { kind: 'mark-read' }, state: 'waiting' },
    { action: { kind: 'unarchive' }, undoOf: done.actionId },
    { action: { kind: 'archive' }, count: 2, undoable: false },
  ])
})
