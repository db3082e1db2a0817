import { decodeBytes } from '#engine/mail/mime/charset.ts'

type Group = { readonly skipped: boolean; readonly unicodeSkip: number }

/** Groups that hold tables, pictures and data rather than words. */
const silent = new Set(
  (
    'fonttbl colortbl stylesheet info pict object header headerl headerr footer footerl footerr themedata ' +
    'datastore listtable listoverridetable rsidtbl generator xmlnstbl latentstyles filetbl revtbl'
  ).split(' '),
)
const breaks: Readonly<Record<string, string>> = {
  par: '\n',
  line: '\n',
  sect: '\n',
  page: '\n',
  row: '\n',
  cell: '\t',
  tab: '\t',
  emdash: '—',
  endash: '–',
  bullet: '•',
  lquote: '‘',
  rquote: '’',
  ldblquote: '“',
  rdblquote: '”',
}
const longestText = 400_000
const deepest = 200
const token =
  /\\([a-z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-f]{2})|\\([^a-z0-9])|([{}])|([^\\{}\r\n]+)|[\r\n]+|\\/gi

/** The words of an RTF document, roughly: paragraphs and tabs stay, everything else of its looks goes. */
export function rtfToText(rtf: Uint8Array): string {
  const source = Buffer.from(rtf.buffer, rtf.byteOffset, rtf.byteLength).toString('latin1')
  const charset = `windows-${/\\ansicpg(\d{3,5})/.exec(source.slice(0, 2_000))?.[1] ?? '1252'}`
  const out: string[] = []
  const groups: Group[] = []
  let length = 0
  let group: Group = { skipped: false, unicodeSkip: 1 }
  let hidden = false
  let toSkip = 0
  let bytes: number[] = []
  const flush = () => {
    if (bytes.length === 0) return
    const text = decodeBytes(Buffer.from(bytes), charset)
    bytes = []
    out.push(text)
    length += text.length
  }
  const say = (text: string) => {
    if (group.skipped || hidden) return
    flush()
    out.push(text)
    length += text.length
  }
  for (const [, word, number, hex, symbol, brace, plain] of source.matchAll(token)) {
    if (length > longestText) break
    if (brace === '{') {
      if (groups.length < deepest) groups.push(group)
      toSkip = 0
    } else if (brace === '}') {
      flush()
      group = groups.pop() ?? group
      toSkip = 0
    } else if (word !== undefined) {
      const name = word.toLowerCase()
      if (silent.has(name)) group = { ...group, skipped: true }
      else if (name === 'uc') group = { ...group, unicodeSkip: Math.min(8, Math.max(0, Number(number ?? 1))) }
      else if (name === 'htmlrtf') hidden = number !== '0'
      else if (name === 'u' && number !== undefined) {
        say(String.fromCharCode(Number(number) & 0xffff))
        toSkip = group.unicodeSkip
      } else if (breaks[name] !== undefined) say(breaks[name])
    } else if (hex !== undefined) {
      if (toSkip > 0) toSkip -= 1
      else if (!group.skipped && !hidden) bytes.push(Number.parseInt(hex, 16))
    } else if (symbol !== undefined) {
      if (symbol === '*') group = { ...group, skipped: true }
      else if (symbol === '~') say(' ')
      else if ('\\{}'.includes(symbol)) say(symbol)
    } else if (plain !== undefined) {
      const words = plain.slice(toSkip)
      toSkip = Math.max(0, toSkip - plain.length)
      say(words)
    }
  }
  flush()
  return out
    .join('')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}
