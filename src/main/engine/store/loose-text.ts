/** Elements whose content is not words for a reader. */
const unread = new Set(['style', 'script', 'title'])

/** Elements within a word: they part nothing. */
const inline = new Set(
  'a abbr b big bdi bdo code del em font i ins kbd mark o:p s small span strike strong sub sup tt u var wbr'.split(
    ' ',
  ),
)

/** A tag, as far as its name; what else begins with the sign of one is text. */
const tagStart = /<(?:(!--)|[!?]|(\/?)([a-z][a-z0-9:-]{0,63}))/gi

/**
 * The text of a mail's HTML, good enough to find and to show words again; the parser knows better, and is not here.
 *
 * Hidden text is part of it. One pass, whatever is left open: what was found to have no end is not searched for again.
 */
export function looseText(html: string): string {
  const missing = new Set<string>()
  const endOf = (needle: RegExp | string, from: number): number => {
    const name = String(needle)
    if (missing.has(name)) return -1
    const end = typeof needle === 'string' ? afterString(html, needle, from) : afterMatch(html, needle, from)
    if (end < 0) missing.add(name)
    return end
  }
  let text = ''
  let at = 0
  tagStart.lastIndex = 0
  for (let found = tagStart.exec(html); found !== null; found = tagStart.exec(html)) {
    const [start, comment, slash, name = ''] = found
    const element = name.toLowerCase()
    text += html.slice(at, found.index)
    if (!inline.has(element)) text += ' '
    const inside = found.index + start.length
    const end = comment ? Math.max(endOf('-->', inside), 0) || endOf('>', inside) : endOf('>', inside)
    at = end < 0 ? html.length : end
    if (slash === '' && unread.has(element)) {
      const closed = endOf(new RegExp(`</${element}[^>]{0,100}>`, 'gi'), at)
      if (closed > 0) at = closed
    }
    tagStart.lastIndex = at
  }
  return `${text}${html.slice(at)}`.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,8}));/gi, readEntity)
}

function afterString(html: string, needle: string, from: number): number {
  const at = html.indexOf(needle, from)
  return at < 0 ? -1 : at + needle.length
}

function afterMatch(html: string, needle: RegExp, from: number): number {
  needle.lastIndex = from
  return needle.test(html) ? needle.lastIndex : -1
}

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  shy: '',
  zwj: '',
  zwnj: '',
  szlig: 'ß',
  aelig: 'æ',
  oelig: 'œ',
  oslash: 'ø',
}

/** `&eacute;` is a letter and the name of its mark. */
const accented = /^([a-z])(acute|grave|circ|uml|tilde|ring|cedil|caron)$/i
const marks: Readonly<Record<string, string>> = {
  grave: '\u0300',
  acute: '\u0301',
  circ: '\u0302',
  tilde: '\u0303',
  uml: '\u0308',
  ring: '\u030a',
  caron: '\u030c',
  cedil: '\u0327',
}

function readEntity(_whole: string, decimal?: string, hex?: string, name?: string): string {
  if (name === undefined) {
    const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal)
    return code <= 0x10ffff ? String.fromCodePoint(code) : ' '
  }
  const [, letter, mark = ''] = accented.exec(name) ?? []
  if (letter !== undefined) return `${letter}${marks[mark.toLowerCase()] ?? ''}`.normalize('NFC')
  return entities[name.toLowerCase()] ?? ' '
}
