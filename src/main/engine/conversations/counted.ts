import { AppError } from '#shared/errors.ts'
import { newId } from '#shared/ids.ts'

/** What questions before deleting have counted, so that nothing else is deleted when they are answered. */
export type Counted = {
  /** Keeps it under a name, and forgets what was counted long before. */
  readonly keep: (ids: readonly string[]) => string
  /** @throws AppError `not-found` where it was forgotten, or the engine has started anew since: count again */
  readonly of: (name: string) => readonly string[]
}

/** A question may be counted anew while it stands, and one more may come before the answer. */
const keptAtMost = 4

/** Keeps it in memory: a question does not outlive its window. */
export function createCounted(): Counted {
  const kept = new Map<string, readonly string[]>()
  return {
    keep: ids => {
      const name = newId()
      kept.set(name, ids)
      const [oldest] = kept.keys()
      if (kept.size > keptAtMost && oldest !== undefined) kept.delete(oldest)
      return name
    },
    of: name => {
      const ids = kept.get(name)
      if (ids === undefined) throw new AppError('not-found', 'counted')
      return ids
    },
  }
}
