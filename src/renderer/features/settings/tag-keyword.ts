import { tagOf } from '#shared/actions.ts'
import { foldText } from '#shared/search-words.ts'

const longest = 40

/**
 * A keyword for a new tag: what other mail programs will show, so it is close to its name.
 *
 * An IMAP keyword is an atom (RFC 9051 §9): ASCII without spaces and a few marks. `taken` are those in use.
 */
export function keywordFor(name: string, taken: readonly string[]): string {
  const plain = foldText(name)
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, longest)
    .replace(/^-+|-+$/g, '')
  const base = plain === '' ? 'tag' : tagOf(plain) === null ? `tag-${plain}` : plain
  const used = new Set(taken.map(keyword => keyword.toLowerCase()))
  for (let count = 1; ; count += 1) {
    const keyword = count === 1 ? base : `${base}-${count}`
    if (!used.has(keyword)) return keyword
  }
}
