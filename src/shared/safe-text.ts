const printable = /^[\x20-\x7e]*$/
const breaks = /[\t\n\v\f\r\u0085\u2028\u2029]+/g
const joiners = /(?:\u200c|\u200d|[\ufe00-\ufe0f])+/g
const unseen =
  /[\x00-\x1f\x7f-\x9f\u00ad\u061c\u115f\u1160\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb\u{e0000}-\u{e0fff}]|\u034f|\u17b4|\u17b5|[\u180b-\u180f]|[\u{1bca0}-\u{1bca3}]|[\u{1d173}-\u{1d17a}]/gu
const marks = /\p{M}{9,}/gu
const lone = /\p{Cs}/gu
const forbidden = /[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]/
const oddBreaks = /[\r\u2028\u2029\u0085]/g
const controls = /[\x00-\x08\x0b-\x1f\x7f-\x9f]/g

/**
 * One line of text that came from outside, fit to be shown, stored and put into a new header.
 *
 * Line breaks and tabs become spaces; C0, C1, bidi controls, the tags block and invisible fillers vanish; joiners
 * stay only after a character that can join; lone surrogates become U+FFFD. The result is trimmed.
 */
export function safeLine(text: string): string {
  if (printable.test(text)) return text.trim()
  return text
    .replace(breaks, ' ')
    .replace(unseen, '')
    .replace(joiners, keepJoiner)
    .replace(marks, run => run.slice(0, 8))
    .replace(lone, '\ufffd')
    .trim()
}

/**
 * Text of several lines that came from outside: `\n` between lines, no control characters but tab and line feed.
 *
 * Bidi controls stay, because right-to-left mail needs them; whoever shows one line of it uses {@link safeLine}.
 */
export function safeText(text: string): string {
  const lines = text.includes('\r') ? text.replaceAll('\r\n', '\n') : text
  return forbidden.test(lines)
    ? lines.replace(oddBreaks, '\n').replace(controls, '').replace(lone, '\ufffd')
    : lines
}

function keepJoiner(run: string, at: number, whole: string): string {
  const before = whole.charCodeAt(at - 1)
  return before >= 0x300 ? run.slice(0, 2) : ''
}
