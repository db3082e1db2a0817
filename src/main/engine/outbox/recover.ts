import type { Store } from '#engine/store/database.ts'
import { interruptedSubmissions, moveSubmission, type SubmissionRecord } from '#engine/store/submissions.ts'
import type { Clock } from '#shared/time.ts'
import { lookForIt, refreshRow } from './attempt.ts'

/**
 * What was being sent when the engine died: without its last bytes no server can have taken it, and it waits again; with
 * them nobody knows, and it is looked for (RFC 1047). Returns what changed.
 */
export function recoverInterrupted(deps: {
  readonly store: Store
  readonly clock: Clock
}): readonly SubmissionRecord[] {
  const { store, clock } = deps
  if (interruptedSubmissions(store.reader).length === 0) return []
  return store.write(
    w => {
      const found = interruptedSubmissions(w)
      for (const one of found) {
        const to = one.handedOver ? 'uncertain' : 'queued'
        moveSubmission(w, one.key, { from: ['sending'], to }, { retryAt: null })
        if (one.handedOver) lookForIt(w, one, clock.now())
        refreshRow(w, one)
      }
      return found
    },
    { durable: true },
  )
}
