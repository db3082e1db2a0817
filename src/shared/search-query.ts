import type { Source } from './conversation.ts'

/**
 * A condition that was typed as `name:value`. `open` marks a value that is still being typed: it counts as a beginning.
 *
 * `from`, `to` (with Cc and Bcc), `subject`, `before` and `after` hold for one email, together with the plain words;
 * the others for the conversation. `after` is met from its moment on, `before` until it; `at` is epoch ms UTC.
 */
export type SearchOperator =
  | { readonly name: 'from' | 'to' | 'subject'; readonly value: string; readonly open: boolean }
  | { readonly name: 'in'; readonly value: string }
  | { readonly name: 'has'; readonly value: 'attachment' }
  | { readonly name: 'is'; readonly value: 'unread' | 'read' | 'archived' }
  | { readonly name: 'source'; readonly value: Source }
  | { readonly name: 'before' | 'after'; readonly value: string; readonly at: number }

/** A condition whose value means nothing: it narrows nothing, and the screen says so. */
export type SearchProblem = { readonly operator: SearchOperator['name']; readonly value: string }

/** A search as typed, taken apart. */
export type ParsedSearch = {
  /** Plain words in order, as typed; a quoted text is one of them. */
  readonly words: readonly string[]
  /** The last of `words` may go on: it counts as a beginning. */
  readonly typing: boolean
  readonly operators: readonly SearchOperator[]
  readonly problems: readonly SearchProblem[]
}

/** Names of all operators, in the order in which they are offered. */
export const operatorNames = [
  'from',
  'to',
  'subject',
  'has',
  'is',
  'source',
  'before',
  'after',
  'in',
] as const satisfies readonly SearchOperator['name'][]

/** What these operators take. */
export const operatorValues = {
  has: ['attachment'],
  is: ['unread', 'read', 'archived'],
  source: ['email', 'form', 'support', 'other'],
} as const

const token = new RegExp(
  String.raw`(?<name>${operatorNames.join('|')}):(?:"(?<quoted>[^"]*)(?<closed>"?)|(?<value>\S*))|"(?=\s*[^\s"])(?<text>[^"]+)(?<end>"?)(?=\s|$)|\S+`,
  'giu',
)
const dayPattern = /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/
const unfinishedDay = /^\d{0,4}(?:-\d{0,2}){0,2}$/

/**
 * Takes a typed search apart. Never throws: what is no operator is plain text, and what an operator can't read is a problem.
 *
 * Values may be quoted. A value that is still being typed and may become a good one is neither a condition nor a problem.
 */
export function parseSearch(text: string): ParsedSearch {
  const words: string[] = []
  const operators: SearchOperator[] = []
  const problems: SearchProblem[] = []
  let typing = false
  for (const found of text.matchAll(token)) {
    const { name, quoted, closed, value = quoted ?? '', text: phrase, end } = found.groups ?? {}
    const isLast = found.index + found[0].length === text.length
    typing = false
    if (name === undefined) {
      words.push(phrase ?? found[0])
      typing = isLast && end !== '"'
      continue
    }
    const operator = name.toLowerCase() as SearchOperator['name'] // the pattern knows no other names
    const read = readOperator(operator, value.trim(), isLast && closed !== '"')
    if (read === 'wrong') problems.push({ operator, value })
    else if (read !== 'unfinished') operators.push(read)
  }
  return { words, typing, operators, problems }
}

/**
 * The first moment of a day (`2026-03-09`), month (`2026-03`) or year (`2026`) in local time, epoch ms UTC; null for any
 * other text, and for days that no calendar has.
 */
function startOfDay(value: string): number | null {
  const [, year, month = '1', day = '1'] = dayPattern.exec(value) ?? []
  if (year === undefined) return null
  const date = new Date(Number(year), Number(month) - 1, Number(day))
  date.setFullYear(Number(year))
  const isReal = date.getMonth() === Number(month) - 1 && date.getDate() === Number(day)
  return isReal ? date.getTime() : null
}

function readOperator(
  name: SearchOperator['name'],
  value: string,
  open: boolean,
): SearchOperator | 'unfinished' | 'wrong' {
  if (value === '') return open ? 'unfinished' : 'wrong'
  switch (name) {
    case 'from':
    case 'to':
    case 'subject':
      return { name, value, open }
    case 'in':
      return { name, value }
    case 'before':
    case 'after': {
      const at = startOfDay(value)
      if (at !== null) return { name, value, at }
      return open && unfinishedDay.test(value) ? 'unfinished' : 'wrong'
    }
    case 'has':
      return oneOf(operatorValues.has, value, open, known => ({ name, value: known }))
    case 'is':
      return oneOf(operatorValues.is, value, open, known => ({ name, value: known }))
    case 'source':
      return oneOf(operatorValues.source, value, open, known => ({ name, value: known }))
  }
}

function oneOf<Value extends string>(
  values: readonly Value[],
  typed: string,
  open: boolean,
  make: (value: Value) => SearchOperator,
): SearchOperator | 'unfinished' | 'wrong' {
  const lower = typed.toLowerCase()
  const found = values.find(value => value === lower)
  if (found !== undefined) return make(found)
  return open && values.some(value => value.startsWith(lower)) ? 'unfinished' : 'wrong'
}
