import { afterAll, beforeAll, describe, expect, it, test } from 'vitest'
import { parseMessage } from '#engine/mail/mime/parse.ts'
import { displayName } from '#shared/address.ts'
import { corpusEmails, corpusFile } from '#test/support/corpus.ts'
import { senderHints } from './sender-hints.ts'
import { createTestStore, noon, type TestStore } from './test-store.ts'

let store: TestStore
beforeAll(() => {
  store = createTestStore()
})
afterAll(() => store.remove())

/** The hints about a message as it came, from somebody never seen. */
function hintsOf(raw: Buffer) {
  const { headers, headerBlock } = parseMessage(raw, { sizeBytes: raw.length })
  const from = headers.from[0]
  if (from === undefined) return { from, headers, hints: [] }
  const hints = senderHints(store.store.reader, {
    from,
    replyTo: headers.replyTo,
    headers: Buffer.from(headerBlock).toString('latin1'),
    sentAt: noon,
    automated: headers.automated,
    isForm: false,
    ownAddresses: new Set(['me@shop.example']),
    firstContact: true,
  })
  return { from, headers, hints }
}

const fromLine = (value: string) => Buffer.from(`From: ${value}\r\nSubject: x\r\n\r\nx\r\n`)

describe('R-26: a name that hides the address', () => {
  it.each([
    '=?utf-8?q?ceo=40bank.example=00?= <x@evil.example>',
    '=?utf-8?b?Y2VvQGJhbmsuZXhhbXBsZQA=?= <x@evil.example>',
    '=?utf-8?q?ceo=40bank.example=0A=0D?= <x@evil.example>',
    '=?utf-8?q?ceo=40bank.example?==?utf-8?q?=00?= <x@evil.example>',
    '"ceo@bank.example" <x@evil.example>',
    '"ceo@bank.example <ceo@bank.example>" <x@evil.example>',
    '"Boss (ceo@bank.example)" <x@evil.example>',
    '"ceo＠bank.example" <x@evil.example>',
    '"\u202eceo@bank.example" <x@evil.example>',
    '"c\u200beo@bank.example" <x@evil.example>',
    "'ceo@bank.example' <x@evil.example>",
    '<ceo@bank.example> <x@evil.example>',
  ])('%s', value => {
    const { from, hints } = hintsOf(fromLine(value))
    if (from === undefined) throw new Error('there is a sender')
    expect(from.address).not.toMatch(/[\p{C}\s]/u)
    // Either the address in the name is what mail would go to, or the name is not shown and a hint says why.
    if (from.address !== 'ceo@bank.example') {
      expect(from.address).toBe('x@evil.example')
      expect(displayName(from)).not.toContain('bank.example')
      if (from.name !== '') expect(hints.map(({ kind }) => kind)).toContain('name-is-address')
    }
  })

  it('says nothing where the name is the address', () => {
    expect(hintsOf(fromLine('"x@evil.example" <x@evil.example>')).hints).toEqual([])
    expect(hintsOf(fromLine('X <x@evil.example>')).hints).toEqual([])
  })

  it.each(['phish_sender.eml', 'phish_sender5.eml', 'phish_sender6.eml'])('%s shows who it is from', name => {
    const text = corpusFile(`rspamd/${name}`)
    if (text === null) return
    const { from, headers, hints } = hintsOf(Buffer.from(text))
    expect(from?.address).toMatch(/@attack\.com$|^user@|^any@/)
    if (name === 'phish_sender.eml') expect(headers.malformed).toContain('duplicate-from')
    if (name === 'phish_sender5.eml')
      expect(hints).toEqual([{ kind: 'sent-by', address: 'admin@legitimate.com' }])
  })
})

test('R-30: ordinary mail gets no hint, but for one in a hundred', () => {
  const mails = corpusEmails().filter(({ raw }) => raw.length < 2_000_000)
  const hinted = mails.filter(({ raw }) => hintsOf(raw).hints.length > 0).map(({ name }) => name)
  expect(hinted.length, hinted.join('\n')).toBeLessThan(Math.max(mails.length / 100, 3))
}, 60_000)

test('R-30: replies elsewhere are said of rspamd’s examples only where they go to somebody else', () => {
  const same = corpusFile('rspamd/replyto_addr_eq_from.eml')
  if (same !== null) expect(hintsOf(Buffer.from(same)).hints).toEqual([])
  const spam = corpusFile('rspamd/spam_message.eml')
  if (spam !== null) {
    expect(hintsOf(Buffer.from(spam)).hints).toMatchObject([{ kind: 'reply-elsewhere' }])
  }
})
