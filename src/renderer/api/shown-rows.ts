import type { ConversationRow } from '#shared/conversation.ts'
import { type RowList, rowsOf } from './row-list.ts'

/** What the screen shows of a list that was read. */
export type ShownRows = {
  readonly rows: readonly ConversationRow[]
  /** The list goes on beyond what was read. */
  readonly hasMore: boolean
}

/** Makes a selector that answers with the same object for as long as the same rows are shown: nothing is drawn for less. */
export function createShownRows(): (list: RowList) => ShownRows {
  let last: ShownRows | null = null
  return list => {
    const rows = rowsOf(list)
    const hasMore = list.next !== null
    const known = last
    const isSame =
      known !== null &&
      known.hasMore === hasMore &&
      known.rows.length === rows.length &&
      rows.every((row, index) => row === known.rows[index])
    if (!isSame) last = { rows, hasMore }
    return last ?? { rows, hasMore }
  }
}
