import { afterEach, describe, expect, it } from 'vitest'
import type { ServerSettings } from '#shared/account.ts'
import {
  type FakeImap,
  type FakeImapOptions,
  type ImapScript,
  startFakeImap,
} from '#test/support/fake-imap.ts'
import { connectImap, type ImapConnection } from './connection.ts'
import { connectionOptions } from './connection-options.ts'
import { fetchEmails, fetchFlags } from './fetch.ts'
import { openMailbox } from './mailboxes.ts'

const never = new AbortController().signal
const running: FakeImap[] = []
const open: ImapConnection[] = []

afterEach(async () => {
  for (const connection of open.splice(0)) connection.close()
  await Promise.all(running.splice(0).map(fake => fake.stop()))
})

async function fake(options: FakeImapOptions = {}): Promise<FakeImap> {
  const server = await startFakeImap(options)
  running.push(server)
  return server
}

const at = (server: FakeImap, security: ServerSettings['security'] = 'none') => ({
  server: { host: '127.0.0.1', port: server.port, security, user: 'ada' },
  password: 'secret',
})

async function connect(
  options: FakeImapOptions = {},
): Promise<{ connection: ImapConnection; server: FakeImap }> {
  const server = await fake(options)
  const connection = await connectImap(at(server), { signal: never })
  open.push(connection)
  return { connection, server }
}

describe('connecting', () => {
  const settings = (security: ServerSettings['security'], host = 'imap.example') => ({
    server: { host, port: 1, security, user: 'ada' },
    password: 'secret',
  })

  it('sends a password in clear to this computer only (R-40)', async () => {
    expect(() => connectionOptions(settings('none'))).toThrow(expect.objectContaining({ code: 'blocked' }))
    expect(connectionOptions(settings('none', 'localhost'))).toMatchObject({
      secure: false,
      doSTARTTLS: false,
    })
  })

  it('keeps the password out of what a server said when it quotes the command (R-50)', async () => {
    const script: ImapScript = (command, session) => {
      if (!/^(LOGIN|AUTHENTICATE)$/.test(command.name)) return false
      session.done(command, 'NO bad arguments: LOGIN ada secret')
      return true
    }
    const server = await fake({ script, capabilities: 'IMAP4rev1' })
    await expect(connectImap(at(server), { signal: never })).rejects.toMatchObject({
      detail: 'bad arguments: LOGIN ada •••',
    })
  })

  it('requires STARTTLS where it is chosen, and TLS 1.2 with a checked certificate everywhere (R-40, R-42)', () => {
    expect(connectionOptions(settings('starttls'))).toMatchObject({
      secure: false,
      doSTARTTLS: true,
      tls: { minVersion: 'TLSv1.2', rejectUnauthorized: true },
    })
    expect(connectionOptions(settings('tls'))).toMatchObject({
      secure: true,
      tls: { rejectUnauthorized: true },
    })
    expect(connectionOptions(settings('tls'))).not.toHaveProperty('doSTARTTLS')
  })

  it('names the host as DNS and certificates do', () => {
    const host = (name: string) => connectionOptions(settings('tls', name)).host
    expect(host('[::1]')).toBe('::1')
    expect(host('IMAP.Bücher.example')).toBe('imap.xn--bcher-kva.example')
    expect(host('127.0.0.1')).toBe('127.0.0.1')
  })

  it('gives up before the password where STARTTLS isn’t offered', async () => {
    const server = await fake()
    await expect(connectImap(at(server, 'starttls'), { signal: never })).rejects.toMatchObject({
      code: 'tls-unavailable',
    })
    expect(server.leakedCredentials()).toBe(false)
  })

  it('takes no session that nobody signed in to (R-41)', async () => {
    const server = await fake({ greeting: '* PREAUTH welcome back' })
    await expect(connectImap(at(server), { signal: never })).rejects.toMatchObject({
      code: 'protocol-violation',
    })
    expect(server.leakedCredentials()).toBe(false)
  })

  it('tells a server that is full from one that hung up', async () => {
    const full = await fake({ greeting: '* BYE Too many connections', onConnect: session => session.close() })
    await expect(connectImap(at(full), { signal: never })).rejects.toMatchObject({ code: 'server-busy' })
  })

  it('stops when asked to', async () => {
    const server = await fake({ greeting: null })
    const leaving = new AbortController()
    const connecting = connectImap(at(server), { signal: leaving.signal })
    leaving.abort()
    await expect(connecting).rejects.toMatchObject({ code: 'cancelled' })
  })
})

describe('a connection', () => {
  it('tells why it went', async () => {
    const { connection, server } = await connect()
    await server.stop()
    expect(await connection.closed).toMatchObject({ code: 'connection-lost' })
    await expect(connection.use(never, async () => 1)).rejects.toMatchObject({ code: 'connection-lost' })
  })

  it('is closed by us without a reason', async () => {
    const { connection } = await connect()
    connection.close()
    expect(await connection.closed).toBeNull()
  })

  it('ends IDLE when the server has news, and when somebody needs it', async () => {
    let poke = () => {}
    const { connection, server } = await connect({
      script: (_command, session) => {
        poke = () => session.send('* 3 EXISTS')
        return false
      },
    })
    await connection.use(never, () => openMailbox(connection, 'INBOX'))
    const idling = () => server.commands.filter(({ name }) => name === 'IDLE').length
    const until = async (count: number) => {
      while (idling() < count) await new Promise(resolve => setImmediate(resolve))
    }
    const first = connection.idle(never, 60_000)
    await until(1)
    poke()
    await first
    expect(connection.takeNews()).toBe(true)
    expect(connection.takeNews()).toBe(false)
    const second = connection.idle(never, 60_000)
    await until(2)
    await connection.use(never, () => connection.client.noop())
    await second
    expect(connection.takeNews()).toBe(false)
  })

  it('is dropped when a server floods it with what nobody asked for (R-45)', async () => {
    const { connection } = await connect({
      script: async (command, session) => {
        if (command.name !== 'NOOP') return false
        for (let round = 0; round < 200 && !session.closed; round += 1)
          await session.raw('* 1 EXISTS\r\n'.repeat(1_000))
        return true
      },
    })
    await expect(connection.use(never, () => connection.client.noop())).rejects.toMatchObject({
      code: expect.stringMatching(/connection-lost|protocol-violation/),
    })
    expect(await connection.closed).toMatchObject({ code: 'protocol-violation', detail: 'flood' })
  })

  it('is dropped when a server sends a line without end (R-45)', async () => {
    const { connection } = await connect({
      script: async (command, session) => {
        if (command.name !== 'NOOP') return false
        for (let sent = 0; sent < 200 && !session.closed; sent += 1)
          await session.raw(Buffer.alloc(65_536, 120))
        return true
      },
    })
    await expect(connection.use(never, () => connection.client.noop())).rejects.toBeDefined()
    expect(await connection.closed).toMatchObject({ code: 'protocol-violation' })
  })
})

describe('fetching', () => {
  const mailbox =
    (answers: readonly string[]): ImapScript =>
    (command, session) => {
      if (command.name === 'SELECT') {
        for (const line of ['* 9 EXISTS', '* OK [UIDVALIDITY 1] .', '* OK [UIDNEXT 10] .']) session.send(line)
        session.done(command, 'OK [READ-WRITE] selected')
        return true
      }
      if (command.name !== 'UID FETCH') return false
      for (const answer of answers) session.send(answer)
      session.done(command)
      return true
    }

  it('never marks anything as read, and takes what a lying server sends for what it is (F-34)', async () => {
    const { connection, server } = await connect({
      script: mailbox([
        '* 1 FETCH (FLAGS ())',
        '* 2 FETCH (UID 5 FLAGS (\\Seen) RFC822.SIZE 3 BODY[]<0> "abc")',
        '* 3 FETCH (UID 6 BODY[]<0> NIL)',
        '* 4 FETCH (UID x',
        '* 5 FETCH (UID 7 RFC822.SIZE 1 BODY[]<0> "longer than it says")',
        '* 2 FETCH (UID 5 FLAGS (\\Seen) RFC822.SIZE 3 BODY[]<0> "abc")',
      ]),
    })
    const emails: [number, number, number][] = []
    await connection.use(never, async () => {
      await openMailbox(connection, 'INBOX')
      await fetchEmails(connection, '1:9', {
        bytes: 512 * 1024,
        onEmail: email => {
          emails.push([email.uid, email.sizeBytes, email.raw.length])
          return undefined
        },
      })
    })
    expect(emails).toEqual([
      [5, 3, 3],
      [7, 19, 19],
      [5, 3, 3],
    ])
    const asked = server.commands.find(({ name }) => name === 'UID FETCH')?.args ?? ''
    expect(asked).toContain('BODY.PEEK[]<0.524288>')
    expect(asked).not.toMatch(/BODY\[|RFC822 |ENVELOPE/)
  })

  it('holds the server back while its mail is taken in', async () => {
    const { connection } = await connect({
      script: mailbox(
        Array.from(
          { length: 30 },
          (_, uid) => `* ${uid + 1} FETCH (UID ${uid + 1} RFC822.SIZE 1 BODY[]<0> "a")`,
        ),
      ),
    })
    let running = 0
    let most = 0
    await connection.use(never, async () => {
      await openMailbox(connection, 'INBOX')
      await fetchEmails(connection, '1:30', {
        bytes: 512 * 1024,
        onEmail: async () => {
          running += 1
          most = Math.max(most, running)
          await new Promise(resolve => setImmediate(resolve))
          running -= 1
        },
      })
    })
    expect(most).toBe(1)
  })

  it('outlives trouble of our own: the connection goes on', async () => {
    const { connection } = await connect({
      script: mailbox(['* 1 FETCH (UID 1 FLAGS ())', '* 2 FETCH (UID 2 FLAGS ())']),
    })
    const broken = connection.use(never, async () => {
      await openMailbox(connection, 'INBOX')
      await fetchFlags(connection, '1:*', {
        onFlags: () => {
          throw new Error('disk full')
        },
      })
    })
    await expect(broken).rejects.toThrow()
    expect(connection.isOpen()).toBe(true)
    await connection.use(never, () => connection.client.noop())
  })
})
