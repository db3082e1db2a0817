import { describe, expect, it } from 'vitest'
import { readFetchLine } from './fetch-line.ts'

const read = (line: string, ...literals: string[]) =>
  readFetchLine(
    Buffer.from(line, 'latin1'),
    literals.map(text => Buffer.from(text, 'latin1')),
  )

describe('a FETCH response', () => {
  it('gives UID, flags, date, size and bytes', () => {
    const items = read(
      '* 12 FETCH (UID 7 FLAGS (\\Seen $Forwarded) INTERNALDATE " 7-Feb-1994 22:43:04 -0800" RFC822.SIZE 4282 BODY[]<0> {5}\r\n)',
      'Hello',
    )
    expect(items).toMatchObject({
      uid: 7,
      flags: ['\\Seen', '$Forwarded'],
      receivedAt: Date.UTC(1994, 1, 8, 6, 43, 4),
      sizeBytes: 4282,
    })
    expect(items?.sections?.get('')?.toString()).toBe('Hello')
  })

  it('may name its items in any order and case, with literals in between', () => {
    const items = read('* 3 fetch (body[1] {3}\r\n body[2.1]<0> {1}\r\n uid 9 flags ())', 'abc', 'd')
    expect(items?.uid).toBe(9)
    expect(items?.flags).toEqual([])
    expect([...(items?.sections ?? [])].map(([name, bytes]) => [name, bytes?.toString()])).toEqual([
      ['1', 'abc'],
      ['2.1', 'd'],
    ])
  })

  it.each([
    ['* 1 FETCH (UID 1 BODY[] "a \\"b\\\\c\\" d")', 'a "b\\c" d'],
    ['* 1 FETCH (UID 1 BODY[] "")', ''],
    ['* 1 FETCH (UID 1 BODY[] NIL)', undefined],
  ])('takes a body that is no literal: %s', (line, text) => {
    expect(read(line)?.sections?.get('')?.toString()).toBe(text)
    expect(read(line)?.sections?.has('')).toBe(true)
  })

  it('keeps a modification sequence beyond 2^53 to the digit', () => {
    expect(read('* 1 FETCH (UID 1 MODSEQ (9223372036854775807))')?.modseq).toBe('9223372036854775807')
  })

  it('passes over what nobody asked for', () => {
    const items = read(
      '* 1 FETCH (X-GM-LABELS ("a b" {3}\r\n (\\x)) ENVELOPE (NIL "s)" ((NIL NIL "a" "b"))) UID 5 BODY[HEADER.FIELDS (DATE FROM)] {2}\r\n)',
      'lab',
      'ok',
    )
    expect(items?.uid).toBe(5)
    expect(items?.sections?.get('HEADER.FIELDS (DATE FROM)')?.toString()).toBe('ok')
  })

  it('keeps the text of a structure, its literals as quoted strings', () => {
    const items = read(
      '* 1 FETCH (BODYSTRUCTURE ("text" "plain" ("name" {5}\r\n) NIL NIL "7bit" 1 1) UID 2)',
      'a"b\\c',
    )
    expect(items?.bodyStructure).toBe('("text" "plain" ("name" "a\\"b\\\\c") NIL NIL "7bit" 1 1)')
    expect(items?.uid).toBe(2)
  })

  it.each(['"31-Foo-2020 10:00:00 +0000"', '""', 'NIL', '"yesterday"'])(
    'has no date where it says %s',
    date => {
      const items = read(`* 1 FETCH (UID 4 INTERNALDATE ${date})`)
      expect(items?.uid).toBe(4)
      expect(items?.receivedAt).toBeUndefined()
    },
  )
})

describe('what is no well-formed FETCH', () => {
  it.each([
    '* 1 EXISTS',
    '* OK FETCH (UID 1)',
    'A1 OK FETCH done',
    '* FETCH (UID 1)',
    '* 1 FETCH (UID 0)',
    '* 1 FETCH (UID 4294967296)',
    '* 1 FETCH (UID abc)',
    '* 1 FETCH (UID 1',
    '* 1 FETCH (UID 1 FLAGS (\\Seen)',
    '* 1 FETCH (UID 1 BODY[] {5}\r\n)',
    '* 1 FETCH (UID 1 BODY[] "open)',
    '* 1 FETCH (UID 1 FLAGS \\Seen)',
    '* 1 FETCH (BODY[',
    '* 1 FETCH ()(',
    '* 12345678901234 FETCH (UID 1)',
  ])('is left to the library: %s', line => {
    const items = read(line)
    expect(items === null || items.uid === undefined).toBe(true)
  })

  it('never throws and never hangs, whatever the bytes', () => {
    let seed = 1
    const next = () => {
      seed = (seed * 48_271) % 2_147_483_647
      return seed
    }
    const alphabet = '* 1 FETCH (UID){}"\\[]<>~+NIL\r\n.FLAGSBODY0'
    for (let round = 0; round < 20_000; round += 1) {
      let line = '* 1 FETCH ('
      for (let length = next() % 60; length > 0; length -= 1) line += alphabet[next() % alphabet.length]
      read(line, 'x', 'yz')
    }
  })

  it('is read in time that grows with its length only', () => {
    const line = Buffer.from(`* 1 FETCH (FLAGS (${'('.repeat(1_000_000)}`)
    const startedAt = performance.now()
    expect(readFetchLine(line, [])).toBeNull()
    expect(performance.now() - startedAt).toBeLessThan(1_000)
  })
})
