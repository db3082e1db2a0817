import { join } from 'node:path'
import { openConnection } from './sqlite.ts'

/** Writes the mail's journal back into its database, beside whoever stores mail. */
export type WriteBack = {
  /** Writes back what can be, unless it did a moment ago. Trouble is left to the thread that stores mail. */
  readonly step: () => void
  readonly close: () => void
}

/** Pages in the journal at which the thread that stores mail writes back itself: 64 MB, where nobody did it in time. */
export const journalPagesAtMost = 16_000

const everyMs = 1_000

/**
 * Opens the mail's database to write its journal back (a passive checkpoint, which waits for nobody).
 *
 * The thread that stores mail would otherwise wait for the disk after every 4 MB, and write each page again as often:
 * more than half of a first sync's time, and a third of its work.
 */
export function createWriteBack(dataDir: string): WriteBack {
  const mail = openConnection(join(dataDir, 'parley.db'), { mustExist: true })
  mail.pragma('wal_autocheckpoint = 0')
  let writtenAt = Number.NEGATIVE_INFINITY
  return {
    step: () => {
      if (performance.now() - writtenAt < everyMs) return
      try {
        mail.pragma('wal_checkpoint(PASSIVE)')
      } catch {
        // A full disk or a damaged file: the next transaction meets it too, and tells.
      }
      writtenAt = performance.now()
    },
    close: () => mail.close(),
  }
}
