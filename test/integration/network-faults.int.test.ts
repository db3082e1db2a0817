import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { compareWithServer } from '#test/support/agreement.ts'
import { type CliOptions, startCli } from '#test/support/cli.ts'
import { addAccount, syncOnce } from '#test/support/cli-account.ts'
import type { Dovecot } from '#test/support/dovecot.ts'
import { type FaultProxy, startFaultProxy } from '#test/support/fault-proxy.ts'
import type { Fault } from '#test/support/fault-rules.ts'
import { judgeServer } from '#test/support/imap-judge.ts'
import { type LiveEngine, openLiveEngine } from '#test/support/live-engine.ts'
import { plainEmail } from '#test/support/plain-email.ts'
import { createRandom } from '#test/support/random.ts'
import { serveMailbox } from '#test/support/served-mailbox.ts'
import { readStore, storeTotals } from '#test/support/store-view.ts'
import { createTempFolder, type TempFolder } from '#test/support/temp-folder.ts'

let temp: TempFolder
let dovecot: Dovecot
let proxy: FaultProxy
let live: LiveEngine | undefined

async function setUp(count: number, seed = 1) {
  temp = await createTempFolder('faults')
  dovecot = (await serveMailbox({ count })).dovecot
  proxy = await startFaultProxy({ port: dovecot.port, seed })
  await addAccount({ port: proxy.port, user: dovecot.user }, { dataDir: temp.path })
}
beforeEach(() => {
  live = undefined
})
afterEach(async () => {
  await live?.close()
  await proxy.stop()
  await dovecot.stop()
  await temp.remove()
})

const disagreements = async () => compareWithServer(await judgeServer(dovecot), readStore(temp.path))
const emailCount = async (engine: LiveEngine) => (await engine.ask('accounts/list', {}))[0]?.emailCount ?? 0

describe('a line that fails', () => {
  const faults: readonly (readonly [string, Fault])[] = [
    ['is cut', { kind: 'cut' }],
    ['is reset', { kind: 'reset' }],
    ['is closed by the server’s side only', { kind: 'half-close' }],
    ['carries wrong bytes', { kind: 'corrupt', bytes: 40 }],
  ]
  it.each(faults)('%s at seeded bytes, and the mail is whole in the end (F-10)', async (_what, fault) => {
    await setUp(250, 11)
    const cli: CliOptions = { dataDir: temp.path, timeoutMs: 100_000 }
    for (let round = 0; round < 5; round += 1) {
      const remove = proxy.add({
        direction: 'to-client',
        afterBytes: { from: 600, to: 900_000 },
        fault,
        times: 1,
      })
      const result = await startCli(['sync', '--once', '--bodies', 'all'], cli).ended
      expect(result.killedBy).toBeNull()
      expect(result.messages).not.toMatch(/Something unexpected/)
      remove()
    }
    expect(proxy.events.some(({ what }) => what === 'fault')).toBe(true)
    await syncOnce(cli)
    if (fault.kind !== 'corrupt') expect(await disagreements()).toEqual([])
    // Without TLS nobody can tell a wrong byte in a mail from a right one; what can be told is told.
    else expect(storeTotals(cli.dataDir).emailsWithoutCopy).toBe(0)
  })
})

describe('a peer that is gone without a word', () => {
  it('is noticed within a minute while an answer is due, and the sync goes on (F-11)', async () => {
    await setUp(200)
    proxy.add({ direction: 'to-client', afterBytes: 150_000, fault: { kind: 'blackhole' }, times: 1 })
    live = openLiveEngine({ dataDir: temp.path })
    const engine = live
    const startedAt = performance.now()
    await engine.waitFor(async () => (await emailCount(engine)) === 200, {
      what: 'all messages in spite of the silence',
      timeoutMs: 110_000,
    })
    expect(performance.now() - startedAt).toBeLessThan(95_000)
    expect(proxy.events.some(({ detail }) => detail === 'blackhole')).toBe(true)
  })
})

describe('a slow line', () => {
  it('is not taken for a dead one while bytes arrive (F-12)', async () => {
    await setUp(40)
    proxy.add({ direction: 'to-client', fault: { kind: 'throttle', bytesPerSecond: 16_000 } })
    proxy.add({ direction: 'to-server', fault: { kind: 'delay', ms: 300 } })
    const { emails } = await syncOnce({ dataDir: temp.path, timeoutMs: 110_000 }, 'none')
    expect(emails).toBe(40)
    expect(proxy.connections()).toBe(1)
  })
})

describe('another client at work during the first sync', () => {
  it('never confuses one message with another (F-18)', async () => {
    await setUp(1_200)
    const random = createRandom(18)
    const user = dovecot.user.name
    live = openLiveEngine({ dataDir: temp.path })
    const engine = live
    for (let act = 0; act < 40; act += 1) {
      const from = random.between(1, 500)
      const range = [
        'mailbox',
        random.pick(['INBOX', 'Sent']),
        'uid',
        `${from}:${from + random.between(0, 4)}`,
      ]
      const deed = random.pick(['expunge', 'flag', 'move', 'deliver'])
      if (deed === 'expunge') await dovecot.doveadm('expunge', '-u', user, ...range)
      else if (deed === 'flag') await dovecot.doveadm('flags', 'add', '-u', user, '\\Flagged', ...range)
      else if (deed === 'move') await dovecot.doveadm('move', '-u', user, 'Archive', ...range)
      else await dovecot.deliver('INBOX', [plainEmail(), plainEmail()])
    }
    await engine.ask('sync/start', {})
    await engine.waitFor(
      async () => {
        const [status] = await engine.status()
        return status?.phase === 'idle' && (await disagreements()).length === 0
      },
      { what: 'agreement with the server', timeoutMs: 90_000, everyMs: 1_000 },
    )
    expect(storeTotals(temp.path)).toMatchObject({ emailsWithoutCopy: 0, openJobs: 0 })
  })
})
