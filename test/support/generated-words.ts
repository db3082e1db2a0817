import { createRandom, type Random } from './random.ts'

/** A language of made-up words with the letters of a real one. */
export type Language = {
  readonly name: string
  /** The legacy charset that mail in it may use. */
  readonly charset: string
  readonly words: readonly string[]
  readonly joiner: string
}

const syllables = {
  latin:
    'ba be bi bo bu ca ce co da de di do fa fe fi ga ge go ha he hi ho ka ke la le li lo ma me mi mo na ne ni no pa pe po ra re ri ro sa se si so ta te ti to tra tre va ve vi wa we wi ster ver con pro ment tion ing er en'.split(
      ' ',
    ),
  western:
    'bä be bü co dé dö fa fü gé grö hä he ik ka kö lä le lü ma mü na né nö pa pré rä re rü sä schö se straß tä te tü ver ña ço ção éra où'.split(
      ' ',
    ),
  cyrillic:
    'ба ве го да ез жи за ик ко ла ме но об по ра со та ун фо хо це чи шо щи эт юн яр ние ство ско'.split(
      ' ',
    ),
  japanese:
    'お 客 様 ご 注 文 の 確 認 を 願 い し ま す 商 品 は 発 送 済 み で 東 京 都 支 払 方 法 連 絡 担 当 者 メ ー ル ア ド レ ス'.split(
      ' ',
    ),
  chinese:
    '您 好 我 们 订 单 已 经 发 货 请 确 认 收 到 谢 谢 客 服 产 品 价 格 地 址 电 话 邮 件 回 复 问 题 时 间 公 司'.split(
      ' ',
    ),
} as const

/** A Zipf-like draw: a few words are everywhere, most are rare, as in mail. */
function pickWord(random: Random, words: readonly string[]): string {
  const rank = Math.floor(words.length ** random.next()) - 1
  return words[rank] ?? words[0] ?? 'word'
}

function makeWords(
  seed: number,
  parts: readonly string[],
  count: number,
  longest: number,
): readonly string[] {
  const random = createRandom(seed)
  const words = new Set<string>()
  while (words.size < count) {
    let word = ''
    for (let left = random.between(1, longest); left > 0; left -= 1) word += random.pick(parts)
    words.add(word)
  }
  return [...words]
}

const latin = makeWords(1, syllables.latin, 18_000, 4)
const western = makeWords(2, syllables.western, 9_000, 4)

/** English-like text makes three quarters of a mailbox; the rest keeps decoders honest. */
export const languages: readonly Language[] = [
  { name: 'latin', charset: 'us-ascii', words: latin, joiner: ' ' },
  { name: 'western', charset: 'iso-8859-1', words: western, joiner: ' ' },
  { name: 'windows', charset: 'windows-1252', words: western, joiner: ' ' },
  { name: 'cyrillic', charset: 'koi8-r', words: makeWords(3, syllables.cyrillic, 6_000, 4), joiner: ' ' },
  { name: 'japanese', charset: 'shift_jis', words: makeWords(4, syllables.japanese, 4_000, 4), joiner: '' },
  { name: 'chinese', charset: 'gb18030', words: makeWords(5, syllables.chinese, 4_000, 4), joiner: '' },
]

const given = makeWords(6, 'an be ca da el fi ga ha in jo ka li ma no ol pe ra sa ti va'.split(' '), 400, 3)
const family = makeWords(7, 'berg dal holm kar lund mor nes ro stein tal vik wald'.split(' '), 400, 3)
const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1)

export type Person = { readonly name: string; readonly address: string }

/** The n-th made-up customer; every number is another address. */
export function person(index: number): Person {
  const first = given[index % given.length] ?? 'ann'
  const last = family[(index * 7 + Math.floor(index / given.length)) % family.length] ?? 'berg'
  const domain = `${last}${index % 97}.example`
  return { name: `${capital(first)} ${capital(last)}`, address: `${first}.${index}@${domain}` }
}

/** Text of about this many characters in paragraphs of sentences. */
export function makeText(random: Random, language: Language, length: number): string {
  const lines: string[] = []
  let written = 0
  let line = ''
  let sentence = 0
  while (written < length) {
    const word = pickWord(random, language.words)
    line += sentence === 0 ? capital(word) : word
    sentence += 1
    if (sentence > 6 && random.chance(0.15)) {
      line += '.'
      sentence = 0
    }
    if (line.length > 68) {
      lines.push(line)
      written += line.length + 2
      line = ''
      if (random.chance(0.12)) lines.push('')
    } else {
      line += sentence === 0 ? ' ' : language.joiner
    }
  }
  lines.push(line)
  return lines.join('\r\n')
}
