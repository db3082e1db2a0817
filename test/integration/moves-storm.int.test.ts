import { fileURLToPath } from 'node:url'
import { afterEach, expect, it } from 'vitest'
import { compareWithServer } from '#test/support/agreement.ts'
import { runWithInput } from '#test/support/child-process.ts'
import { addAccount } from '#test/support/cli-account.ts'
import { type Dovecot, startDovecot } from '#test/support/dovecot.ts'
import type { DroppableCapability } from '#test/support/dovecot-config.ts'
import { judgeServer } from '#test/support/imap-judge.ts'
import { type LiveEngine, openLiveEngine } from '#test/support/live-engine.ts'
import { plainEmail } from '#test/support/plain-email.ts'
import { createRandom } from '#test/support/random.ts'
import { readRows, readStore, storeTotals } from '#test/support/store-view.ts'
import { createTempFolder, type TempFolder } from '#test/support/temp-folder.ts'

/** Two minutes, as threats.md says: `PARLEY_STORM_SECONDS=120 npm test -- integration moves-storm`. */
const seconds = Number(process.env['PARLEY_STORM_SECONDS'] ?? 15)
const perSecond = 50

let temp: TempFolder
let dovecot: Dovecot
let live: LiveEngine | undefined

afterEach(async () => {
  await live?.close()
  live = undefined
  await dovecot.stop()
  await temp.remove()
})

const ids = Array.from({ length: 24 }, (_, at) => `ours${at}@storm.example`)

it.each([
  ['with all extensions', []],
  ['without extensions', ['CONDSTORE', 'QRESYNC', 'ENABLE', 'MOVE', 'IDLE']],
] as const)(
  'F-18: ends in agreement with a server %s on which another client does 50 things a second while we act',
  async (_name, dropCapabilities: readonly DroppableCapability[]) => {
    temp = await createTempFolder('storm')
    dovecot = await startDovecot({ dropCapabilities })
    await dovecot.deliver('INBOX', [
      ...ids.map((id, at) =>
        plainEmail({ from: `P ${at} <p${at}@storm.example>`, subject: `Ours ${at}`, messageId: `<${id}>` }),
      ),
      ...Array.from({ length: 200 }, () => plainEmail()),
    ])
    await addAccount({ port: dovecot.port, user: dovecot.user }, { dataDir: temp.path })
    live = openLiveEngine({ dataDir: temp.path })
    const engine = live
    await engine.waitFor(() => Object.keys(readRows(temp.path, ids)).length === ids.length, {
      what: 'our mail',
    })
    const rows = readRows(temp.path, ids)
    const script = fileURLToPath(new URL('../support/imap-storm.py', import.meta.url))
    const { host, port, user } = dovecot
    const input = { host, port, user: user.name, password: user.password, seed: 18, perSecond, seconds }
    let isOver = false
    const storm = runWithInput('python3', [script], JSON.stringify(input)).finally(() => {
      isOver = true
    })

    const random = createRandom(18)
    const places = new Map(ids.map(id => [id, 'INBOX']))
    let ours = 0
    while (!isOver) {
      const id = random.pick(ids)
      const isThere = places.get(id) === 'INBOX'
      const kind = isThere ? ('archive' as const) : ('unarchive' as const)
      const { changed } = await engine.ask('conversations/act', {
        target: { ids: [rows[id]?.conversationId ?? ''] },
        action: { kind },
      })
      if (changed === 1) places.set(id, isThere ? 'Archive' : 'INBOX')
      ours += changed
      if (random.chance(0.1)) await engine.ask('sync/start', {})
      await engine.waitFor(() => storeTotals(temp.path).openJobs < 6, {
        timeoutMs: 60_000,
        what: 'the queue',
      })
    }
    const { acts } = JSON.parse(await storm) as { readonly acts: number }
    expect(acts).toBeGreaterThan(seconds * perSecond * 0.5)
    expect(ours).toBeGreaterThan(seconds)

    const disagreements = async () => compareWithServer(await judgeServer(dovecot), readStore(temp.path))
    await engine.ask('sync/start', {})
    await engine.waitFor(
      async () => {
        const [status] = await engine.status()
        if (status?.phase !== 'idle' || storeTotals(temp.path).openJobs > 0) return false
        if ((await disagreements()).length === 0) return true
        await engine.ask('sync/start', {})
        return false
      },
      { what: 'agreement with the server', timeoutMs: 60_000, everyMs: 500 },
    )
    const judged = await judgeServer(dovecot)
    const found = ids.map(id => ({
      id,
      there: Object.entries(judged).flatMap(([mailbox, { emails }]) =>
        emails.flatMap(({ messageId }) => (messageId === `<${id}>` ? [mailbox] : [])),
      ),
    }))
    expect(found).toEqual(ids.map(id => ({ id, there: [places.get(id)] })))
    expect(storeTotals(temp.path)).toMatchObject({ emailsWithoutCopy: 0, openJobs: 0 })
  },
  seconds * 2_000 + 200_000,
)
