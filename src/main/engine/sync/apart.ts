import type { ImapConnection } from '#engine/mail/imap/connection.ts'
import type { Connections } from './connections.ts'
import { createSinglePieces } from './single-pieces.ts'

/** A connection of an account's own for work that may take long and that nobody may wait for: searching on the server. */
export type Apart = {
  /**
   * Runs work on it, one after the other. It goes away when nobody used it for a while, and at once when the signal fires
   * while the server is at work: IMAP has no other way to stop a command.
   *
   * @throws AppError: see `connectImap` and `LoginGate`; `cancelled`
   */
  readonly run: <T>(signal: AbortSignal, work: (connection: ImapConnection) => Promise<T>) => Promise<T>
  readonly close: () => void
}

/** The connections must be nobody else's; only their login gate is shared. */
export function createApart(connections: Connections): Apart {
  const single = createSinglePieces(connections)
  let last: Promise<unknown> = Promise.resolve()
  const runNow = <T>(signal: AbortSignal, work: (connection: ImapConnection) => Promise<T>) =>
    single.using(async () => {
      signal.throwIfAborted()
      const connection = await connections.get('interactive', { signal })
      signal.addEventListener('abort', connections.hangUp, { once: true })
      try {
        return await work(connection)
      } finally {
        signal.removeEventListener('abort', connections.hangUp)
      }
    })
  return {
    run: (signal, work) => {
      const result = last.then(() => runNow(signal, work))
      last = result.catch(() => undefined)
      return result
    },
    close: () => {
      single.close()
      connections.close()
    },
  }
}
