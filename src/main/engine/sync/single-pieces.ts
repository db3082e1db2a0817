import type { Connections } from './connections.ts'
import { syncLimits } from './limits.ts'

/** The life of the connection for single pieces: bodies, attachments, sources, flags. */
export type SinglePieces = {
  /** Runs work that uses the connection: nobody else sends it away meanwhile. */
  readonly using: <T>(work: () => Promise<T>) => Promise<T>
  /** Sends it away when nobody needs it for a while. */
  readonly linger: () => void
  /** Sends it away now, unless somebody uses it: the next work gets a session of its own. */
  readonly renew: () => Promise<void>
  readonly close: () => void
}

/** Watches over the interactive connection of an account. */
export function createSinglePieces(connections: Connections): SinglePieces {
  let timer: NodeJS.Timeout | undefined
  let users = 0
  let isClosed = false
  const linger = () => {
    clearTimeout(timer)
    if (isClosed || users > 0) return
    timer = setTimeout(() => void connections.release('interactive'), syncLimits.lingerMs)
    timer.unref()
  }
  return {
    using: async work => {
      clearTimeout(timer)
      users += 1
      try {
        return await work()
      } finally {
        users -= 1
        linger()
      }
    },
    linger,
    renew: async () => {
      if (users === 0) await connections.release('interactive')
    },
    close: () => {
      isClosed = true
      clearTimeout(timer)
    },
  }
}
