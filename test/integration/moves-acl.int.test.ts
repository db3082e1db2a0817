import { chmod, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { addAccount } from '#test/support/cli-account.ts'
import { type Dovecot, startDovecot } from '#test/support/dovecot.ts'
import type { DroppableCapability } from '#test/support/dovecot-config.ts'
import { judgeServer } from '#test/support/imap-judge.ts'
import { type LiveEngine, openLiveEngine } from '#test/support/live-engine.ts'
import { plainEmail } from '#test/support/plain-email.ts'
import { readRows, storeTotals } from '#test/support/store-view.ts'
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

const id = 'shared@acl.example'

/** Mailboxes whose owner has only these rights (RFC 4314; all elsewhere), and an engine that has the one unread mail. */
async function withRights(
  rights: Readonly<Record<string, string>>,
  dropCapabilities: readonly DroppableCapability[],
): Promise<LiveEngine> {
  temp = await createTempFolder('acl')
  await chmod(temp.path, 0o755)
  const file = join(temp.path, 'rights')
  const lines = Object.entries(rights).map(([mailbox, letters]) => `${mailbox} owner ${letters}\n`)
  await writeFile(file, lines.join(''), { mode: 0o644 })
  dovecot = await startDovecot({
    dropCapabilities,
    extraConfig: `mail_plugins = acl\nprotocol imap {\n mail_plugins = acl\n}\nplugin {\n acl = vfile:${file}\n}\n`,
  })
  await dovecot.deliver('INBOX', [plainEmail({ messageId: `<${id}>`, subject: 'Shared' })])
  const dataDir = join(temp.path, 'data')
  await addAccount({ port: dovecot.port, user: dovecot.user }, { dataDir })
  live = openLiveEngine({ dataDir })
  const engine = live
  const isHere = async () => readRows(dataDir, [id])[id] !== undefined && (await phase(engine)) === 'idle'
  await engine.waitFor(isHere, { what: 'the mail', timeoutMs: 30_000 })
  return engine
}

const phase = async (engine: LiveEngine) => (await engine.status())[0]?.phase
const row = () => readRows(join(temp.path, 'data'), [id])[id]

/** Where the server has the mail, with its flags. */
const onServer = async () =>
  Object.entries(await judgeServer(dovecot)).flatMap(([mailbox, { emails }]) =>
    emails.map(({ flags }) => [mailbox, ...flags.filter(flag => flag !== '\\Recent')].join(' ')),
  )

const act = (engine: LiveEngine, kind: 'archive' | 'delete' | 'mark-read') =>
  engine.ask('conversations/act', { target: { ids: [row()?.conversationId ?? ''] }, action: { kind } })

async function refusal(engine: LiveEngine) {
  const refused = async () => (await engine.ask('actions/refused', {}))[0]
  await engine.waitFor(async () => (await refused()) !== undefined, {
    what: 'the refusal',
    timeoutMs: 30_000,
  })
  return refused()
}

describe.each([
  ['with MOVE', []],
  ['without MOVE', ['MOVE']],
  ['without MOVE and UIDPLUS', ['MOVE', 'UIDPLUS']],
] as const)('on a server %s', (_server, dropCapabilities) => {
  it.each([
    ['the mailbox is for reading only', { INBOX: 'lr' }],
    ['nothing may be removed from the mailbox', { INBOX: 'lrwsip' }],
    ['nothing may be put into the target', { Archive: 'lr', Trash: 'lr' }],
  ])('a move is refused in words, and nothing is lost, where %s (RFC 4314)', async (_what, rights) => {
    const engine = await withRights(rights, dropCapabilities)
    const before = await onServer()
    expect(before).toEqual(['INBOX'])
    for (const kind of ['archive', 'delete'] as const) {
      expect(await act(engine, kind)).toMatchObject({ changed: 1 })
      const record = await refusal(engine)
      expect(record).toMatchObject({ state: 'refused', problem: { code: 'read-only' } })
      expect(await onServer()).toEqual(before)
      expect(row()).toMatchObject(kind === 'archive' ? { archived: true } : { hidden: true })
      await engine.ask('actions/settle', { id: record?.id ?? '', choice: 'undo' })
      expect(row()).toMatchObject({ archived: false, hidden: false, unread: true })
    }
    await engine.ask('sync/start', {})
    await engine.waitFor(async () => (await phase(engine)) === 'idle')
    expect([await onServer(), storeTotals(join(temp.path, 'data')).openJobs]).toEqual([before, 0])
  })
})

it('a mark is refused in words where the mailbox is for reading only (RFC 4314)', async () => {
  const engine = await withRights({ INBOX: 'lr' }, [])
  await act(engine, 'mark-read')
  const record = await refusal(engine)
  expect(record).toMatchObject({ state: 'refused', problem: { code: 'read-only' } })
  expect(await onServer()).toEqual(['INBOX'])
  await engine.ask('actions/settle', { id: record?.id ?? '', choice: 'undo' })
  expect(row()).toMatchObject({ unread: true })
})
