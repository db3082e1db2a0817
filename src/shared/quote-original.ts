import type { EmailAddress } from './address.ts'
import { safeLine, safeText } from './safe-text.ts'

/** An email that is quoted or forwarded: only its words, so that no picture, style or hidden text goes along. */
export type OriginalEmail = {
  readonly from: readonly EmailAddress[]
  readonly to: readonly EmailAddress[]
  readonly cc: readonly EmailAddress[]
  readonly subject: string
  /** When it was sent, as the reader reads dates. */
  readonly sentAt: string
  /** Plain text. */
  readonly text: string
}

/** More is nobody's to edit; the whole is in the thread. */
const quotedCharacters = 100_000
const leftOut = '[The rest of this message is left out.]'
/** Deeper quotes are drawn at this depth. */
const deepestQuote = 5
const sign = /^(?: ?>){1,40} ?/

/**
 * A reply's quote as the editor's HTML: a line that names who wrote when, and their words in a quote, a line each.
 *
 * Lines marked `>` in the text become quotes within it.
 */
export function quoteAsHtml(original: OriginalEmail): string {
  return `${line(attribution(original))}<blockquote>${linesAsHtml(wordsOf(original))}</blockquote>`
}

/** A reply's quote in plain text: the same line, and every line behind `>`. */
export function quoteAsText(original: OriginalEmail): string {
  const quoted = wordsOf(original)
    .split('\n')
    .map(text => (text === '' ? '>' : `${text.startsWith('>') ? '>' : '> '}${text}`))
  return [attribution(original), ...quoted].join('\n')
}

/** A forwarded email as the editor's HTML: who wrote what to whom, and then their words. */
export function forwardAsHtml(original: OriginalEmail): string {
  return `${forwardHead(original).map(line).join('')}${line('')}${linesAsHtml(wordsOf(original))}`
}

/** A forwarded email in plain text. */
export function forwardAsText(original: OriginalEmail): string {
  return [...forwardHead(original), '', wordsOf(original)].join('\n')
}

/** Reads as in all mail programs, so that they fold the quote below it; see `isAttribution`. */
function attribution({ from, sentAt }: OriginalEmail): string {
  const writer = from[0] === undefined ? 'somebody' : mailbox(from[0])
  return `On ${safeLine(sentAt)}, ${writer} wrote:`
}

function forwardHead({ from, sentAt, subject, to, cc }: OriginalEmail): readonly string[] {
  const people = (label: string, all: readonly EmailAddress[]) =>
    all.length === 0 ? [] : [`${label}: ${all.map(mailbox).join(', ')}`]
  return [
    '---------- Forwarded message ----------',
    ...people('From', from),
    `Date: ${safeLine(sentAt)}`,
    `Subject: ${safeLine(subject)}`,
    ...people('To', to),
    ...people('Cc', cc),
  ]
}

function mailbox({ name, address }: EmailAddress): string {
  const who = safeLine(name)
  if (who === '' || address === '') return who === '' ? safeLine(address) : who
  return `${who} <${safeLine(address)}>`
}

function wordsOf({ text }: OriginalEmail): string {
  const words = safeText(text).trimEnd()
  if (words.length <= quotedCharacters) return words
  const end = words.lastIndexOf('\n', quotedCharacters)
  return `${words.slice(0, end > 0 ? end : quotedCharacters).toWellFormed()}\n${leftOut}`
}

function linesAsHtml(text: string): string {
  let html = ''
  let depth = 0
  for (const whole of text.split('\n')) {
    const signs = sign.exec(whole)?.[0] ?? ''
    const wanted = Math.min(deepestQuote, signs.split('>').length - 1)
    for (; depth < wanted; depth++) html += '<blockquote>'
    for (; depth > wanted; depth--) html += '</blockquote>'
    html += line(whole.slice(signs.length))
  }
  return `${html}${'</blockquote>'.repeat(depth)}`
}

function line(text: string): string {
  return text.trim() === '' ? '<div><br></div>' : `<div>${escapeHtml(text)}</div>`
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
