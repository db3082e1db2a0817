import type { Source } from './conversation.ts'
import { operatorNames, operatorValues, type SearchOperator } from './search-query.ts'
import { foldText } from './search-words.ts'

/** One way to go on: `insert` takes the place of the text from `start` to `end`, and the caret goes behind it. */
export type SearchCompletion = {
  readonly kind: 'operator' | 'value'
  readonly operator: SearchOperator['name']
  /** What stands in the list: `from:`, or a value as people call it. */
  readonly label: string
  readonly start: number
  readonly end: number
  readonly insert: string
}

/** What can be named in a search, as the screen knows it. */
export type SearchNames = {
  readonly mailboxes: readonly { readonly name: string }[]
  readonly sources: readonly { readonly source: Source; readonly name: string }[]
}

const beforeCaret = /(?:^|\s)(\S*(?:"[^"]*)?)$/
const operatorStart = new RegExp(`^(${operatorNames.join('|')}):"?(.*)$`, 'iu')

/**
 * Ways to go on where the caret stands, best first; none inside of words that begin no operator.
 *
 * An empty search offers every operator. A finished value offers nothing.
 */
export function completions(text: string, caret: number, names: SearchNames): readonly SearchCompletion[] {
  const typed = beforeCaret.exec(text.slice(0, caret))?.[1] ?? ''
  const start = caret - typed.length
  const rest = /^[^\s"]*"?/.exec(text.slice(caret))?.[0].length ?? 0
  const end = caret + rest
  const [, name, value = ''] = operatorStart.exec(typed) ?? []
  if (name === undefined) {
    if (typed === '' && text.trim() !== '') return []
    return operatorNames
      .filter(known => known.startsWith(typed.toLowerCase()))
      .map(operator => ({
        kind: 'operator',
        operator,
        label: `${operator}:`,
        start,
        end,
        insert: `${operator}:`,
      }))
  }
  const operator = name.toLowerCase() as SearchOperator['name'] // the pattern knows no other names
  const wanted = foldText(value)
  return valuesOf(operator, names)
    .filter(({ value: known, label }) => [known, label].some(one => startsWithin(foldText(one), wanted)))
    .filter(({ value: known }) => foldText(known) !== wanted)
    .map(({ value: known, label }) => ({
      kind: 'value',
      operator,
      label,
      start,
      end,
      insert: `${operator}:${/[\s"]/.test(known) ? `"${known.replaceAll('"', '')}"` : known} `,
    }))
}

type Value = { readonly value: string; readonly label: string }

function valuesOf(operator: SearchOperator['name'], names: SearchNames): readonly Value[] {
  switch (operator) {
    case 'has':
    case 'is':
      return operatorValues[operator].map(value => ({ value, label: value }))
    case 'source':
      return names.sources.map(({ source, name }) => ({ value: source, label: name }))
    case 'in':
      return [...new Set(names.mailboxes.map(({ name }) => name))].map(name => ({ value: name, label: name }))
    default:
      return []
  }
}

/** Whether a word of the text begins so. */
function startsWithin(text: string, beginning: string): boolean {
  return text.startsWith(beginning) || text.includes(` ${beginning}`)
}
