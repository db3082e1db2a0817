import { afterEach, describe, expect, it } from 'vitest'
import { type SmtpScriptOptions, startSmtpScript } from '#test/support/smtp-script.ts'
import { hello, mailOf, submitTo } from '#test/support/smtp-submit.ts'

const closers: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0)) await close()
})

const start = async (options: SmtpScriptOptions = {}) => {
  const server = await startSmtpScript(options)
  closers.push(server.stop)
  return server
}
const large = mailOf(`Subject: Hi\r\n\r\n${'All of this is one line of many.\r\n'.repeat(1_000_000)}`)
const reply = (text: string) => ({ reply: text })

describe('a mail that is handed over', () => {
  it('reaches every recipient of the envelope with the bytes that were frozen', async () => {
    const server = await start({ extensions: ['AUTH PLAIN', 'SIZE 1000', '8BITMIME', 'DSN', 'SMTPUTF8'] })
    const phases: string[] = []
    const result = await submitTo(server.port, hello, { onPhase: phase => phases.push(phase) })
    expect(result).toEqual({
      outcome: 'accepted',
      problem: null,
      sizeLimitBytes: 1000,
      recipients: ['bo@a.example', 'cy@b.example'].map(address => ({
        address,
        state: 'accepted',
        reply: '250 2.0.0 queued as 1',
      })),
    })
    expect(phases).toEqual(['connecting', 'signing-in', 'envelope', 'body', 'handed-over', 'answered'])
    const [dialogue] = server.dialogues
    expect(dialogue?.lines).toEqual([
      'EHLO [127.0.0.1]',
      `AUTH PLAIN ${Buffer.from('\0anna\0secret').toString('base64')}`,
      'MAIL FROM:<anna@lund.example> SIZE=22',
      'RCPT TO:<bo@a.example>',
      'RCPT TO:<cy@b.example>',
      'DATA',
      ...(dialogue?.lines.includes('QUIT') ? ['QUIT'] : []),
    ])
    expect(dialogue?.body?.toString()).toBe('Subject: Hi\r\n\r\nHello\r\n.\r\n')
  })

  it.each([
    ['dots', '.\r\n..\r\n.a\r\n\r\n.\r\n'],
    ['no head', '\r\n'],
    [
      'all bytes but line ends',
      Buffer.from(
        [...Array(256).keys(), 13, 10].filter((byte, at) => at > 255 || (byte !== 10 && byte !== 13)),
      ),
    ],
    [
      'exactly the end that is held back',
      `${'x'.repeat(94)}\r\n`.repeat(43).slice(0, 4094).replace(/..$/, '\r\n'),
    ],
    ['more than one piece', `${'.'.repeat(70)}\r\n`.repeat(1_000)],
    ['dots at every border', '.\r\n'.repeat(20_000)],
  ])('R-47: byte for byte, with dots doubled: %s', async (_name, bytes) => {
    const server = await start()
    expect(await submitTo(server.port, mailOf(bytes))).toMatchObject({ outcome: 'accepted' })
    const wire = server.accepted[0]?.toString('latin1') ?? ''
    const sent = wire.replace(/^\./gm, '')
    expect(wire.endsWith('\r\n.\r\n') || wire === '.\r\n').toBe(true)
    expect(sent.slice(0, -2)).toBe(Buffer.from(bytes).toString('latin1'))
    expect(wire).not.toMatch(/(?<!\r)\n|\r(?!\n)/)
  })

  it.each([['PIPELINING'], ['8BITMIME']])('takes no recipient from the headers, with %s', async extension => {
    const server = await start({ extensions: [extension] })
    await submitTo(server.port, mailOf('To: other@c.example\r\nBcc: evil@c.example\r\n\r\nx\r\n'))
    expect(server.dialogues[0]?.lines.filter(line => line.startsWith('RCPT'))).toHaveLength(2)
    expect(server.dialogues[0]?.lines.join()).not.toContain('c.example')
  })

  it('asks for SMTPUTF8 only where an address needs it, and says where there is none', async () => {
    const utf8 = { ...hello, envelope: { ...hello.envelope, to: ['jörg@bücher.example'] } }
    const offers = await start({ extensions: ['SMTPUTF8', '8BITMIME'] })
    await submitTo(offers.port)
    await submitTo(offers.port, utf8)
    const mailLines = offers.dialogues.map(({ lines }) => lines.find(line => line.startsWith('MAIL')))
    expect(mailLines).toEqual(['MAIL FROM:<anna@lund.example>', 'MAIL FROM:<anna@lund.example> SMTPUTF8'])
    const lacks = await start()
    expect(await submitTo(lacks.port, utf8)).toMatchObject({
      outcome: 'refused',
      problem: { code: 'address-not-ascii', retry: false },
    })
    expect(lacks.dialogues[0]?.lines.join()).not.toContain('MAIL')
  })
})

describe('F-07: refusals', () => {
  const cases: readonly [string, SmtpScriptOptions, object][] = [
    [
      'some recipients',
      { answers: { RCPT: line => (line.includes('cy@') ? '550 5.1.1 no such user' : undefined) } },
      {
        outcome: 'accepted',
        recipients: [{ state: 'accepted' }, { state: 'refused', reply: '550 5.1.1 no such user' }],
      },
    ],
    [
      'some recipients for now',
      { answers: { RCPT: line => (line.includes('cy@') ? '451 greylisted' : undefined) } },
      {
        outcome: 'accepted',
        recipients: [{ state: 'accepted' }, { state: 'refused', reply: '451 greylisted' }],
      },
    ],
    [
      'all recipients',
      { answers: { RCPT: line => (line.includes('cy@') ? '550 no cy' : '550 no bo') } },
      {
        outcome: 'refused',
        problem: { code: 'server-refused' },
        recipients: [
          { state: 'refused', ...reply('550 no bo') },
          { state: 'refused', ...reply('550 no cy') },
        ],
      },
    ],
    [
      'all recipients, one for now',
      { answers: { RCPT: line => (line.includes('cy@') ? '450 later' : '550 no bo') } },
      {
        outcome: 'retry',
        problem: { code: 'server-busy', retry: true },
        recipients: [
          { state: 'waiting', ...reply('550 no bo') },
          { state: 'waiting', ...reply('450 later') },
        ],
      },
    ],
    [
      'all recipients, with full mailboxes',
      { answers: { RCPT: '552 5.2.2 full' } },
      { outcome: 'refused', problem: { code: 'over-quota' } },
    ],
    [
      'the sender',
      { answers: { MAIL: '550 not you' } },
      { outcome: 'refused', problem: { code: 'server-refused', detail: '550 not you' } },
    ],
    [
      'the sender for now',
      { answers: { MAIL: '451 later' } },
      { outcome: 'retry', problem: { code: 'server-busy' } },
    ],
    ['the sender, not signed in', { answers: { MAIL: '530 sign in' } }, { outcome: 'retry' }],
    ['DATA', { answers: { DATA: '554 no' } }, { outcome: 'refused' }],
    [
      'DATA for now',
      { answers: { DATA: '452 no space' } },
      { outcome: 'retry', problem: { code: 'server-busy' } },
    ],
    [
      'the whole mail',
      { answers: { body: '554 5.7.1 looks like spam' } },
      {
        outcome: 'refused',
        problem: { detail: '554 5.7.1 looks like spam' },
        recipients: [{ state: 'refused', ...reply('554 5.7.1 looks like spam') }, { state: 'refused' }],
      },
    ],
    [
      'the whole mail for now',
      { answers: { body: '451 4.3.0 later' } },
      { outcome: 'retry', recipients: [{ state: 'waiting' }, { state: 'waiting' }] },
    ],
    ['the whole mail as too large', { answers: { body: '552 5.3.4 too big' } }, { outcome: 'too-large' }],
    ['the size before it', { answers: { MAIL: '552 too big' } }, { outcome: 'too-large' }],
    [
      'a closing server, at once',
      { answers: { greeting: ['421 too many', 'cut'] } },
      { outcome: 'retry', problem: { code: 'server-busy' } },
    ],
    [
      'a closing server, at RCPT',
      { answers: { RCPT: ['421 bye', 'cut'] } },
      { outcome: 'retry', problem: { code: 'server-busy' } },
    ],
    [
      'a closing server, in place of 250',
      { answers: { body: ['421 bye', 'cut'] } },
      { outcome: 'retry', problem: { code: 'server-busy' } },
    ],
    ['a closed service', { answers: { greeting: ['554 no', 'cut'] } }, { outcome: 'retry' }],
    [
      'the password',
      { extensions: ['AUTH PLAIN'], answers: { AUTH: '535 5.7.8 wrong' } },
      { outcome: 'auth-rejected', problem: { code: 'auth-rejected' } },
    ],
    [
      'to check the password now',
      { extensions: ['AUTH PLAIN'], answers: { AUTH: '454 later' } },
      { outcome: 'retry', problem: { code: 'auth-unavailable' } },
    ],
  ]
  const ways = [[], ['PIPELINING']]
  it.each(cases)('%s', async (_name, options, expected) => {
    for (const way of ways) {
      const server = await start({
        ...options,
        extensions: [...(options.extensions ?? []), ...way, '8BITMIME'],
      })
      expect(await submitTo(server.port)).toMatchObject(expected)
    }
  })

  it('sends nothing that is larger than the server takes', async () => {
    const server = await start({ extensions: ['SIZE 21'] })
    expect(await submitTo(server.port)).toMatchObject({ outcome: 'too-large', sizeLimitBytes: 21 })
    expect(server.dialogues[0]?.lines.join()).not.toContain('MAIL')
    const any = await start({ extensions: ['SIZE 0'] })
    expect(await submitTo(any.port)).toMatchObject({ outcome: 'accepted', sizeLimitBytes: null })
  })

  it('in the middle of the body end it there', async () => {
    const server = await start({
      onBody: bytes => (bytes > 100_000 ? ['552 5.3.4 enough', 'cut'] : undefined),
    })
    const words: string[] = []
    const result = await submitTo(server.port, large, { beforeLastBytes: () => void words.push('asked') })
    expect(result).toMatchObject({ outcome: 'too-large', problem: { detail: '552 5.3.4 enough' } })
    expect(words).toEqual([])
    expect(server.accepted).toEqual([])
  })
})
