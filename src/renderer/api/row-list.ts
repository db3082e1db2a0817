import type { ConversationPage, ConversationRow } from '#shared/conversation.ts'

/**
 * A stretch of the list, read with one request.
 *
 * `after` is the cursor it was read with (null: from the top). `until` is the time of its last row when it was read: its
 * lower border, which stays where it is although rows come and go; null where the list ends.
 */
export type Stretch = {
  readonly after: string | null
  readonly until: number | null
  readonly rows: readonly ConversationRow[]
  /** Something may have changed since it was read. */
  readonly stale: boolean
}

/** What was read of the list so far, newest first; `next` leads on. */
export type RowList = { readonly stretches: readonly Stretch[]; readonly next: string | null }

/** A page as a stretch. */
export function toStretch(after: string | null, page: ConversationPage): Stretch {
  return {
    after,
    until: page.next === null ? null : (page.rows.at(-1)?.lastAt ?? null),
    rows: page.rows,
    stale: false,
  }
}

/** The first rows of a list that has no stable order, as one stretch: `atLeast` of them, as far as there are. */
export async function readFromTop(
  fetchPage: (after: string | null, limit: number) => Promise<ConversationPage>,
  atLeast: number,
): Promise<RowList> {
  const rows: ConversationRow[] = []
  let after: string | null = null
  do {
    const page: ConversationPage = await fetchPage(after, Math.min(120, atLeast - rows.length))
    rows.push(...page.rows)
    after = page.next
  } while (after !== null && rows.length < atLeast)
  return { stretches: [toStretch(null, { rows, next: after })], next: after }
}

/** All rows in order, each conversation once: the upper place wins, because mail moves rows upwards. */
export function rowsOf(list: RowList): readonly ConversationRow[] {
  if (list.stretches.length === 1) return list.stretches[0]?.rows ?? []
  const seen = new Set<string>()
  const rows: ConversationRow[] = []
  for (const stretch of list.stretches) {
    for (const row of stretch.rows) {
      if (seen.has(row.id)) continue
      seen.add(row.id)
      rows.push(row)
    }
  }
  return rows
}

/** The list with one more page at its end. A page that no longer fits there is dropped. */
export function withPage(list: RowList, after: string, page: ConversationPage): RowList {
  if (list.next !== after) return list
  return { stretches: [...list.stretches, toStretch(after, page)], next: page.next }
}

/** Marks every stretch as possibly out of date. */
export function allStale(list: RowList): RowList {
  return {
    ...list,
    stretches: list.stretches.map(stretch => (stretch.stale ? stretch : { ...stretch, stale: true })),
  }
}

/** Which stretches hold the rows `from` to `to` (indexes into {@link rowsOf}), the top one always. */
export function stretchesAround(list: RowList, from: number, to: number): readonly number[] {
  const found: number[] = []
  let start = 0
  list.stretches.forEach((stretch, index) => {
    const end = start + stretch.rows.length
    if (index === 0 || (start <= to && end > from)) found.push(index)
    start = end
  })
  return found
}

/**
 * Which stretches a refresh reads: those around what is on screen, and the last one where the list ends with it, because
 * older mail comes in there while nobody looks (a first sync goes backwards in time).
 */
export function stretchesToRead(list: RowList, from: number, to: number): readonly number[] {
  const around = stretchesAround(list, from, to)
  const last = list.stretches.length - 1
  return list.next !== null || around.includes(last) ? around : [...around, last]
}

/**
 * One stretch, read again: usually one stretch, more where many rows came in.
 *
 * Rows that did not change keep their identity, so that nothing is drawn again. `pinnedId` names a row that stays
 * although it no longer matches, shown as read: the conversation that is open right now.
 */
export async function reread(
  old: Stretch,
  fetchPage: (after: string | null, limit: number) => Promise<ConversationPage>,
  pinnedId: string | null,
): Promise<{ readonly stretches: readonly Stretch[]; readonly next: string | null | undefined }> {
  const known = new Map(old.rows.map(row => [row.id, row]))
  const stretches: Stretch[] = []
  let after = old.after
  let limit = Math.min(old.rows.length + 20, 120)
  let next: string | null | undefined
  for (;;) {
    const page = await fetchPage(after, limit)
    const rows = page.rows.map(row => sameOr(known.get(row.id), row))
    const border = old.until
    const within = border === null ? rows : rows.filter(row => row.lastAt >= border)
    const reachedBorder = within.length < rows.length || page.next === null
    if (reachedBorder || border === null) {
      // An open end moves on with what was read; a border stays.
      if (border === null) next = page.next
      const until = border ?? (page.next === null ? null : (rows.at(-1)?.lastAt ?? null))
      stretches.push({ after, until, rows: within, stale: false })
      break
    }
    stretches.push({ after, until: rows.at(-1)?.lastAt ?? border, rows, stale: false })
    after = page.next
    limit = 120
  }
  return { stretches: pinnedId === null ? stretches : withPinned(stretches, known.get(pinnedId)), next }
}

/** The list with the stretch that was read from `old` replaced; unchanged where it is no longer there. */
export function withReread(
  list: RowList,
  old: Stretch,
  fresh: { readonly stretches: readonly Stretch[]; readonly next: string | null | undefined },
): RowList {
  const at = list.stretches.findIndex(stretch => stretch.after === old.after)
  if (at === -1) return list
  const isLast = at === list.stretches.length - 1
  return {
    stretches: [...list.stretches.slice(0, at), ...fresh.stretches, ...list.stretches.slice(at + 1)],
    next: isLast && fresh.next !== undefined ? fresh.next : list.next,
  }
}

function withPinned(stretches: readonly Stretch[], pinned: ConversationRow | undefined): readonly Stretch[] {
  if (pinned === undefined || stretches.some(stretch => stretch.rows.some(row => row.id === pinned.id)))
    return stretches
  const shown = pinned.unreadCount === 0 ? pinned : { ...pinned, unreadCount: 0 }
  const last = stretches.length - 1
  return stretches.map((stretch, index) => {
    if (index !== last) return stretch
    const at = stretch.rows.findIndex(row => row.lastAt < shown.lastAt)
    const place = at === -1 ? stretch.rows.length : at
    return { ...stretch, rows: [...stretch.rows.slice(0, place), shown, ...stretch.rows.slice(place)] }
  })
}

function sameOr(known: ConversationRow | undefined, row: ConversationRow): ConversationRow {
  return known !== undefined && JSON.stringify(known) === JSON.stringify(row) ? known : row
}
