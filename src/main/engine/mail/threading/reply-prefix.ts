/** What a subject's prefix says: an answer, or somebody else's mail passed on. */
export type ReplyPrefix = 'reply' | 'forward'

/** Prefixes as mail programs write them, by language. `fw` and friends pass on, the others answer. */
const replies = [
  're',
  'r',
  'aw',
  'antw',
  'antwort',
  'sv',
  'vs',
  'svar',
  'odp',
  'odpověď',
  'ref',
  'res',
  'rép',
  'rep',
  'bls',
  'ynt',
  'yan',
  'atb',
  'vá',
  'válasz',
  'απ',
  'σχετ',
  'на',
  'отв',
  'ответ',
  'hồi âm',
  'trả lời',
  'השב',
  'تعقيب',
  'رد',
  '回复',
  '回覆',
  '答复',
  '答覆',
  '返信',
  '답장',
  '회신',
]
const forwards = [
  'fwd',
  'fw',
  'wg',
  'vb',
  'vl',
  'vid',
  'tr',
  'rv',
  'enc',
  'encam',
  'i',
  'fs',
  'pd',
  'doorst',
  'vrs',
  'vyr',
  'továbbítás',
  'i̇lt',
  'ilt',
  'πρθ',
  'προωθ',
  'пересл',
  'chuyển tiếp',
  'הועבר',
  'إعادة توجيه',
  '转发',
  '轉寄',
  '转寄',
  '轉發',
  '転送',
  '전달',
]

const kinds: ReadonlyMap<string, ReplyPrefix> = new Map([
  ...replies.map(word => [word, 'reply'] as const),
  ...forwards.map(word => [word, 'forward'] as const),
])

/** `Re:`, `Re[2]:`, `Re^2:`, `Re(3):`, `Re*4:`, `Re 2:`, with ASCII or full-width colon. */
const prefix =
  /^([\p{L}\p{M} ]{1,20}?)\s?(?:\[\d{1,3}\]|\^\d{1,3}|\(\d{1,3}\)|\*\d{1,3}|\d{1,3})?\s?[:：]\s*/u

/** No real subject has more; what is left stays in the subject. */
const prefixesAtMost = 50

/**
 * A subject without its reply and forward prefixes; `[tags]` stay.
 *
 * `prefix` is the outermost one, which tells what this mail is. "Invoice: paid" and "I: …" in an English mail look like
 * prefixes only when they are in the table.
 */
export function stripReplyPrefixes(subject: string): {
  readonly base: string
  readonly prefix: ReplyPrefix | null
} {
  let base = subject.trim()
  let outermost: ReplyPrefix | null = null
  for (let count = 0; count < prefixesAtMost; count++) {
    const match = prefix.exec(base.slice(0, 40))
    const kind =
      match === null ? undefined : kinds.get((match[1] ?? '').trim().toLowerCase().normalize('NFC'))
    if (match === null || kind === undefined) break
    outermost ??= kind
    base = base.slice(match[0].length)
  }
  return { base, prefix: outermost }
}

/** The form in which base subjects are compared: lower case, single spaces; empty where there is nothing to compare. */
export function subjectKey(subject: string): string {
  return stripReplyPrefixes(subject)
    .base.toLowerCase()
    .normalize('NFC')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 200)
}
