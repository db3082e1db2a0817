import { AppError } from '#shared/errors.ts'
import type { Log } from '#shared/log.ts'
import type { Migration } from './migrations/all.ts'
import type { Connection } from './sqlite.ts'

/**
 * Brings a database to the newest schema, each step in a transaction of its own.
 *
 * The version number is part of the step's transaction (`user_version` lies on page 1), so a process killed at any
 * statement finds the step either done or not begun. `backUp` is called once before the first step of a database that
 * holds something.
 *
 * @throws AppError 'store-newer' when a newer Parley wrote the database
 */
export function migrate(
  connection: Connection,
  migrations: readonly Migration[],
  options: { readonly backUp: (fromVersion: number) => void; readonly log: Log },
): void {
  const version = Number(connection.pragma('user_version', { simple: true }))
  const newest = migrations.at(-1)?.version ?? 0
  if (version > newest) throw new AppError('store-newer', `schema ${version}, newest known ${newest}`)
  const steps = migrations.filter(step => step.version > version)
  if (steps.length > 0 && version > 0) options.backUp(version)
  for (const step of steps) {
    connection
      .transaction(() => {
        connection.exec(step.sql)
        connection.pragma(`user_version = ${step.version}`)
      })
      .immediate()
    options.log.info('store-migrated', { version: step.version, slug: step.slug })
  }
}
