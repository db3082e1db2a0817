import type { IndexChanges } from './index-changes.ts'
import type { Slots } from './slots.ts'

/** What SQLite takes and gives. Integers stay below 2^53; larger ones are text in the schema. */
export type SqlValue = string | number | null | Uint8Array

/** A compiled statement, kept by its handle: preparing the same text again costs a map lookup. */
export type Statement<Row> = {
  readonly get: (...values: readonly SqlValue[]) => Row | undefined
  readonly all: (...values: readonly SqlValue[]) => Row[]
  readonly iterate: (...values: readonly SqlValue[]) => IterableIterator<Row>
  /** Returns the number of rows that changed. */
  readonly run: (...values: readonly SqlValue[]) => number
}

/**
 * A read handle: first parameter of every query function.
 *
 * The caller names the row's shape; STRICT tables make it true. Values are always bound, never spliced into the text.
 */
export type Reader = {
  readonly prepare: <Row = Record<string, never>>(sql: string) => Statement<Row>
}

/** A write handle: exists only inside `store.write`, whose transaction it belongs to. */
export type Writer = Reader & {
  readonly writes: true
  /** Search rows that wait for the end of the transaction (FTS5 wants them in order of rowid). */
  readonly index: IndexChanges
  readonly slots: Slots
  /** Run after the commit, and never when the transaction is rolled back. */
  readonly afterCommit: (act: () => void) => void
}
