import {
  isAttribution,
  isHeaderFrom,
  isHeaderLine,
  isPhoneSignature,
  isRule,
  isSeparator,
  isSignatureMark,
  mayBeAttribution,
  mayEndAttribution,
  opensAttribution,
} from './quote-patterns.ts'

/** A run of lines of one kind, in order; joining all texts with `\n` gives the whole again. */
export type TextSegment = {
  readonly kind: 'own' | 'quoted' | 'signature'
  readonly text: string
}

type Kind = TextSegment['kind']

/** Signatures are short; a mark with more below it divides a text. */
const signatureLines = 12

/**
 * Cuts a plain-text mail into what its author wrote, what it quotes, and the signature.
 *
 * Quoted are lines marked `>`, and everything after an Outlook header block or an attribution that no `>` follows.
 * Answers between quotes stay own. Looks at each line a bounded number of times.
 */
export function splitQuoted(text: string): readonly TextSegment[] {
  const lines = text.split('\n')
  const kinds = quotedLines(lines)
  markSignature(lines, kinds)
  const segments: TextSegment[] = []
  let start = 0
  for (let at = 1; at <= lines.length; at++) {
    if (at < lines.length && kinds[at] === kinds[start]) continue
    segments.push({ kind: kinds[start] ?? 'own', text: lines.slice(start, at).join('\n') })
    start = at
  }
  return segments
}

/**
 * The newest words of a mail: its own segments. A mail that only quotes or forwards gives what it quotes, without marks.
 */
export function newestText(text: string): string {
  const segments = splitQuoted(text)
  const own = joined(segments, 'own')
  if (own !== '') return own
  const signature = joined(segments, 'signature')
  const quoted = segments
    .filter(segment => segment.kind === 'quoted')
    .map(segment => withoutMarks(segment.text))
    .join('\n')
    .trim()
  return quoted === '' ? signature : quoted
}

function joined(segments: readonly TextSegment[], kind: Kind): string {
  return segments
    .filter(segment => segment.kind === kind)
    .map(segment => segment.text.trim())
    .filter(piece => piece !== '')
    .join('\n\n')
}

function withoutMarks(text: string): string {
  return text
    .split('\n')
    .map(line => line.replace(/^[>\s]{1,40}/, ''))
    .filter(line => !isHeaderLine(line) && !isSeparator(line) && !isRule(line) && !isAttribution(line))
    .join('\n')
}

function quotedLines(lines: readonly string[]): Kind[] {
  const kinds: Kind[] = new Array(lines.length).fill('own')
  const marked = lines.map(isMarked)
  const nextText = nextNonEmpty(lines)
  let at = 0
  while (at < lines.length) {
    const line = lines[at] ?? ''
    if (marked[at]) {
      kinds[at] = 'quoted'
      at++
      continue
    }
    if (line.trim() === '') {
      at++
      continue
    }
    if (opensRest(lines, at, nextText)) return fill(kinds, at)
    const next = nextText[at + 1] ?? -1
    const length = attributionLength(lines, at, marked, next >= 0 && marked[next] === true)
    if (length > 0) {
      const start = at - length + 1
      const after = nextText[at + 1] ?? -1
      // Nothing below is marked as quoted: the program quotes by position alone.
      if (after >= 0 && !marked[after] && !marked.includes(true, after)) return fill(kinds, start)
      for (let i = start; i <= at; i++) kinds[i] = 'quoted'
    }
    at++
  }
  joinGaps(lines, kinds)
  return kinds
}

function fill(kinds: Kind[], from: number): Kind[] {
  for (let at = from; at < kinds.length; at++) kinds[at] = 'quoted'
  return kinds
}

/** Empty lines between two quoted lines are quoted too. */
function joinGaps(lines: readonly string[], kinds: Kind[]): void {
  let last = -1
  for (let at = 0; at < lines.length; at++) {
    if (kinds[at] === 'quoted') {
      if (last >= 0) for (let i = last + 1; i < at; i++) kinds[i] = 'quoted'
      last = at
    } else if (isWrappedQuote(lines, kinds, at)) {
      kinds[at] = 'quoted'
      last = at
    } else if ((lines[at] ?? '').trim() !== '') last = -1
  }
}

/** The end of a long quoted line that a mail program wrapped without marking it again. */
function isWrappedQuote(lines: readonly string[], kinds: readonly Kind[], at: number): boolean {
  const before = lines[at - 1] ?? ''
  return (
    kinds[at - 1] === 'quoted' &&
    kinds[at + 1] === 'quoted' &&
    before.length >= 65 &&
    (lines[at] ?? '').trim() !== '' &&
    isMarked(before) &&
    isMarked(lines[at + 1] ?? '')
  )
}

function isMarked(line: string): boolean {
  return /^ {0,3}>/.test(line) && !line.startsWith('>From ')
}

function nextNonEmpty(lines: readonly string[]): readonly number[] {
  const next: number[] = new Array(lines.length + 1).fill(-1)
  for (let at = lines.length - 1; at >= 0; at--)
    next[at] = (lines[at] ?? '').trim() === '' ? (next[at + 1] ?? -1) : at
  return next
}

/** Whether an earlier mail starts here and goes on to the end. */
function opensRest(lines: readonly string[], at: number, nextText: readonly number[]): boolean {
  const line = lines[at] ?? ''
  if (isSeparator(line)) return true
  if (isRule(line)) {
    const next = nextText[at + 1] ?? -1
    return next >= 0 && isHeaderFrom(lines[next] ?? '') && headerLinesFrom(lines, next) >= 2
  }
  return isHeaderFrom(line) && headerLinesFrom(lines, at) >= 3
}

/** How many of the next lines are header lines; one line between may be a folded value. */
function headerLinesFrom(lines: readonly string[], at: number): number {
  let count = 0
  for (let i = at; i < Math.min(lines.length, at + 8); i++) {
    if (isHeaderLine(lines[i] ?? '')) count++
    else if ((lines[i] ?? '').trim() === '' && count >= 2) break
  }
  return count
}

/** How many lines (up to four) that end here form an attribution; 0 when they don't. `followed`: by quoted lines. */
function attributionLength(
  lines: readonly string[],
  at: number,
  marked: readonly boolean[],
  followed: boolean,
): number {
  if (!mayEndAttribution(lines[at] ?? '')) return 0
  let text = ''
  let length = 0
  for (let count = 1; count <= 4 && count <= at + 1; count++) {
    const line = lines[at - count + 1] ?? ''
    if (marked[at - count + 1] || line.trim() === '' || line.length > 300) break
    text = text === '' ? line : `${line} ${text}`
    if (!isAttribution(text)) continue
    if (opensAttribution(line)) return count
    if (length === 0) length = count
  }
  return length > 0 || !followed || !mayBeAttribution(lines[at] ?? '') ? length : 1
}

/** The signature ends the author's last words: found from below, and never the whole of what they wrote. */
function markSignature(lines: readonly string[], kinds: Kind[]): void {
  let end = kinds.length
  while (end > 0 && (kinds[end - 1] !== 'own' || (lines[end - 1] ?? '').trim() === '')) end--
  let start = end
  while (start > 0 && kinds[start - 1] === 'own') start--
  const first = firstText(lines, start, end)
  const wroteBefore = firstText(lines, 0, start) < start && kinds.indexOf('own') < start
  for (let at = wroteBefore ? first : first + 1; at < end; at++) {
    if (!opensSignature(lines, at, end)) continue
    for (let i = at; i < kinds.length && kinds[i] === 'own'; i++) kinds[i] = 'signature'
    return
  }
}

function opensSignature(lines: readonly string[], at: number, end: number): boolean {
  const line = lines[at] ?? ''
  if (isSignatureMark(line, true)) return true
  if (end - at <= 4 && isPhoneSignature(line)) return true
  return (
    end - at <= signatureLines && isSignatureMark(line, false) && readsLikeSignature(lines.slice(at + 1, end))
  )
}

/** Names, numbers and addresses: short lines that hardly ever end a sentence. */
function readsLikeSignature(lines: readonly string[]): boolean {
  const sentences = lines.filter(line => /[.!?]\s*$/.test(line)).length
  return sentences <= 1 && lines.every(line => line.length <= 90)
}

function firstText(lines: readonly string[], start: number, end: number): number {
  for (let at = start; at < end; at++) if ((lines[at] ?? '').trim() !== '') return at
  return end
}
