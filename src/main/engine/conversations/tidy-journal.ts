import { setImmediate } from 'node:timers/promises'
import type { Store } from '#engine/store/database.ts'
import { forgetActions } from '#engine/store/journal.ts'
import { undoableMs } from './records.ts'

const itemsAtOnce = 500

/** Forgets what was done more than 30 days ago, a little at a time. What waits for a decision stays. */
export async function tidyJournal(
  store: Store,
  now: number,
  { signal }: { readonly signal: AbortSignal },
): Promise<void> {
  while (!signal.aborted && store.write(w => forgetActions(w, now - undoableMs, itemsAtOnce)))
    await setImmediate()
}
