import {
  answersInside,
  attributionIn,
  deviceLine,
  forwardedLine,
  fromLine,
  headerLine,
  originalLine,
} from './quote-words.ts'

/** One line of a mail as a reader sees it. */
export type MailLine = {
  readonly text: string
  /** `quoted` and `perhaps`: in a block that quotes, or may quote. */
  readonly kind: 'own' | 'quoted' | 'perhaps' | 'signature'
  /** The earlier mail begins with this line, says the program that wrote it. */
  readonly startsEarlierMail: boolean
  readonly hasPicture: boolean
}

const longestSignature = 12

/**
 * The first line of what a mail repeats at its end (quote, signature), or null where nothing may be hidden.
 *
 * Where own words stand between or after quoted lines they are answers, and nothing is hidden; nor is a forwarded mail,
 * nor a mail that has nothing else.
 */
export function findQuote(lines: readonly MailLine[]): number | null {
  const cut = earlierMailAt(lines) ?? quotedTailAt(lines)
  if (cut === 'answers') return null
  const quote = cut ?? lines.length
  const start = signatureAt(lines, quote) ?? (cut === null ? null : quote)
  if (start === null) return null
  const own = lines.slice(0, start)
  if (!own.some(line => !isBlank(line))) return null
  if (cut !== null && own.some(line => answersInside.test(line.text))) return null
  return start
}

function isBlank(line: MailLine): boolean {
  return line.text === '' && !line.hasPicture
}

function isQuoted(line: MailLine): boolean {
  return line.kind === 'quoted' || /^>/.test(line.text)
}

/** Outlook and its kin put no frame around the earlier mail: it goes from its header lines to the end. */
function earlierMailAt(lines: readonly MailLine[]): number | null {
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at]
    if (line === undefined || line.kind === 'quoted') continue
    if (forwardedLine.test(line.text)) return null
    if (line.startsEarlierMail || originalLine.test(line.text)) return at
    if (fromLine.test(line.text) && isHeaderBlock(lines, at)) {
      const before = lines[at - 1]
      return before !== undefined && /^_{5,}$/.test(before.text) ? at - 1 : at
    }
  }
  return null
}

function isHeaderBlock(lines: readonly MailLine[], at: number): boolean {
  const next = lines.slice(at, at + 8).filter(line => line.text !== '')
  return next.slice(0, 6).filter(line => headerLine.test(line.text)).length >= 3
}

function quotedTailAt(lines: readonly MailLine[]): number | 'answers' | null {
  let at = lines.length - 1
  let first: number | null = null
  let sure = false
  while (at >= 0) {
    const line = lines[at]
    if (line === undefined) break
    if (isQuoted(line) || line.kind === 'perhaps') {
      first = at
      sure ||= isQuoted(line)
    } else if (!isBlank(line) && !(first === null && line.kind === 'signature')) break
    at -= 1
  }
  const above = lines.slice(0, at + 1)
  if (above.some(isQuoted)) return 'answers'
  if (first === null) return null
  const attribution = attributionAt(lines, first)
  if (attribution !== null) return forwardedAbove(lines, attribution) ? null : attribution
  return sure && !forwardedAbove(lines, first) ? first : null
}

/** The line or lines above a quote that say who wrote it, where they do. */
function attributionAt(lines: readonly MailLine[], first: number): number | null {
  let joined = ''
  let part: number | null = null
  let seen = 0
  for (let at = first - 1; at >= 0 && seen < 3; at -= 1) {
    const line = lines[at]
    if (line === undefined || line.hasPicture) break
    if (line.text === '') {
      if (joined !== '') break
      continue
    }
    seen += 1
    joined = `${line.text} ${joined}`.trim()
    const found = attributionIn(joined)
    if (found === 'whole') return at
    if (found === 'part') part ??= at
  }
  return part
}

function forwardedAbove(lines: readonly MailLine[], at: number): boolean {
  return lines.slice(Math.max(0, at - 4), at + 2).some(line => forwardedLine.test(line.text))
}

/** The signature that ends at `end`: after `-- `, or marked as one, or a line that names the device. */
function signatureAt(lines: readonly MailLine[], end: number): number | null {
  for (let at = end - 1; at >= 0 && end - at <= longestSignature; at -= 1) {
    if (lines[at]?.text === '--') return at
  }
  let start: number | null = null
  for (let at = end - 1; at >= 0; at -= 1) {
    const line = lines[at]
    if (line === undefined) break
    if (line.kind === 'signature' || (start === null && deviceLine.test(line.text))) start = at
    else if (!isBlank(line)) break
  }
  return start
}
