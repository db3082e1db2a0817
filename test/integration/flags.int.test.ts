import { afterEach, expect, it } from 'vitest'
import { addAccount } from '#test/support/cli-account.ts'
import { type Dovecot, startDovecot } from '#test/support/dovecot.ts'
import { type FaultProxy, startFaultProxy } from '#test/support/fault-proxy.ts'
import { judgeServer } from '#test/support/imap-judge.ts'
import { type LiveEngine, openLiveEngine } from '#test/support/live-engine.ts'
import { plainEmail } from '#test/support/plain-email.ts'
import { createTempFolder, type TempFolder } from '#test/support/temp-folder.ts'

let temp: TempFolder
let dovecot: Dovecot
let proxy: FaultProxy
let live: LiveEngine | undefined

afterEach(async () => {
  await live?.close()
  await proxy.stop()
  await dovecot.stop()
  await temp.remove()
})

type Combination = {
  readonly name: string
  readonly seen: boolean
  readonly here: 'read' | 'unread' | 'nothing'
  readonly there: 'add' | 'remove' | 'nothing'
}

const combinations: readonly Combination[] = [true, false].flatMap(seen =>
  (['read', 'unread', 'nothing'] as const).flatMap(here =>
    (['add', 'remove', 'nothing'] as const).map(there => ({
      name: `Case ${seen ? 'seen' : 'unseen'}-${here}-${there}`,
      seen,
      here,
      there,
    })),
  ),
)

/** What a person expects: their own last word on a flag, else what others said, else what was. */
function expectedSeen({ seen, here, there }: Combination): boolean {
  // A mark that changes nothing here is no word: the mail had that state already.
  if (here === 'read' && !seen) return true
  if (here === 'unread' && seen) return false
  return there === 'nothing' ? seen : there === 'add'
}

it('merges flags that changed on both sides while the line was down (F-32)', async () => {
  temp = await createTempFolder('flags')
  dovecot = await startDovecot()
  await dovecot.deliver(
    'INBOX',
    combinations.map(({ name, seen }, index) => ({
      raw: plainEmail({ from: `Person ${index} <p${index}@flags.example>`, subject: name }),
      flags: seen ? ['\\Seen'] : ['\\Answered'],
      receivedAt: Date.now() - 60_000 * (combinations.length - index),
    })),
  )
  proxy = await startFaultProxy({ port: dovecot.port })
  await addAccount({ port: proxy.port, user: dovecot.user }, { dataDir: temp.path })
  live = openLiveEngine({ dataDir: temp.path })
  const engine = live
  const rows = async () =>
    (await engine.ask('conversations/list', { filter: { view: 'active' }, limit: 50 })).rows
  const phase = async () => (await engine.status())[0]?.phase
  await engine.waitFor(
    async () => (await rows()).length === combinations.length && (await phase()) === 'idle',
  )

  proxy.refuse(true)
  proxy.cutAll()
  await engine.waitFor(async () => (await phase()) === 'waiting')
  const ids = new Map((await rows()).map(({ subject, id }) => [subject, id]))
  const uids = new Map<string, number>()
  const before = (await judgeServer(dovecot))['INBOX']?.emails ?? []
  const all = await engine.ask('conversations/list', { filter: { view: 'active' }, limit: 50 })
  for (const { id, subject } of all.rows) {
    const { emails } = await engine.ask('conversations/get', { id })
    const uid = before.find(
      ({ messageId }) => messageId?.replace(/[<>]/g, '') === emails[0]?.messageId?.replace(/[<>]/g, ''),
    )?.uid
    uids.set(subject, uid ?? 0)
  }
  for (const { name, here, there } of combinations) {
    if (here !== 'nothing')
      await engine.ask('conversations/mark', { ids: [ids.get(name) ?? ''], read: here === 'read' })
    const where = ['mailbox', 'INBOX', 'uid', String(uids.get(name))]
    if (there !== 'nothing')
      await dovecot.doveadm('flags', there, '-u', dovecot.user.name, '\\Seen', ...where)
    await dovecot.doveadm('flags', 'add', '-u', dovecot.user.name, '\\Flagged', ...where)
  }

  proxy.refuse(false)
  await engine.ask('sync/start', {})
  const expected = combinations.map(combination => `${combination.name}: ${expectedSeen(combination)}`).sort()
  const onServer = async () => {
    const judged = (await judgeServer(dovecot))['INBOX']?.emails ?? []
    return combinations
      .map(
        ({ name }) =>
          `${name}: ${judged.find(({ uid }) => uid === uids.get(name))?.flags.includes('\\Seen')}`,
      )
      .sort()
  }
  const onScreen = async () =>
    (await rows()).map(({ subject, unreadCount }) => `${subject}: ${unreadCount === 0}`).sort()
  await expect.poll(onServer, { timeout: 40_000, interval: 500 }).toEqual(expected)
  await expect.poll(onScreen, { timeout: 20_000, interval: 200 }).toEqual(expected)
  const flags = ((await judgeServer(dovecot))['INBOX']?.emails ?? []).map(email => email.flags)
  expect(flags.every(list => list.includes('\\Flagged'))).toBe(true)
  expect(flags.filter(list => list.includes('\\Answered'))).toHaveLength(combinations.length / 2)
})
