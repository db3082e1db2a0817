import type { FakeImapOptions, FakeSession, ImapCommand } from './fake-imap.ts'

type Hostile = Omit<FakeImapOptions, 'tls'>

/** Pretends to know no STARTTLS. */
export const withoutStartTls: Hostile = { capabilities: 'IMAP4rev1 AUTH=PLAIN IDLE' }

/** Offers STARTTLS and refuses it. */
export const refusingStartTls: Hostile = {
  capabilities: 'IMAP4rev1 STARTTLS AUTH=PLAIN',
  script: (command, session) => only('STARTTLS', command, () => session.done(command, 'BAD not today')),
}

/** Slips a response in behind the OK of STARTTLS, in the same segment. */
export const injectingBehindStartTls: Hostile = {
  capabilities: 'IMAP4rev1 STARTTLS',
  script: (command, session) =>
    only('STARTTLS', command, async () => {
      await session.raw(`${command.tag} OK begin TLS\r\n* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\n* 1 EXISTS\r\n`)
      session.secureNow()
    }),
}

/** Says that the client is logged in already, before TLS. */
export const preAuthenticated: Hostile = {
  greeting: '* PREAUTH [CAPABILITY IMAP4rev1 STARTTLS] welcome back',
}

/** Never greets. */
export const silent: Hostile = { greeting: null }

/** Greets, and hangs up at once. */
export const hangingUp: Hostile = {
  greeting: '* BYE too many connections',
  onConnect: session => session.close(),
}

/** A line without an end. */
export const endlessLine: Hostile = {
  script: (command, session) =>
    only('SELECT|EXAMINE', command, async () => {
      await session.raw('* OK ')
      await pour(session, Buffer.alloc(65_536, 'x'))
    }),
}

/** Untagged responses without an end. */
export const flood: Hostile = {
  script: (command, session) =>
    only('SELECT|EXAMINE', command, () =>
      pour(session, '* 1 EXISTS\r\n* 1 FETCH (UID 1 FLAGS ())\r\n'.repeat(1000)),
    ),
}

/** Announces a literal far beyond any message, and starts sending it. */
export const giantLiteral: Hostile = {
  script: (command, session) =>
    only('UID FETCH|FETCH|LIST', command, async () => {
      await session.raw(
        command.name === 'LIST'
          ? '* LIST () "/" {99999999999}\r\n'
          : '* 1 FETCH (UID 1 BODY[] {99999999999}\r\n',
      )
      await pour(session, Buffer.alloc(65_536, 'x'))
    }),
}

/** Thousands of capabilities. */
export const manyCapabilities: Hostile = {
  capabilities: `IMAP4rev1 ${Array.from({ length: 50_000 }, (_, index) => `X${index}`).join(' ')}`,
}

/** Claims messages, then answers nonsense about them: no UID, NIL, a duplicate, a MODSEQ beyond 2^53 (F-34). */
export const lying: Hostile = {
  capabilities: 'IMAP4rev1 CONDSTORE QRESYNC ENABLE UIDPLUS',
  script: (command, session) =>
    only('SELECT|EXAMINE|FETCH|UID FETCH|UID SEARCH|SEARCH', command, () => {
      if (/SELECT|EXAMINE/.test(command.name)) {
        for (const line of [
          '* 3 EXISTS',
          '* OK [UIDVALIDITY 1] valid',
          '* OK [UIDNEXT 2] next',
          '* OK [HIGHESTMODSEQ 99999999999999999999] high',
        ])
          session.send(line)
      } else if (command.name.includes('SEARCH')) session.send('* SEARCH 1 1 4294967295 7 0')
      else
        for (const line of [
          '* 1 FETCH (FLAGS (\\Seen))',
          '* 1 FETCH (UID 1 FLAGS NIL BODY[HEADER] NIL RFC822.SIZE 99999999 INTERNALDATE "99-Foo-0000 99:99:99 +9999")',
          '* 2 FETCH (UID 1 FLAGS () ENVELOPE NIL BODYSTRUCTURE NIL MODSEQ (18446744073709551615))',
          '* 4294967295 FETCH (UID 4294967295 FLAGS (\\Seen \\Seen $x))',
          '* 0 EXPUNGE',
          '* 77 EXPUNGE',
          '* VANISHED (EARLIER) 4294967290:*',
        ])
          session.send(line)
      session.done(command)
    }),
}

async function only(
  names: string,
  command: ImapCommand,
  answer: () => void | Promise<void>,
): Promise<boolean> {
  if (!new RegExp(`^(?:${names})$`).test(command.name)) return false
  await answer()
  return true
}

/** Sends the same bytes until the client hangs up, at most 512 MB. */
async function pour(session: FakeSession, bytes: Buffer | string): Promise<void> {
  for (let sent = 0; sent < 512e6 && !session.closed; sent += bytes.length) await session.raw(bytes)
}
