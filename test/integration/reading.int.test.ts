import { readFile } from 'node:fs/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { dayMs } from '#shared/time.ts'
import { addAccount, syncOnce } from '#test/support/cli-account.ts'
import { type Dovecot, startDovecot } from '#test/support/dovecot.ts'
import { type FaultProxy, startFaultProxy } from '#test/support/fault-proxy.ts'
import { type LiveEngine, openLiveEngine } from '#test/support/live-engine.ts'
import { plainEmail } from '#test/support/plain-email.ts'
import { createTempFolder, type TempFolder } from '#test/support/temp-folder.ts'

const words = 'The whole story, told at length.\r\n'.repeat(4_000)
const long = plainEmail({ subject: 'Long', text: `${words}THE END`, sentAt: Date.now() - 400 * dayMs })

let temp: TempFolder
let dovecot: Dovecot
let proxy: FaultProxy
let live: LiveEngine | undefined

beforeEach(async () => {
  temp = await createTempFolder('reading')
  dovecot = await startDovecot()
  await dovecot.deliver('INBOX', [long])
  proxy = await startFaultProxy({ port: dovecot.port })
  const id = await addAccount({ port: proxy.port, user: dovecot.user }, { dataDir: temp.path })
  await syncOnce({ dataDir: temp.path }, 'none')
  const settings = openLiveEngine({ dataDir: temp.path, start: false })
  await settings.ask('accounts/body-window', { id, bodyWindow: 'month' })
  await settings.close()
})
afterEach(async () => {
  await live?.close()
  live = undefined
  await proxy.stop()
  await dovecot.stop()
  await temp.remove()
})

const open = () => {
  live = openLiveEngine({ dataDir: temp.path, password: dovecot.user.password })
  return live
}
const firstEmail = async (engine: LiveEngine) => {
  const { rows } = await engine.ask('conversations/list', { filter: { view: 'active' }, limit: 5 })
  const { emails } = await engine.ask('conversations/get', { id: rows[0]?.id ?? '' })
  const [email] = emails
  if (email === undefined) throw new Error('nothing listed')
  return email
}
const settles = (engine: LiveEngine, phase: string) =>
  engine.waitFor(async () => (await engine.status())[0]?.phase === phase, {
    what: `the account to be ${phase}`,
    timeoutMs: 40_000,
  })

describe('an email whose body is not whole on this computer', () => {
  it('is kept in mind while offline, over a restart, and arrives by itself', async () => {
    proxy.refuse(true)
    const offline = open()
    await settles(offline, 'waiting')
    const { id, bodyState } = await firstEmail(offline)
    expect(bodyState).toBe('partial')
    await expect(offline.ask('emails/body', { emailId: id })).rejects.toMatchObject({ code: 'offline' })
    await offline.close()

    proxy.refuse(false)
    const online = open()
    await online.waitFor(async () => (await firstEmail(online)).bodyState === 'present', {
      what: 'the body to arrive',
    })
    expect((await firstEmail(online)).text).toContain('THE END')
    expect(online.events.some(event => event.type === 'state-change')).toBe(true)
    await settles(online, 'idle')
    expect((await online.ask('doctor', {})).jobs).toEqual({ ready: 0, failed: 0 })
  })

  it('stays in part where nobody asked for it', async () => {
    const online = open()
    await settles(online, 'idle')
    expect((await firstEmail(online)).bodyState).toBe('partial')
  })
})

describe('an email saved as a file', () => {
  it('is byte for byte what the server has', async () => {
    const online = open()
    await settles(online, 'idle')
    const { id } = await firstEmail(online)
    const done: number[] = []
    const file = await online.ask(
      'emails/file',
      { emailId: id },
      ({ doneBytes }) => void done.push(doneBytes),
    )
    expect((await readFile(file.path)).equals(Buffer.from(long))).toBe(true)
    expect(file.name).toBe('Long.eml')
    expect(done.at(-1)).toBe(long.length)
  })
})
