import type { ConversationFilter } from '#shared/conversation.ts'
import { type ParsedSearch, parseSearch, type SearchOperator } from '#shared/search-query.ts'
import { foldText } from '#shared/search-words.ts'
import { facetBits } from './conversations.ts'
import type { Reader, SqlValue } from './handle.ts'

/** A filter with the operators of its search worked in: what a conversation, and an email of it, must be. */
export type Narrowing = {
  /** Without `search`, `searchIn` and `mailbox`. */
  readonly filter: Omit<ConversationFilter, 'search' | 'searchIn' | 'mailbox'>
  /** Of each of these sets, a mailbox must hold an email of it. */
  readonly mailboxes: readonly (readonly number[])[]
  readonly search: ParsedSearch
  readonly rowsOnly: boolean
}

/** A piece of SQL over a row of `conversation`, with its values in order. */
export type Condition = { readonly sql: string; readonly values: readonly SqlValue[] }

/** Works out what a filter asks for; null when nothing can be it all: read and unread, or a mailbox that isn't there. */
export function narrow(r: Reader, given: ConversationFilter): Narrowing | null {
  const { search: typed, searchIn, mailbox, ...filter } = given
  const search = parseSearch(typed ?? '')
  const mailboxes = [
    ...(mailbox === undefined ? [] : [[Number(mailbox)]]),
    ...search.operators.flatMap(operator =>
      operator.name === 'in' ? [mailboxesNamed(r, operator.value, given.accountId)] : [],
    ),
  ]
  if (mailboxes.some(keys => keys.length === 0 || !keys.every(Number.isSafeInteger))) return null
  let narrowed: Narrowing['filter'] | null = filter
  for (const operator of search.operators) {
    narrowed = withOperator(narrowed, operator)
    if (narrowed === null) return null
  }
  return { filter: narrowed, mailboxes, search, rowsOnly: searchIn === 'rows' }
}

/** What the row of a conversation must be, all but its mailboxes and tag. */
function rowCondition({ filter }: Narrowing): Condition {
  const parts = ['conversation.hidden = 0']
  const values: SqlValue[] = []
  const add = (sql: string, ...some: readonly SqlValue[]) => {
    parts.push(sql)
    values.push(...some)
  }
  if (filter.view !== 'all') add('conversation.archived = ?', sideOf[filter.view])
  if (filter.accountId !== undefined) add('conversation.account_id = ?', filter.accountId)
  if (filter.source !== undefined) add('conversation.source = ?', filter.source)
  const mask = maskOf(filter)
  if (mask.bits !== 0) add('(conversation.facet & ?) = ?', mask.bits, mask.set)
  return { sql: parts.join(' AND '), values }
}

/** The same condition, asked of values. */
export function fitsFilter(
  row: {
    readonly account_id: string
    readonly archived: number
    readonly source: string
    readonly facet: number
  },
  filter: Narrowing['filter'],
): boolean {
  const { bits, set } = maskOf(filter)
  return (
    (filter.view === 'all' || row.archived === sideOf[filter.view]) &&
    (filter.accountId === undefined || row.account_id === filter.accountId) &&
    (filter.source === undefined || row.source === filter.source) &&
    (row.facet & bits) === set
  )
}

/** What a conversation must be in, one of each: mailboxes by key, a tag. */
export function memberLists({ filter, mailboxes }: Narrowing): readonly (readonly (number | string)[])[] {
  return filter.tag === undefined ? mailboxes : [...mailboxes, [filter.tag]]
}

/** Which mailboxes and tag a conversation must have; null when none is asked for. */
export function memberCondition({ filter, mailboxes }: Narrowing): Condition | null {
  const parts: string[] = []
  const values: SqlValue[] = []
  if (filter.tag !== undefined) {
    parts.push("instr(' ' || conversation.tags || ' ', ?) > 0")
    values.push(` ${filter.tag} `)
  }
  for (const keys of mailboxes) {
    const these = keys.map(() => '?').join(', ')
    parts.push(
      `EXISTS (SELECT 1 FROM json_each(conversation.mailboxes) AS place WHERE place.value IN (${these}))`,
    )
    values.push(...keys)
  }
  return parts.length === 0 ? null : { sql: parts.join(' AND '), values }
}

/** Both conditions. */
export function fullCondition(narrowing: Narrowing): Condition {
  const row = rowCondition(narrowing)
  const member = memberCondition(narrowing)
  if (member === null) return row
  return { sql: `${row.sql} AND ${member.sql}`, values: [...row.values, ...member.values] }
}

/** A value of `archived` for each list. */
const sideOf = { active: 0, archived: 1, snoozed: 2 } as const

function maskOf(filter: Narrowing['filter']): { readonly bits: number; readonly set: number } {
  const asked = [
    { bit: facetBits.unread, wanted: filter.read === undefined ? undefined : filter.read === 'unread' },
    { bit: facetBits.waiting, wanted: filter.waiting || undefined },
    { bit: facetBits.attachment, wanted: filter.hasAttachment || undefined },
  ].filter(({ wanted }) => wanted !== undefined)
  return {
    bits: asked.reduce((bits, { bit }) => bits | bit, 0),
    set: asked.reduce((bits, { bit, wanted }) => (wanted === true ? bits | bit : bits), 0),
  }
}

function withOperator(filter: Narrowing['filter'], operator: SearchOperator): Narrowing['filter'] | null {
  if (operator.name === 'has') return { ...filter, hasAttachment: true }
  if (operator.name === 'source') {
    const fits = filter.source === undefined || filter.source === operator.value
    return fits ? { ...filter, source: operator.value } : null
  }
  if (operator.name !== 'is') return filter
  if (operator.value === 'archived') return { ...filter, view: 'archived' }
  const fits = filter.read === undefined || filter.read === operator.value
  return fits ? { ...filter, read: operator.value } : null
}

/** Mailboxes of this name or role, over all accounts or in one. */
function mailboxesNamed(r: Reader, name: string, accountId: string | undefined): readonly number[] {
  const wanted = foldText(name)
  return r
    .prepare<{ key: number; account_id: string; name: string; path: string; role: string }>(
      'SELECT key, account_id, name, path, role FROM mailbox',
    )
    .all()
    .filter(one => accountId === undefined || one.account_id === accountId)
    .filter(one => one.role === wanted || foldText(one.name) === wanted || foldText(one.path) === wanted)
    .map(one => one.key)
}
