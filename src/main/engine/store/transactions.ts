import { AppError } from '#shared/errors.ts'
import type { Writer } from './handle.ts'
import { createWriter, type HandleEvents } from './open-handles.ts'
import type { Connection } from './sqlite.ts'

/** Runs an operation in one transaction; `durable` syncs the journal before it returns. */
export type Transactions = <T>(operation: (w: Writer) => T, durable: boolean) => T

/** The search database's side: how far it is, and that there is something to index. */
export type SearchSide = { readonly doneSeq: () => number; readonly wake: (lastSeq: number) => void }

/**
 * Transactions over the one writing connection.
 *
 * The level of durability is a setting of the connection, and SQLite takes it only between transactions.
 */
export function createTransactions(
  connection: Connection,
  events: HandleEvents,
  search: SearchSide,
): Transactions {
  const committed: (() => void)[] = []
  const writer = createWriter(connection, events, committed)

  const run = <T>(operation: (w: Writer) => T): T => {
    try {
      connection.exec('BEGIN IMMEDIATE')
      const result = operation(writer)
      if (result instanceof Promise) throw new AppError('internal', 'an operation that waits')
      const queued = writer.index.flush(search.doneSeq())
      if (queued !== null) committed.push(() => search.wake(queued))
      connection.exec('COMMIT')
      return result
    } catch (error) {
      if (connection.inTransaction) connection.exec('ROLLBACK')
      writer.index.clear()
      committed.length = 0
      throw events.translate(error)
    }
  }

  return (operation, durable) => {
    if (connection.inTransaction) throw new AppError('internal', 'a transaction inside a transaction')
    if (durable) connection.pragma('synchronous = FULL')
    try {
      const result = run(operation)
      for (const act of committed.splice(0)) act()
      return result
    } finally {
      if (durable) connection.pragma('synchronous = NORMAL')
    }
  }
}
