import { describe, expect, it } from 'vitest'
import type { ConversationPage, ConversationRow } from '#shared/conversation.ts'
import {
  type RowList,
  readFromTop,
  reread,
  rowsOf,
  stretchesAround,
  stretchesToRead,
  toStretch,
  withPage,
  withReread,
} from './row-list.ts'
import { createShownRows } from './shown-rows.ts'

const row = (id: string, lastAt: number, changes: Partial<ConversationRow> = {}): ConversationRow => ({
  id,
  accountId: 'a',
  contact: { id, name: id, address: null },
  subject: '',
  preview: '',
  previewAuthor: 'contact',
  source: 'email',
  ticket: null,
  lastAt,
  emailCount: 1,
  unreadCount: 0,
  hasAttachment: false,
  archived: false,
  bounced: false,
  hasDraft: false,
  outgoing: null,
  snoozedUntil: null,
  muted: false,
  tags: [],
  hereOnly: false,
  ...changes,
})

/** A store that pages by keyset, as the engine does: the cursor is the place of the last row. */
function createStore(rows: ConversationRow[]) {
  const sorted = () => [...rows].sort((a, b) => b.lastAt - a.lastAt || (a.id < b.id ? 1 : -1))
  return {
    rows,
    page: async (after: string | null, limit: number): Promise<ConversationPage> => {
      const at = after === null ? null : Number(after.split('|')[0])
      const id = after?.split('|')[1] ?? ''
      const rest = sorted().filter(
        each => at === null || each.lastAt < at || (each.lastAt === at && each.id < id),
      )
      const found = rest.slice(0, limit).map(each => ({ ...each }))
      const last = found.at(-1)
      return {
        rows: found,
        next: rest.length > limit && last !== undefined ? `${last.lastAt}|${last.id}` : null,
      }
    },
    ids: () => sorted().map(each => each.id),
  }
}

const many = (count: number) =>
  Array.from({ length: count }, (_, index) => row(`r${1000 + index}`, 10_000 - index * 10))

async function readAll(store: ReturnType<typeof createStore>, pageSize: number): Promise<RowList> {
  const first = await store.page(null, pageSize)
  let list: RowList = { stretches: [toStretch(null, first)], next: first.next }
  while (list.next !== null) list = withPage(list, list.next, await store.page(list.next, pageSize))
  return list
}

async function refresh(
  list: RowList,
  store: ReturnType<typeof createStore>,
  indexes: readonly number[],
  pinned: string | null = null,
): Promise<RowList> {
  let result = list
  for (const index of indexes) {
    const old = list.stretches[index]
    if (old !== undefined) result = withReread(result, old, await reread(old, store.page, pinned))
  }
  return result
}

const ids = (list: RowList) => rowsOf(list).map(each => each.id)

describe('the list, read again where it is looked at', () => {
  it('shows new mail at the top, and the row that moved there once', async () => {
    const store = createStore(many(200))
    const list = await readAll(store, 50)
    store.rows.push(row('new', 20_000))
    const moved = store.rows.find(each => each.id === 'r1120')
    if (moved !== undefined) Object.assign(moved, { lastAt: 19_000 })
    const after = await refresh(list, store, [0])
    expect(ids(after)).toEqual(store.ids())
  })

  it('keeps unchanged rows identical, so that they are not drawn again', async () => {
    const store = createStore(many(60))
    const list = await readAll(store, 50)
    const changed = store.rows[3]
    if (changed !== undefined) Object.assign(changed, { unreadCount: 2 })
    const before = rowsOf(list)
    const after = rowsOf(await refresh(list, store, [0]))
    expect(after.filter((each, index) => each !== before[index]).map(each => each.id)).toEqual(['r1003'])
  })

  it('loses and doubles nothing at the borders, whatever came and went', async () => {
    const store = createStore(many(200))
    let list = await readAll(store, 50)
    store.rows.splice(40, 20)
    list = await refresh(list, store, [0, 1])
    expect(ids(list)).toEqual(store.ids())
    store.rows.push(...Array.from({ length: 9 }, (_, index) => row(`x${index}`, 9_505 - index * 0.1)))
    list = await refresh(list, store, [0, 1])
    expect(ids(list)).toEqual(store.ids())
  })

  it('reads on where more came in than fits one request', async () => {
    const store = createStore(many(100))
    const list = await readAll(store, 50)
    store.rows.push(...Array.from({ length: 400 }, (_, index) => row(`n${1000 + index}`, 50_000 + index)))
    const after = await refresh(list, store, [0])
    expect(ids(after)).toEqual(store.ids())
    expect(after.stretches.length).toBeGreaterThan(3)
  })

  it('grows at its end, and knows where it ends', async () => {
    const store = createStore(many(80))
    const first = await store.page(null, 50)
    const list: RowList = { stretches: [toStretch(null, first)], next: first.next }
    const whole = withPage(list, first.next ?? '', await store.page(first.next, 50))
    expect(whole.next).toBeNull()
    store.rows.push(row('old', 1))
    expect(ids(await refresh(whole, store, [0, 1]))).toEqual(store.ids())
  })

  it('drops a page that no longer fits at the end', async () => {
    const store = createStore(many(80))
    const first = await store.page(null, 50)
    const list: RowList = { stretches: [toStretch(null, first)], next: first.next }
    expect(withPage(list, 'elsewhere', await store.page(first.next, 50))).toBe(list)
  })

  it('keeps the open conversation in a list of unread ones, as read', async () => {
    const store = createStore(many(10).map(each => ({ ...each, unreadCount: 1 })))
    const list = await readAll(store, 50)
    store.rows.splice(4, 1)
    const after = await refresh(list, store, [0], 'r1004')
    expect(ids(after)[4]).toBe('r1004')
    expect(rowsOf(after)[4]?.unreadCount).toBe(0)
    expect(ids(await refresh(after, store, [0]))).toEqual(store.ids())
  })

  it('asks for what is on screen, and always for the top', async () => {
    const list = await readAll(createStore(many(200)), 50)
    expect(stretchesAround(list, 0, 10)).toEqual([0])
    expect(stretchesAround(list, 120, 130)).toEqual([0, 2])
    expect(stretchesAround(list, 95, 105)).toEqual([0, 1, 2])
  })
})

describe('a list that is read from the top', () => {
  it('reaches as far as was looked at, page by page', async () => {
    const store = createStore(Array.from({ length: 400 }, (_, at) => row(`r${at}`, 1_000 - at)))
    const limits: number[] = []
    const page = (after: string | null, limit: number) => {
      limits.push(limit)
      return store.page(after, limit)
    }
    const list = await readFromTop(page, 300)
    expect(rowsOf(list).map(each => each.id)).toEqual(Array.from({ length: 300 }, (_, at) => `r${at}`))
    expect(limits).toEqual([120, 120, 60])
    expect(list.next).not.toBeNull()
  })

  it('ends where the rows end', async () => {
    const store = createStore([row('a', 2), row('b', 1)])
    expect(await readFromTop(store.page, 300)).toMatchObject({ next: null, stretches: [{ until: null }] })
  })
})

describe('the end of a list that is still growing', () => {
  it('is read again although nobody looks at it', async () => {
    const store = createStore(many(20))
    const top = await store.page(null, 10)
    const first: RowList = { stretches: [toStretch(null, top)], next: top.next }
    const list = withPage(first, top.next ?? '', await store.page(top.next, 10))
    expect(list.next).toBeNull()
    expect(stretchesToRead(list, 0, 5)).toEqual([0, 1])
    store.rows.push(...many(60).slice(20))
    const old = list.stretches[1]
    if (old === undefined) throw new Error('two stretches')
    const grown = withReread(list, old, await reread(old, store.page, null))
    expect(rowsOf(grown)).toHaveLength(40)
    expect(grown.next).not.toBeNull()
  })

  it('is left alone while the list goes on beyond what was read', async () => {
    const store = createStore(many(50))
    const top = await store.page(null, 10)
    const list = withPage(
      { stretches: [toStretch(null, top)], next: top.next },
      top.next ?? '',
      await store.page(top.next, 10),
    )
    expect(stretchesToRead(list, 0, 5)).toEqual([0])
  })
})

it('shows the same rows as the same object, however often they are read', async () => {
  const store = createStore(many(20))
  const select = createShownRows()
  const page = await store.page(null, 10)
  const list: RowList = { stretches: [toStretch(null, page)], next: page.next }
  const shown = select(list)
  const [old] = list.stretches
  if (old === undefined) throw new Error('one stretch')
  const again = withReread(list, old, await reread(old, store.page, null))
  expect(select({ ...list, stretches: [{ ...old, stale: true }] })).toBe(shown)
  expect(select(again).rows).toHaveLength(10)
  store.rows[0] = row('r1000', 10_000, { unreadCount: 1 })
  const changed = withReread(again, old, await reread(old, store.page, null))
  expect(select(changed)).not.toBe(shown)
  expect(select(changed).rows[1]).toBe(shown.rows[1])
})
