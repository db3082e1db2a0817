import type { Log } from '#shared/log.ts'
import type { Reader, SqlValue, Statement, Writer } from './handle.ts'
import { createIndexChanges } from './index-changes.ts'
import { createSlots } from './slots.ts'
import type { Connection } from './sqlite.ts'

const slowMs = 40

/** What a handle tells of its statements. */
export type HandleEvents = {
  readonly log: Log
  /** Turns a thrown value of SQLite's into what the caller sees. */
  readonly translate: (error: unknown) => unknown
}

/** A read handle over a connection, with its statements compiled once. */
export function createReader(connection: Connection, events: HandleEvents): Reader {
  const known = new Map<string, Statement<unknown>>()
  return {
    prepare: <Row>(sql: string) => {
      let statement = known.get(sql)
      if (statement === undefined) {
        statement = compile(connection, sql, events)
        known.set(sql, statement)
      }
      return statement as Statement<Row> // the text decides the shape; whoever wrote it names it
    },
  }
}

/** A write handle over a connection; `committed` collects what runs after the commit. */
export function createWriter(
  connection: Connection,
  events: HandleEvents,
  committed: (() => void)[],
): Writer {
  const reader = createReader(connection, events)
  return {
    ...reader,
    writes: true,
    index: createIndexChanges(reader),
    slots: createSlots(reader),
    afterCommit: act => {
      committed.push(act)
    },
  }
}

function compile(connection: Connection, sql: string, events: HandleEvents): Statement<unknown> {
  const guarded = <T>(act: () => T): T => {
    const start = performance.now()
    try {
      return act()
    } catch (error) {
      throw events.translate(error)
    } finally {
      const ms = performance.now() - start
      if (ms > slowMs)
        events.log.warn('slow-query', { ms: Math.round(ms), sql: sql.replace(/\s+/g, ' ').slice(0, 160) })
    }
  }
  const statement = guarded(() => connection.prepare<SqlValue[], unknown>(hideValues(sql)))
  return {
    get: (...values) => guarded(() => statement.get(...values)),
    all: (...values) => guarded(() => statement.all(...values)),
    iterate: (...values) => translated(statement.iterate(...values), events),
    run: (...values) => guarded(() => statement.run(...values).changes),
  }
}

function* translated<Row>(rows: Iterable<Row>, events: HandleEvents): IterableIterator<Row> {
  try {
    yield* rows
  } catch (error) {
    throw events.translate(error)
  }
}

/**
 * Keeps SQLite's planner from looking at bound values.
 *
 * SQLite 3.54 peeks at them (is this 0 or 1?) in every query that is more than a look-up by key, and then plans the query
 * anew whenever another value is bound: 60 µs for a join that runs in 6. A plus sign changes nothing else. No statement
 * of ours has a question mark in a text.
 */
function hideValues(sql: string): string {
  return sql.replaceAll('?', '+?')
}
