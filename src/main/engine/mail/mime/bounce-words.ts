import { addressesIn, type FoundAddress } from './bounce-addresses.ts'

/** A recipient that a report's words name, with the words about it. */
export type NamedRecipient = { readonly address: string; readonly words: string }

/** How surely a mention is of the one whom mail didn't reach. */
type Weight = 'heading' | 'reply' | 'near' | 'copied-field' | 'mention'

type Mention = { readonly address: string; readonly line: number; readonly weight: Weight }

const linesAtMost = 1_500
const lineLength = 2_000
const recipientsAtMost = 100
/** Words about one recipient: the lines up to the next, at most these. */
const blockLines = 25

const bullets = /^[\s<>*•·.\-–—"'(|:=]*$/
const closing = /^[\s>"').,;|]*$/
const reply = /(?<![\d.])[45]\d\d(?:[ \-:#]|$)|(?<![\d.])[45]\.\d{1,3}\.\d{1,3}/
const recipientWord =
  /(?:recipients?|deliver(?:ed|y|able)?(?:(?: (?:your|the|this))? (?:message|mail|e-?mail))?(?: (?:to|for))?|address(?:es)?(?: is)?|users?|userid|addressed to|mailbox|mailbox(?:es)?|error-for|failed|undeliverable +to|attempts?|account|user\w*|size|full|to|for|is|member of this mailing list|an|à|para|per|для|destinataire|empfänger(?:adresse)?|destinatario)\s{0,3}[:=]?\s{0,8}["'<([]{0,3}(?:smtp:|rfc822[:;])?\s?$/i
const senderWord =
  /(?:mail\s?from|sender|envelope-from|reply-to|return-path|\bfrom|\bby|message-?id|\bids?|x-[\w-]{1,40}|generated from|on behalf of)\s{0,3}[:=]?\s{0,4}["'<([]{0,3}$/i
const helpLine =
  /assistance|\bhelp\b|support|contact|questions?\b|problem report|administrator|please (?:write|send|forward|e-?mail)|postmaster|unsubscribe/i
/** What follows a long rule is another matter: details that the reader of the whole finds, or a disclaimer. */
const longRuler = /^\s{0,8}[_*=-]{20,}\s*$/
const housekeeping = /^(?:postmaster|mailer-daemon|abuse|hostmaster|root)@/i
/** A reply that says yes: the recipient before it was taken. */
const accepted =
  /^\s{0,8}(?:<{1,3}|<--?|received >{1,3}|>{1,3}|\d{2}:\d{2}:\d{2}|\[[^\]]{0,40}\])?\s{0,4}(?:<--?\s)?2\d\d[ -]/i

/**
 * The recipients that the words of a report name as failed, with what is said about each; in order, each once.
 *
 * A rule for all programs: an address at the head of a line of its own or before a colon beats one beside a server's reply,
 * which beats one behind a word like "recipient". `sender` is whom the report was sent to: named in passing more often than
 * it failed.
 */
export function namedRecipients(text: string, sender: ReadonlySet<string>): readonly NamedRecipient[] {
  const lines = text.split('\n', linesAtMost).map(line => line.slice(0, lineLength))
  const mentions = lines.flatMap((line, at) => mentionsIn(line, at, lines[at + 1] ?? '', sender))
  const chosen = choose(mentions)
  const heads = new Map<string, number>()
  for (const { address, line } of chosen) {
    const key = address.toLowerCase()
    if (!heads.has(key) && heads.size < recipientsAtMost) heads.set(key, line)
  }
  const starts = [...heads.values()].sort((a, b) => a - b)
  return [...heads].map(([key, line]) => ({
    address: chosen.find(one => one.address.toLowerCase() === key)?.address ?? key,
    words: wordsAbout(lines, key, line, starts),
  }))
}

function choose(mentions: readonly Mention[]): readonly Mention[] {
  for (const weight of ['heading', 'reply', 'near'] as const) {
    const some = mentions.filter(mention => mention.weight === weight)
    if (some.length > 0) return some
  }
  for (const weight of ['copied-field', 'mention'] as const) {
    const some = mentions.filter(mention => mention.weight === weight)
    if (new Set(some.map(({ address }) => address.toLowerCase())).size === 1) return some
  }
  return []
}

function mentionsIn(line: string, at: number, next: string, sender: ReadonlySet<string>): readonly Mention[] {
  if (!line.includes('@')) return []
  const found: Mention[] = []
  for (const one of addressesIn(line)) {
    const weight = weigh(line, one, next)
    if (weight === null) continue
    const passing = weight !== 'heading' && weight !== 'reply'
    if (passing && (sender.has(one.address.toLowerCase()) || housekeeping.test(one.address))) continue
    found.push({ address: one.address, line: at, weight })
  }
  return found
}

function weigh(line: string, { start, end }: FoundAddress, next: string): Weight | null {
  const before = line.slice(Math.max(0, start - 120), start)
  const after = line.slice(end, end + 120)
  const token = before.slice(before.search(/\S*$/))
  if (token.includes('://') || /mailto:$/i.test(token)) return null
  if (/rcpt\s?to\s{0,3}:?\s{0,3}<?$/i.test(before)) return accepted.test(next) ? null : 'reply'
  if (senderWord.test(before)) return null
  if (/^\s{0,8}(?:to|cc|bcc|an|à|para)\s{0,3}:/i.test(line)) return 'copied-field'
  if (/^\s{0,8}(?:from|subject|date|sent|von|de|betreff)\s{0,3}:/i.test(line)) return null
  if (before.length < 120 && bullets.test(before)) {
    if (closing.test(after)) return 'heading'
    if (/^[>"')\]]{0,3}\s{0,3}:/.test(after)) return 'heading'
    if (/^[>"')\]]{0,3}\s{1,20}<[^<>\s]{1,250}>\s{0,8}$/.test(after)) return 'heading'
    return 'reply'
  }
  if (/^\s{0,8}"[^"]{1,250}"\s{0,3}<$/.test(before) && closing.test(after)) return 'heading'
  if (/[45]\d\d[\s-](?:#?[45]\.\d{1,3}\.\d{1,3}\s)?\s{0,3}[<"'(]{0,2}$/.test(before)) return 'reply'
  if (helpLine.test(line)) return reply.test(line) ? 'near' : null
  if (recipientWord.test(before)) return 'near'
  return reply.test(line) ? 'near' : 'mention'
}

/** The lines behind a recipient up to the next one; where they say nothing, every line that names it. */
function wordsAbout(lines: readonly string[], key: string, line: number, starts: readonly number[]): string {
  const next = starts.find(start => start > line) ?? lines.length
  const end = lines.findIndex((text, at) => at > line && at < next && longRuler.test(text))
  const block = lines.slice(line, Math.min(end < 0 ? next : end, line + blockLines))
  const naming = lines.filter((text, at) => at !== line && text.toLowerCase().includes(key))
  return [...block, ...(next - line <= 2 ? naming : [])].join('\n').slice(0, 8_000)
}

/**
 * The words of a server in a text: from the first line with a reply code, or else with `tells`, to the end of its
 * paragraph; one line, at most 1,000 characters.
 */
export function diagnosticIn(text: string, tells: (line: string) => boolean): string | null {
  const lines = text.split('\n', linesAtMost).map(line => line.slice(0, lineLength))
  const coded = lines.findIndex(line => reply.test(line.replace(/\[[^\]]{0,60}\]/g, '')))
  const start = coded >= 0 ? coded : lines.findIndex(tells)
  if (start < 0) return null
  const paragraph: string[] = []
  for (const line of lines.slice(start, start + 8)) {
    if (line.trim() === '' || /^\s*[-=*_]{6,}\s*$/.test(line)) break
    paragraph.push(line.trim())
  }
  const joined = paragraph.join(' ').replace(/\s+/g, ' ').trim()
  return joined.slice(0, 1_000) || null
}
