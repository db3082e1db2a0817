import { expect, test } from 'vitest'
import { parseMessage } from '#engine/mail/mime/parse.ts'
import { corpusFile } from '#test/support/corpus.ts'
import { safeFileName } from './file-name.ts'
import { checkLink } from './link-check.ts'
import { safeLine } from './safe-text.ts'

/** characters that turn text around or aren't seen, in every line that a sender writes. */
const listed = [
  ...points(corpusFile('unicode/unicode-bidi-controls.txt')),
  ...points(corpusFile('unicode/unicode-default-ignorable.txt')),
]
const known = [
  0x200e, 0x200f, 0x061c, 0x2028, 0x2029, 0xfeff, 0x00ad, 0xe0041, 0xe007f, 0x1b, 0x00, 0x07, 0x7f, 0x85,
  0x9b,
]
for (let point = 0x202a; point <= 0x202e; point += 1) known.push(point)
for (let point = 0x2060; point <= 0x206f; point += 1) known.push(point)
const hidden = [...new Set([...known, ...listed])]

/** Lines of `XXXX` or `XXXX..YYYY`, as Unicode's own files have them. */
function points(text: string | null): number[] {
  return (text ?? '').split('\n').flatMap(line => {
    if (line.includes('White_Space')) return []
    const [, from, to] = /^([0-9A-F]{4,6})(?:\.\.([0-9A-F]{4,6}))?\b/.exec(line) ?? []
    if (from === undefined) return []
    const [first, last] = [Number.parseInt(from, 16), Number.parseInt(to ?? from, 16)]
    return Array.from({ length: Math.min(last - first + 1, 300) }, (_, n) => first + n)
  })
}

const name = (point: number) => `U+${point.toString(16)}`
/** Joiners and variation selectors stay after letters that they join, and have no width of their own. */
const joins = (point: number) => point === 0x200c || point === 0x200d || (point >= 0xfe00 && point <= 0xfe0f)

test('R-28: none of them stays in a name or subject', () => {
  const kept = hidden.filter(
    point => safeLine(`ab${String.fromCodePoint(point)}cd`).replace(' ', '') !== 'abcd',
  )
  expect(kept.map(name)).toEqual([])
})

test('R-28: none of them stays in a mail’s sender and subject as they are read', () => {
  const kept = hidden.filter(point => {
    const sign = Buffer.from(String.fromCodePoint(point)).toString('base64')
    const word = `=?utf-8?b?${sign}?=`
    const raw = Buffer.from(
      `From: Ada =?utf-8?q?x?= ${word} <a@b.example>\r\nSubject: rep ${word} gpj.exe\r\n\r\nx\r\n`,
    )
    const { headers } = parseMessage(raw, { sizeBytes: raw.length })
    const shown = `${headers.from[0]?.name}${headers.subject}`
    return shown.includes(String.fromCodePoint(point)) && point !== 0x20
  })
  expect(kept.filter(point => !joins(point)).map(name)).toEqual([])
})

test('R-28: none of them stays in a file’s name', () => {
  const kept = hidden.filter(point =>
    safeFileName(`report${String.fromCodePoint(point)}gpj.exe`).includes(String.fromCodePoint(point)),
  )
  expect(kept.filter(point => !joins(point)).map(name)).toEqual([])
})

test('R-28: none of them stays in a link’s host', () => {
  const kept = hidden.filter(point => {
    const check = checkLink({ href: `https://ba${String.fromCodePoint(point)}nk.example/` })
    return !/^[a-z0-9.-]*$/.test(check.shown)
  })
  expect(kept.map(name)).toEqual([])
})

test('R-28: half a character is shown as such', () => {
  expect(safeLine('a\ud800b')).toBe('a\ufffdb')
  expect(safeLine('a\udc00')).toBe('a\ufffd')
})
