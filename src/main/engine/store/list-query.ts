import { DummyDriver, Kysely, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler, sql } from 'kysely'
import type { ConversationFilter, Source } from '#shared/conversation.ts'
import { listColumns, type StoredListRow } from './conversation-row.ts'
import { facetBits } from './conversations.ts'
import type { SqlValue } from './handle.ts'

type ConversationTable = StoredListRow & {
  readonly hidden: number
  readonly facet: number
}
type Tables = { readonly conversation: ConversationTable }

/** Builds SQL and runs nothing: kysely's own statements are prepared anew each time, ours once. */
const builder = new Kysely<Tables>({
  dialect: {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: db => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  },
})

/** Values of a built query, by name. */
export type QueryValues = Readonly<Record<'accountId' | 'lastAt' | 'key' | 'limit', SqlValue>>

/** What an index can answer: all of a filter but search, mailbox and tag. */
export type ListFilter = Pick<
  ConversationFilter,
  'view' | 'source' | 'read' | 'accountId' | 'waiting' | 'hasAttachment'
>

/** A query's text, and the order in which it takes its values. */
export type BuiltQuery = {
  readonly sql: string
  readonly bind: (values: QueryValues) => readonly SqlValue[]
}

const sources: readonly Source[] = ['email', 'form', 'support', 'other']
const facets: readonly number[] = [0, 1, 2, 3, 4, 5, 6, 7]
/** Values of `archived` by view. */
const sidesOf = { active: [0], archived: [1], snoozed: [2], all: [0, 1, 2] } as const
const conversationColumns = listColumns.map(name => `conversation.${name}` as const)

/** A value by name: compiled, the parameters are the names, and the text is kept for the next time. */
const named = <T extends SqlValue>(name: keyof QueryValues) => sql<T>`${name}`

const built = new Map<string, BuiltQuery>()

function once(
  shape: string,
  build: () => { readonly sql: string; readonly parameters: readonly unknown[] },
): BuiltQuery {
  const known = built.get(shape)
  if (known) return known
  const { sql: text, parameters } = build()
  const names = parameters as readonly (keyof QueryValues)[] // `named` makes every one of them
  const query = { sql: text, bind: (values: QueryValues) => names.map(name => values[name]) }
  built.set(shape, query)
  return query
}

/**
 * A page of the list for a filter, newest first.
 *
 * Every combination of conditions becomes a merge of a few index streams, one per side (active, archived, snoozed), source
 * and facet that fits, each in the order of the list. SQLite pulls them lazily and reads rows only for the page, so it
 * costs about fifty index steps at any size (P6).
 */
export function listQuery(filter: ListFilter, after: boolean): BuiltQuery {
  return once(`rows ${shapeOf(filter)} ${after}`, () =>
    builder
      .selectFrom(streamsInOrder(filter, after).as('page'))
      .innerJoin('conversation', 'conversation.key', 'page.key')
      .select(conversationColumns)
      .orderBy('page.last_at', 'desc')
      .orderBy('page.key', 'desc')
      .compile(),
  )
}

/** The same without its rows: `key` and `last_at`, from an index alone. */
export function listKeysQuery(filter: ListFilter, after: boolean): BuiltQuery {
  return once(`keys ${shapeOf(filter)} ${after}`, () => streamsInOrder(filter, after).compile())
}

/** Up to so many streams are merged: each is begun, whatever the page needs of it. */
const streamsAtMost = 100

/** Whether what is in so many mailboxes can be read in order. */
export function canMerge(filter: ListFilter, lists: number): boolean {
  return lists * sidesOf[filter.view].length * facetsOf(filter).length <= streamsAtMost
}

/**
 * The same of what is in some mailboxes, or has a tag, its source and account apart; who is in two of them comes twice.
 *
 * Values in order: for each list the list, and where `after` is set `last_at` and `key`; the limit at the end.
 */
export function memberKeysQuery(filter: ListFilter, lists: number, after: boolean): MemberQuery {
  const shape = `members ${lists} ${filter.view} ${filter.read} ${filter.waiting === true} ${filter.hasAttachment === true} ${after}`
  const known = builtMembers.get(shape)
  if (known) return known
  const streams = sidesOf[filter.view].flatMap(archived =>
    facetsOf(filter).map(
      facet => `SELECT conversation_key AS key, last_at FROM list_member
        WHERE list = ? AND archived = ${archived} AND facet = ${facet}${after ? ' AND (last_at, conversation_key) < (?, ?)' : ''}`,
    ),
  )
  const query = {
    sql: `${Array.from({ length: lists }, () => streams)
      .flat()
      .join(' UNION ALL ')} ORDER BY last_at DESC, key DESC LIMIT ?`,
    streams: streams.length,
  }
  builtMembers.set(shape, query)
  return query
}

/** `streams` is how often the values of a list are bound. */
export type MemberQuery = { readonly sql: string; readonly streams: number }
const builtMembers = new Map<string, MemberQuery>()

function streamsInOrder(filter: ListFilter, after: boolean) {
  const streams = streamsOf(filter).map(({ archived, source, facet }) => {
    let stream = builder
      .selectFrom('conversation')
      .select(['key', 'last_at'])
      .where('hidden', '=', sql.lit(0))
      .where('archived', '=', sql.lit(archived))
    if (filter.accountId !== undefined) stream = stream.where('account_id', '=', named<string>('accountId'))
    if (source !== null) stream = stream.where('source', '=', sql.lit(source))
    if (facet !== null) stream = stream.where('facet', '=', sql.lit(facet))
    if (after) {
      stream = stream.where(
        sql<boolean>`(last_at, key) < (${named<number>('lastAt')}, ${named<number>('key')})`,
      )
    }
    return stream
  })
  const [first, ...others] = streams
  if (first === undefined) throw new Error('A filter has at least one stream')
  return others
    .reduce((query, stream) => query.unionAll(stream), first)
    .orderBy('last_at', 'desc')
    .orderBy('key', 'desc')
    .limit(named<number>('limit'))
}

function facetsOf(filter: ListFilter): readonly number[] {
  return facets.filter(facet => {
    const unread = (facet & facetBits.unread) !== 0
    const waiting = (facet & facetBits.waiting) !== 0
    if (filter.read !== undefined && unread !== (filter.read === 'unread')) return false
    if (filter.hasAttachment === true && (facet & facetBits.attachment) === 0) return false
    return filter.waiting !== true || waiting
  })
}

function streamsOf(
  filter: ListFilter,
): readonly { readonly archived: number; readonly source: Source | null; readonly facet: number | null }[] {
  const wanted = facetsOf(filter)
  const isWhole =
    wanted.length === facets.length && filter.source === undefined && filter.accountId === undefined
  const sides = sidesOf[filter.view]
  if (isWhole) return sides.map(archived => ({ archived, source: null, facet: null }))
  const from = filter.source === undefined ? sources : [filter.source]
  return sides.flatMap(archived => from.flatMap(source => wanted.map(facet => ({ archived, source, facet }))))
}

function shapeOf(filter: ListFilter): string {
  return [
    filter.view,
    filter.source,
    filter.read,
    filter.accountId !== undefined,
    filter.waiting === true,
    filter.hasAttachment === true,
  ].join(' ')
}
