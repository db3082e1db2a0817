import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { addAccount } from '#test/support/cli-account.ts'
import { type Dovecot, type DovecotOptions, startDovecot } from '#test/support/dovecot.ts'
import { type FaultProxy, startFaultProxy } from '#test/support/fault-proxy.ts'
import { judgeServer } from '#test/support/imap-judge.ts'
import { type LiveEngine, openLiveEngine } from '#test/support/live-engine.ts'
import { plainEmail } from '#test/support/plain-email.ts'
import { createTempFolder, type TempFolder } from '#test/support/temp-folder.ts'

let temp: TempFolder
let dovecot: Dovecot
let proxy: FaultProxy | undefined
let live: LiveEngine | undefined

beforeEach(async () => {
  temp = await createTempFolder('live')
})
afterEach(async () => {
  await live?.close()
  await proxy?.stop()
  await dovecot.stop()
  await temp.remove()
  live = undefined
  proxy = undefined
})

/** A server with one message, reached through a proxy, and an engine that has synced it. */
async function connect(options: DovecotOptions = {}, password = 'secret') {
  dovecot = await startDovecot(options)
  await dovecot.deliver('INBOX', [plainEmail({ subject: 'First' })])
  proxy = await startFaultProxy({ port: dovecot.port })
  await addAccount({ port: proxy.port, user: { ...dovecot.user, password } }, { dataDir: temp.path })
  live = openLiveEngine({ dataDir: temp.path, password })
  return { live, proxy }
}

const subjects = async (engine: LiveEngine) =>
  (
    await engine.ask('conversations/list', {
      filter: { view: 'active' },
      limit: 50,
    })
  ).rows.map(({ subject }) => subject)

const phase = async (engine: LiveEngine) => (await engine.status())[0]?.phase
const arrives = (engine: LiveEngine, subject: string) =>
  engine.waitFor(async () => (await subjects(engine)).includes(subject), { what: `"${subject}" in the list` })
const settles = (engine: LiveEngine, wanted: string) =>
  engine.waitFor(async () => (await phase(engine)) === wanted, {
    what: `the account to be ${wanted}`,
    timeoutMs: 40_000,
  })
const flagsOf = async (subject: string) => {
  const judged = await judgeServer(dovecot)
  return { subject, flags: judged['INBOX']?.emails.map(({ flags }) => flags.join(' ')) }
}

describe('an account that is watched', () => {
  it('shows new mail, flags and expunges of others without being asked', async () => {
    const { live } = await connect()
    await arrives(live, 'First')
    await settles(live, 'idle')
    await dovecot.deliver('INBOX', [plainEmail({ subject: 'Second' })])
    await arrives(live, 'Second')
    const unread = async () => (await live.ask('conversations/counts', {})).unread
    expect(await unread()).toBe(2)
    await dovecot.doveadm('flags', 'add', '-u', dovecot.user.name, '\\Seen', 'mailbox', 'INBOX', 'uid', '1')
    await live.waitFor(async () => (await unread()) === 1, { what: 'one unread conversation' })
    await dovecot.doveadm('expunge', '-u', dovecot.user.name, 'mailbox', 'INBOX', 'uid', '1')
    await live.waitFor(async () => !(await subjects(live)).includes('First'), { what: 'the first to go' })
  })

  it('keeps a conversation whose mail another program moves to the archive', async () => {
    const { live } = await connect()
    await arrives(live, 'First')
    await settles(live, 'idle')
    const rows = async (view: 'active' | 'archived') =>
      (await live.ask('conversations/list', { filter: { view }, limit: 5 })).rows
    const id = (await rows('active'))[0]?.id
    const user = dovecot.user.name
    await dovecot.doveadm('mailbox', 'create', '-u', user, 'Put away').catch(() => undefined)
    await dovecot.doveadm('move', '-u', user, 'Put away', 'mailbox', 'INBOX', 'uid', '1')
    await live.waitFor(async () => (await rows('archived')).length === 1, { what: 'the archived row' })
    expect((await rows('archived'))[0]?.id).toBe(id)
    expect(await rows('active')).toEqual([])
  })

  it('pushes a mark to the server, also one made while the server was away', async () => {
    const { live } = await connect()
    await arrives(live, 'First')
    await settles(live, 'idle')
    const list = await live.ask('conversations/list', { filter: { view: 'active' }, limit: 5 })
    const ids = list.rows.map(({ id }) => id)
    await live.ask('conversations/mark', { ids, read: true })
    await live.waitFor(async () => (await flagsOf('First')).flags?.[0] === '\\Seen', {
      what: '\\Seen on the server',
    })
    await dovecot.halt()
    await settles(live, 'waiting')
    await live.ask('conversations/mark', { ids, read: false })
    await dovecot.restart()
    await live.ask('sync/start', {})
    await live.waitFor(async () => (await flagsOf('First')).flags?.[0] === '', {
      what: '\\Seen taken back',
      timeoutMs: 40_000,
    })
  })

  it('says since when it is offline, keeps showing mail, and recovers when asked', async () => {
    const { live } = await connect()
    await arrives(live, 'First')
    await settles(live, 'idle')
    await dovecot.halt()
    await settles(live, 'waiting')
    const [status] = await live.status()
    expect(status?.offlineSince).toBeGreaterThan(Date.now() - 60_000)
    expect(await subjects(live)).toEqual(['First'])
    await dovecot.restart()
    await dovecot.deliver('INBOX', [plainEmail({ subject: 'After the break' })])
    await live.ask('sync/start', {})
    await arrives(live, 'After the break')
    await settles(live, 'idle')
  })

  it('comes back by itself after a connection is cut in the middle of a message', async () => {
    const { live, proxy } = await connect()
    await arrives(live, 'First')
    await settles(live, 'idle')
    proxy.add({ direction: 'to-client', match: /FETCH[\s\S]*BODY/, fault: { kind: 'reset' }, times: 2 })
    await dovecot.deliver('INBOX', [plainEmail({ subject: 'Survivor', text: 'x'.repeat(200_000) })])
    await live.waitFor(async () => (await subjects(live)).includes('Survivor'), {
      what: 'the message after two cuts',
      timeoutMs: 60_000,
    })
    expect(proxy.events.filter(({ detail }) => detail === 'reset')).toHaveLength(2)
  })

  it('comes back after the server sent everybody away, without a storm of logins (F-14)', async () => {
    const { live } = await connect()
    await arrives(live, 'First')
    await settles(live, 'idle')
    const logins = await dovecot.logins()
    await dovecot.doveadm('kick', dovecot.user.name)
    await dovecot.deliver('INBOX', [plainEmail({ subject: 'After the kick' })])
    await live.waitFor(async () => (await subjects(live)).includes('After the kick'), {
      what: 'the account to be back',
      timeoutMs: 40_000,
    })
    expect((await dovecot.logins()) - logins).toBeLessThanOrEqual(4)
  })

  it('keeps to three connections', async () => {
    const { live, proxy } = await connect()
    for (const mailbox of ['Sent', 'Archive', 'Trash', 'Other'])
      await dovecot.deliver(
        mailbox,
        Array.from({ length: 60 }, () => plainEmail({ text: 'x'.repeat(50_000) })),
      )
    await live.ask('sync/start', {})
    await live.waitFor(async () => (await live.ask('accounts/list', {}))[0]?.emailCount === 241, {
      what: 'all 241 messages',
      timeoutMs: 40_000,
    })
    let open = 0
    const atOnce = proxy.events.map(({ what }) => {
      open += what === 'open' ? 1 : what === 'close' ? -1 : 0
      return open
    })
    expect(Math.max(...atOnce)).toBeGreaterThan(0)
    expect(Math.max(...atOnce)).toBeLessThanOrEqual(3)
  })
})

describe('a wrong password', () => {
  it('is tried at most twice, however often sync is asked for, then asked for', async () => {
    const { live } = await connect({}, 'not the password')
    await settles(live, 'needs-password')
    for (let asked = 0; asked < 3; asked += 1) {
      await live.ask('sync/start', {})
      await live.ask('sync/wake', {})
    }
    await settles(live, 'needs-password')
    expect(await dovecot.authFailures()).toBeGreaterThan(0)
    expect(await dovecot.authFailures()).toBeLessThanOrEqual(2)
    expect((await live.status())[0]?.problem?.code).toBe('auth-rejected')
    expect(JSON.stringify(live.logged)).not.toContain('not the password')
  })

  it('is replaced by the right one without a restart', async () => {
    const { live } = await connect({}, 'not the password')
    await settles(live, 'needs-password')
    const [account] = await live.ask('accounts/list', {})
    await live.ask('accounts/password', { id: account?.id ?? '', password: 'secret' })
    await arrives(live, 'First')
    await settles(live, 'idle')
  })
})

describe('a server that allows few connections', () => {
  it('is synced all the same, without a storm of logins', async () => {
    const { live } = await connect({ maxConnectionsPerUser: 1 })
    await arrives(live, 'First')
    await dovecot.deliver('INBOX', [plainEmail({ subject: 'Second' })])
    await live.ask('sync/start', {})
    await arrives(live, 'Second')
    expect(await dovecot.logins()).toBeLessThan(12)
  })
})
