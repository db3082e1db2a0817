import type { EmailAddress } from '#shared/address.ts'
import { safeLine } from '#shared/safe-text.ts'
import { decodeWords } from './encoded-words.ts'
import { mimeLimits } from './limits.ts'

/** The mailboxes of an address header; `omitted` counts what the limit left out. */
export type AddressList = {
  readonly addresses: readonly EmailAddress[]
  readonly omitted: number
}

type Entry = { phrase: string; quoted: boolean; comment: string; angle: string | null }

/**
 * Reads an address list (RFC 5322 §3.4, §4.4) as people meant it.
 *
 * `raw` holds one byte per character and is split before encoded words are decoded, so that a decoded comma or bracket
 * never makes a second mailbox. Groups are opened up, comments and source routes dropped. A word without `@` comes
 * back as a name with an empty address. `fallback` is the charset of raw 8-bit names. Linear in the length of `raw`.
 */
export function parseAddressList(raw: string, fallback: string | null = null): AddressList {
  const addresses: EmailAddress[] = []
  let omitted = 0
  let waiting = ''
  // A comment says something only where it stands alone; behind a group it is a remark (RFC 5322 §3.2.2).
  const whole = raw.trim()
  const remark = whole.startsWith('(') && whole.endsWith(')')
  const add = (phrase: string, rawAddress: string) => {
    if (phrase === '' && rawAddress === '') return
    const cleaned = cleanAddress(rawAddress)
    // `<root>`: nobody that mail can reach, but somebody's name.
    const address = cleaned.includes('@') ? cleaned : ''
    const own = cleanName(phrase, fallback)
    const name = own === '' && address === '' ? cleanName(rawAddress, fallback) : own
    if (name === '' && address === '') return
    if (addresses.length >= mimeLimits.recipients) omitted++
    else addresses.push({ name: name.toLowerCase() === address.toLowerCase() ? '' : name, address })
  }
  for (const entry of split(raw)) {
    const text = entry.phrase.trim()
    if (entry.angle !== null) {
      // `Doe, John <john@…>`: the comma belongs to a name that nobody quoted.
      const phrase = waiting === '' ? text : `${waiting}, ${text}`
      waiting = ''
      add(phrase === '' ? entry.comment : phrase, entry.angle)
      continue
    }
    if (waiting !== '') add(waiting, '')
    waiting = ''
    if (text === '') add(remark && addresses.length === 0 ? entry.comment : '', '')
    else if (!text.includes('@')) waiting = text
    else addBare(add, text, entry)
  }
  if (waiting !== '') add(waiting, '')
  return { addresses, omitted }
}

function addBare(add: (phrase: string, address: string) => void, text: string, entry: Entry): void {
  if (/^"[^"]{0,200}"@\S+$/.test(text) || (entry.quoted && !text.includes(' '))) {
    add('', text)
    return
  }
  const words = text.split(/\s+/)
  const at = words.findIndex(word => word.includes('@'))
  // `user @ host` and `user@ host` (RFC 822 allowed spaces around the sign).
  const spaced = words[at] === '@' || words[at]?.startsWith('@') || words[at]?.endsWith('@')
  if (spaced && words.length <= 3) {
    add(entry.comment, words.join(''))
    return
  }
  const others = words.filter((_, index) => index !== at).join(' ')
  add(others === '' ? entry.comment : others, words[at] ?? '')
}

/** Cuts the raw list at its top-level commas and semicolons, keeping quotes, comments and angle brackets apart. */
function* split(raw: string): Generator<Entry> {
  let entry: Entry = { phrase: '', quoted: false, comment: '', angle: null }
  // Once something stays open to the end, later openings do too: don't look again (keeps this linear).
  let openQuote = false
  let openComment = false
  let openAngle = false
  let nameEnd = 0
  let at = 0
  while (at < raw.length) {
    const char = raw.charCodeAt(at)
    if (char === 34 && !openQuote) {
      const end = closingQuote(raw, at)
      if (end > 0) {
        const inner = raw.slice(at + 1, end).replace(/\\(.)/g, '$1')
        const local = raw.charCodeAt(end + 1) === 64
        entry.phrase += local ? `"${inner}"` : inner
        entry.quoted = true
        at = end + 1
        continue
      }
      openQuote = true
    } else if (char === 40 && !openComment) {
      const end = closingComment(raw, at)
      if (end > 0) {
        entry.comment = raw
          .slice(at + 1, end)
          .replace(/\\(.)/g, '$1')
          .trim()
        entry.phrase += ' '
        at = end + 1
        continue
      }
      openComment = true
    } else if (char === 60 && !openAngle) {
      const end = raw.indexOf('>', at)
      if (end > 0) {
        // A second address in brackets without a comma between is a mailbox of its own; the words between name it.
        if (entry.angle?.includes('@')) {
          const words = entry.phrase.slice(nameEnd)
          yield { ...entry, phrase: entry.phrase.slice(0, nameEnd) }
          entry = { phrase: words, quoted: false, comment: '', angle: null }
        }
        nameEnd = entry.phrase.length
        const start = raw.lastIndexOf('<', end)
        entry.angle = raw.slice(start + 1, end)
        at = end + 1
        continue
      }
      openAngle = true
      const rest = raw.indexOf(',', at)
      entry.angle = raw.slice(at + 1, rest < 0 ? raw.length : rest)
      at = rest < 0 ? raw.length : rest
      continue
    } else if (char === 58 && !entry.phrase.includes('@')) {
      entry = { phrase: '', quoted: false, comment: '', angle: null }
      at++
      continue
    } else if (char === 44 || char === 59) {
      yield entry
      entry = { phrase: '', quoted: false, comment: '', angle: null }
      at++
      continue
    }
    const next = nextSpecial(raw, at + 1)
    entry.phrase += raw.slice(at, next)
    at = next
  }
  yield entry
}

function nextSpecial(raw: string, from: number): number {
  for (let at = from; at < raw.length; at++) {
    const char = raw.charCodeAt(at)
    if (char === 34 || char === 40 || char === 60 || char === 58 || char === 44 || char === 59) return at
  }
  return raw.length
}

function closingQuote(raw: string, at: number): number {
  for (let i = at + 1; i < raw.length; i++) {
    const char = raw.charCodeAt(i)
    if (char === 92) i++
    else if (char === 34) return i
  }
  return -1
}

function closingComment(raw: string, at: number): number {
  let depth = 0
  for (let i = at; i < raw.length; i++) {
    const char = raw.charCodeAt(i)
    if (char === 92) i++
    else if (char === 40) depth++
    else if (char === 41 && --depth === 0) return i
  }
  return -1
}

function cleanAddress(raw: string): string {
  let text = raw.includes('(') ? withoutComments(raw) : raw
  // Source route (RFC 5322 §4.4): `@a,@b:user@host` means user@host.
  if (text.trimStart().startsWith('@')) text = text.slice(text.lastIndexOf(':') + 1)
  text = safeLine(decodeWords(text))
  if (text.startsWith('mailto:')) text = text.slice(7)
  if (!text.startsWith('"')) {
    const words = text.split(/\s+/)
    text =
      words.length > 1 &&
      words.filter(word => word.includes('@')).length === 1 &&
      !words.some(word => word.startsWith('@') || word.endsWith('@'))
        ? (words.find(word => word.includes('@')) ?? '')
        : words.join('')
  }
  return text.replace(/^'(.*)'$/, '$1').slice(0, mimeLimits.addressLength)
}

function withoutComments(raw: string): string {
  let text = ''
  let depth = 0
  let escaped = false
  for (const char of raw) {
    if (escaped) escaped = false
    else if (char === '\\' && depth > 0) escaped = true
    else if (char === '(') depth++
    else if (char === ')' && depth > 0) depth--
    else if (depth === 0) text += char
  }
  return text
}

function cleanName(raw: string, fallback: string | null): string {
  const text = safeLine(decodeWords(raw, fallback)).replace(/\s+/g, ' ').slice(0, mimeLimits.nameLength)
  return text
    .replace(/^"(.*)"$/, '$1')
    .replace(/^'(.*)'$/, '$1')
    .trim()
}
