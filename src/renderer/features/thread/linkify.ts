/** A piece of text: plain, or a link with the address that it leads to. */
export type TextPiece = { readonly text: string; readonly href: string | null }

const start = /https?:\/\/|mailto:|\bwww\.|@/giu
const urlRun = /[^\s<>"\u00ab\u00bb\u201c\u201d]*/uy
const localPart = /[\p{L}\p{N}._%+'-]/u
const domainRun = /[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*/uy
const trailing = new Set(".,;:!?'*_~`])}>…")
const openingOf: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' }
const longestUrl = 2_048
const longestLocalPart = 64

/**
 * Splits plain text into text and links (http, https, mailto; bare `www.` and addresses).
 *
 * Each character is looked at a bounded number of times, so hostile text costs no more than ordinary text.
 */
export function linkify(text: string): readonly TextPiece[] {
  const pieces: TextPiece[] = []
  let done = 0
  start.lastIndex = 0
  for (let match = start.exec(text); match !== null; match = start.exec(text)) {
    const found = match[0] === '@' ? addressAt(text, match.index, done) : urlAt(text, match.index, match[0])
    // What was looked at is not looked at again, link or not.
    if (found.href === null) {
      start.lastIndex = Math.max(start.lastIndex, found.to)
      continue
    }
    if (found.from > done) pieces.push({ text: text.slice(done, found.from), href: null })
    pieces.push({ text: text.slice(found.from, found.to), href: found.href })
    done = found.to
    start.lastIndex = done
  }
  if (done < text.length || pieces.length === 0) pieces.push({ text: text.slice(done), href: null })
  return pieces
}

type Found = { readonly from: number; readonly to: number; readonly href: string | null }

function urlAt(text: string, from: number, prefix: string): Found {
  urlRun.lastIndex = from
  const run = urlRun.exec(text)?.[0] ?? ''
  const nothing = { from, to: from + run.length, href: null }
  if (run.length > longestUrl) return nothing
  const shown = withoutTrailing(run)
  if (shown.length <= prefix.length) return nothing
  const href = safeHref(prefix.toLowerCase() === 'www.' ? `https://${shown}` : shown)
  return href === null ? nothing : { from, to: from + shown.length, href }
}

function addressAt(text: string, at: number, done: number): Found {
  let from = at
  while (from > done && at - from < longestLocalPart && localPart.test(text[from - 1] ?? '')) from -= 1
  while (from < at && (text[from] === '.' || text[from] === "'" || text[from] === '-')) from += 1
  domainRun.lastIndex = at + 1
  const domain = domainRun.exec(text)?.[0] ?? ''
  const to = at + 1 + domain.length
  // A domain may be the local part of the next address: only the sign itself is done with.
  if (domain.length > 253) return { from, to, href: null }
  if (from === at || !domain.includes('.')) return { from, to: at + 1, href: null }
  const href = safeHref(`mailto:${text.slice(from, at)}@${domain}`)
  return { from, to, href }
}

/** Sentence punctuation and unmatched closing brackets do not belong to an address. */
function withoutTrailing(run: string): string {
  const counts = new Map<string, number>()
  for (const character of run) counts.set(character, (counts.get(character) ?? 0) + 1)
  let end = run.length
  while (end > 0) {
    const character = run[end - 1] ?? ''
    if (!trailing.has(character)) break
    const opening = openingOf[character]
    if (opening !== undefined && (counts.get(opening) ?? 0) >= (counts.get(character) ?? 0)) break
    counts.set(character, (counts.get(character) ?? 0) - 1)
    end -= 1
  }
  return run.slice(0, end)
}

function safeHref(text: string): string | null {
  if (!URL.canParse(text)) return null
  const url = new URL(text)
  return ['http:', 'https:', 'mailto:'].includes(url.protocol) ? url.href : null
}
