import type { ActionRecord } from '#shared/actions.ts'

/** A line of the page: the heading of a day, or an entry. */
export type HistoryLine =
  | { readonly kind: 'day'; readonly at: number }
  | { readonly kind: 'entry'; readonly record: ActionRecord }

/** Entries, newest first, each day under a heading of its own; days turn by the clock on the wall. */
export function linesOf(records: readonly ActionRecord[]): readonly HistoryLine[] {
  const lines: HistoryLine[] = []
  let day = ''
  for (const record of records) {
    const date = new Date(record.at).toDateString()
    if (date !== day) lines.push({ kind: 'day', at: record.at })
    day = date
    lines.push({ kind: 'entry', record })
  }
  return lines
}
