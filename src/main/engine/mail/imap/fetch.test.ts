import { afterEach, expect, it } from 'vitest'
import { type FakeImap, startFakeImap } from '#test/support/fake-imap.ts'
import { connectImap, type ImapConnection } from './connection.ts'
import { type FetchedEmail, fetchEmails } from './fetch.ts'

const { signal } = new AbortController()
let fake: FakeImap
let connection: ImapConnection

afterEach(async () => {
  connection?.close()
  await fake?.stop()
})

/** A server with these messages, UIDs from 1; `shorten` is what it answers instead of the bytes that it should. */
async function connectTo(
  messages: readonly string[],
  shorten: (part: string) => string = part => part,
): Promise<void> {
  fake = await startFakeImap({
    async script(command, session) {
      const asked = /^([\d:,]+) .*BODY\.PEEK\[\]<0\.(\d+)>/.exec(command.args)
      if (command.name !== 'UID FETCH' || asked?.[1] === undefined) return false
      const [from = 1, to = from] = asked[1].split(':').map(Number)
      for (const [at, message] of messages.entries()) {
        if (at + 1 < from || at + 1 > to) continue
        const part = shorten(message.slice(0, Number(asked[2])))
        await session.raw(
          `* ${at + 1} FETCH (UID ${at + 1} FLAGS () RFC822.SIZE ${message.length} BODY[]<0> {${part.length}}\r\n${part})\r\n`,
        )
      }
      session.done(command)
      return true
    },
  })
  const server = { host: '127.0.0.1', port: fake.port, security: 'none', user: 'anna' } as const
  connection = await connectImap({ server, password: 'secret' }, { signal })
}

async function fetchAll(count: number): Promise<readonly FetchedEmail[]> {
  const emails: FetchedEmail[] = []
  await connection.use(signal, () =>
    fetchEmails(connection, `1:${count}`, {
      bytes: 16_384,
      onEmail: email => {
        emails.push(email)
        return undefined
      },
    }),
  )
  return emails
}

const relays = 'X-Route: from one relay to the next\r\n'.repeat(1_000)
const body = 'Words and words.\r\n'.repeat(5_000)

it('fetches the beginning of a message only', async () => {
  await connectTo([`Subject: a\r\n\r\n${body}`])
  expect((await fetchAll(1)).map(({ raw }) => raw.length)).toEqual([16_384])
})

it('fetches a beginning that ends inside the headers once more, up to their end', async () => {
  await connectTo([`Subject: a\r\n\r\n${body}`, `${relays}Subject: b\r\n\r\n${body}`])
  const emails = await fetchAll(2)
  expect(emails.map(({ uid }) => uid)).toEqual([1, 2])
  expect(Buffer.from(emails[1]?.raw ?? []).toString()).toContain('\r\nSubject: b\r\n\r\nWords')
})

it('gives up on headers that never end', async () => {
  await connectTo([relays.repeat(20)])
  expect((await fetchAll(1)).map(({ raw }) => raw.length)).toEqual([256 * 1024])
  expect(fake.commands.filter(({ name }) => name === 'UID FETCH')).toHaveLength(2)
})

it('F-34: leaves a message out whose headers a server cuts here and there, and takes it once they are whole', async () => {
  const cuts = [1_000, 1_500]
  await connectTo([`${relays}Subject: a\r\n\r\n${body}`], part => part.slice(0, cuts.shift()))
  expect(await fetchAll(1)).toEqual([])
  expect((await fetchAll(1)).map(({ raw }) => raw.length)).toEqual([
    `${relays}Subject: a\r\n\r\n${body}`.length,
  ])
})

it('takes a message that has no more than its headers, whatever its size is said to be', async () => {
  await connectTo([`Subject: a\r\n${relays}`], part => part.slice(0, 2_000))
  expect((await fetchAll(1)).map(({ raw }) => raw.length)).toEqual([2_000])
})
