import { toUnicodeHost } from './punycode.ts'
import { safeLine } from './safe-text.ts'

/**
 * Letters that are hard to tell from an ASCII one, by that one: Cyrillic, Greek, Armenian, Latin of other countries,
 * Cherokee and Hebrew where they look the same. Compatibility forms (fullwidth, mathematical) and accents are undone
 * before. The Unicode list has 6,000 more that nobody can type into a domain name.
 */
const alike: Readonly<Record<string, string>> = {
  a: 'аɑαꭺᴀ',
  b: 'ьƅвᏏʙ',
  c: 'сϲςᴄꞓꮯ',
  d: 'ԁɗđᏧժ',
  e: 'еҽєɛεҿꬲɇ',
  f: 'ƒẝꞙſϝք',
  g: 'ɡցƍǥԍ',
  h: 'һհʜнħᏂ',
  i: 'іıιɩɪᎥꙇї',
  j: 'јϳյʝ',
  k: 'кκĸқᴋ',
  l: 'ӏӀłɫǀ׀וןⵏ|!1',
  m: 'мᴍɱ',
  n: 'ոռпηɴŋ',
  o: 'оοօσøɵסഠ೦ဝ〇о0ᴏ',
  p: 'рρϱᴘƿ',
  q: 'ԛզգɋ',
  r: 'гᴦꮁʀɾ',
  s: 'ѕƽꜱʂꮪ5',
  t: 'тτŧᴛꭲ',
  u: 'υսцʋᴜꞟ',
  v: 'νѵᴠט',
  w: 'ѡԝաωшɯᴡ',
  x: 'хχ×',
  y: 'уγʏүყɏɣ',
  z: 'ᴢʐƶȥ',
}

const asciiOf = new Map(
  Object.entries(alike).flatMap(([ascii, letters]) =>
    Array.from(letters, letter => [letter, ascii] as const),
  ),
)

/**
 * A form in which texts that look the same are the same: for comparing, never for showing (after UTS 39 §4).
 *
 * Accents go, look-alike letters and digits become ASCII, `rn` becomes `m` and `vv` becomes `w`.
 */
export function skeleton(text: string): string {
  const isMixedCase = /[a-z]/.test(text) && text.includes('I')
  const plain = (isMixedCase ? text.replaceAll('I', 'l') : text).toLowerCase()
  const letters = /^[\x20-\x7e]*$/.test(plain) ? mapAscii(plain) : mapLetters(plain)
  return letters.replaceAll('rn', 'm').replaceAll('vv', 'w')
}

/** What {@link mapLetters} does to ASCII, fast: nearly all names are. */
function mapAscii(text: string): string {
  return /[015|!]/.test(text) ? text.replace(/[015|!]/g, sign => asciiOf.get(sign) ?? sign) : text
}

function mapLetters(text: string): string {
  const decomposed = safeLine(text)
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
  let out = ''
  for (const letter of decomposed) out += asciiOf.get(letter) ?? letter
  return out
}

/** What a skeleton's letters are written for, beside themselves. */
const written: Readonly<Record<string, string>> = { l: '1', o: '0', s: '5', m: 'rn', w: 'vv' }
const mostPlaces = 6

/**
 * Other spellings in ASCII that look like a text, at most 64: what it is written for, and what it may be mistaken for.
 *
 * For asking an index that knows no shapes. Beyond six places that can be spelt in two ways, only the first six vary.
 */
export function lookAlikes(text: string): readonly string[] {
  const shape = skeleton(text)
  const places = Array.from(shape, (letter, at) => (letter in written ? at : -1)).filter(at => at >= 0)
  let spellings = ['']
  for (const [at, letter] of Array.from(shape).entries()) {
    const other = written[letter]
    const both = other !== undefined && places.indexOf(at) < mostPlaces ? [letter, other] : [letter]
    spellings = spellings.flatMap(spelling => both.map(one => spelling + one))
  }
  return spellings.filter(spelling => spelling !== text)
}

const scripts = [
  ['Latin', /\p{Script=Latin}/u],
  ['Cyrillic', /\p{Script=Cyrillic}/u],
  ['Greek', /\p{Script=Greek}/u],
  ['Armenian', /\p{Script=Armenian}/u],
  ['Hebrew', /\p{Script=Hebrew}/u],
  ['Arabic', /\p{Script=Arabic}/u],
  ['Han', /\p{Script=Han}/u],
  ['Hiragana', /\p{Script=Hiragana}/u],
  ['Katakana', /\p{Script=Katakana}/u],
  ['Hangul', /\p{Script=Hangul}/u],
  ['Bopomofo', /\p{Script=Bopomofo}/u],
  ['Thai', /\p{Script=Thai}/u],
  ['Georgian', /\p{Script=Georgian}/u],
  ['Cherokee', /\p{Script=Cherokee}/u],
  ['Devanagari', /\p{Script=Devanagari}/u],
  [
    'other',
    /[^\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}\p{Script=Thai}\p{Script=Georgian}\p{Script=Cherokee}\p{Script=Devanagari}\p{Script=Common}\p{Script=Inherited}]/u,
  ],
] as const

/** Scripts that are written together (UTS 39 §5.1 and §5.2, highly restrictive). */
const together = [
  new Set(['Latin', 'Han', 'Hiragana', 'Katakana']),
  new Set(['Latin', 'Han', 'Hangul']),
  new Set(['Latin', 'Han', 'Bopomofo']),
]

/** Whether one label of a host name holds letters of scripts that nobody writes together. */
export function hasMixedScripts(host: string): boolean {
  return toUnicodeHost(host)
    .split('.')
    .some(label => {
      const used = scriptsOf(label)
      return used.length > 1 && !together.some(set => used.every(script => set.has(script)))
    })
}

/** Country suffixes under which names of the script are at home. */
const homes: Readonly<Record<string, ReadonlySet<string>>> = {
  Cyrillic: new Set(['ru', 'su', 'ua', 'by', 'bg', 'kz', 'kg', 'mk', 'mn', 'rs', 'tj', 'uz']),
  Greek: new Set(['gr', 'cy']),
  Armenian: new Set(['am']),
}

/**
 * What a host name reads as when a whole label of it is written in another script's look-alikes of ASCII letters, such
 * as Cyrillic `аррӏе` for `apple`; null for every other host.
 */
export function readsAs(host: string): string | null {
  const labels = toUnicodeHost(host).split('.')
  const suffix = labels.at(-1) ?? ''
  const pretends = labels.slice(0, -1).some(label => {
    const used = scriptsOf(label)
    const script = used[0]
    if (used.length !== 1 || script === undefined || !(script in homes)) return false
    if (homes[script]?.has(suffix) === true || scriptsOf(suffix).includes(script)) return false
    return /^[a-z0-9-]+$/.test(skeleton(label))
  })
  return pretends ? labels.map(skeleton).join('.') : null
}

function scriptsOf(label: string): readonly string[] {
  if (/^[\x20-\x7e]*$/.test(label)) return /[a-z]/i.test(label) ? ['Latin'] : []
  return scripts.filter(([, pattern]) => pattern.test(label)).map(([name]) => name)
}
