import { searchTables } from './search-database.ts'
import type { Connection } from './sqlite.ts'

/** Puts the search database in order while nothing else is to do. */
export type SearchTidy = {
  /** Whether enough has been indexed since the last time. */
  readonly isDue: () => boolean
  /** Does a part of it, some ten milliseconds. Returns false when all is done. */
  readonly step: () => boolean
}

const dueAfterRows = 2_000
const pagesPerStep = 256

/**
 * Merges the segments that many small batches left into one per table, and gives the freed pages back: a quarter of the
 * file after a first sync, and a query has one place to look.
 */
export function createSearchTidy(search: Connection): SearchTidy {
  const untidy = search.prepare('SELECT untidy FROM progress').pluck()
  const changes = search.prepare('SELECT total_changes()').pluck()
  let merging = 0
  let isStarted = false

  const merge = (name: (typeof searchTables)[number]): boolean => {
    const before = Number(changes.get())
    // FTS5 §6.8: a negative number starts a merge of everything, a positive one goes on with it; under 2 changes, it is done.
    search.exec(`INSERT INTO ${name}(${name}, rank) VALUES ('merge', ${isStarted ? '' : '-'}${pagesPerStep})`)
    isStarted = true
    return Number(changes.get()) - before >= 2
  }

  return {
    isDue: () => Number(untidy.get()) >= dueAfterRows,
    step: () => {
      const table = searchTables[merging]
      if (table !== undefined) {
        if (merge(table)) return true
        merging += 1
        isStarted = false
        return true
      }
      search.pragma(`incremental_vacuum(${pagesPerStep})`)
      if (Number(search.pragma('freelist_count', { simple: true })) > 0) return true
      search.exec('UPDATE progress SET untidy = 0')
      merging = 0
      return false
    },
  }
}
