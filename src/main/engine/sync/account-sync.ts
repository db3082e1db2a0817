import { type RoundOptions, type RoundResult, syncRound } from './account-round.ts'
import { fillBodies } from './body-filler.ts'
import type { Connections } from './connections.ts'
import type { MailboxSyncDeps } from './mailbox-sync.ts'
import { createPause } from './pause.ts'

/**
 * One whole synchronisation of an account: a round, and beside it, on the connection for single pieces, the bodies that
 * beginnings didn't hold. Ends when nothing of either is left.
 *
 * The second connection is not for speed on the line: a server that must read a message to tell its structure does so
 * while the first one fetches on.
 *
 * @throws AppError the first failure of either
 */
export async function syncAccount(
  deps: MailboxSyncDeps,
  connections: Connections,
  options: RoundOptions,
): Promise<RoundResult> {
  const { accountId, since } = options
  const failing = new AbortController()
  const signal = AbortSignal.any([options.signal, failing.signal])
  const stored = createPause()
  let isRoundOver = false

  const round = async () => {
    try {
      return await syncRound(deps, await connections.get('bulk', { signal }), {
        ...options,
        signal,
        onStored: emails => {
          options.onStored(emails)
          stored.end()
        },
      })
    } finally {
      isRoundOver = true
      stored.end()
    }
  }
  const fill = async () => {
    while (!isRoundOver) {
      await stored.wait(Number.POSITIVE_INFINITY, signal)
      signal.throwIfAborted()
      await fillBodies(deps, () => connections.get('interactive', { signal }), { accountId, since, signal })
    }
    await fillBodies(deps, () => connections.get('interactive', { signal }), { accountId, since, signal })
  }
  const stopOther = <T>(work: Promise<T>): Promise<T> =>
    work.catch(error => {
      failing.abort(error)
      throw error
    })
  const [result, filled] = await Promise.allSettled([stopOther(round()), stopOther(fill())])
  if (failing.signal.aborted && !options.signal.aborted) throw failing.signal.reason
  if (result.status === 'rejected') throw result.reason
  if (filled.status === 'rejected') throw filled.reason
  return result.value
}
