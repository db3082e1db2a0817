/** What may stand in a log line: ids, counts, codes and durations; never addresses, subjects, bodies or secrets. */
export type LogFields = Readonly<Record<string, string | number | boolean | null>>

/** A place to write what happened. Handed in; the engine writes to a rotated file, tests to memory. */
export type Log = {
  readonly debug: (event: string, fields?: LogFields) => void
  readonly info: (event: string, fields?: LogFields) => void
  readonly warn: (event: string, fields?: LogFields) => void
  readonly error: (event: string, fields?: LogFields) => void
}

/** Swallows everything: for tests and one-off scripts. */
export const silentLog: Log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }
