import { hideRunning, type RunningAction, showRunning } from '#renderer/stores/running-action.ts'
import type { ActionProgress } from '#shared/actions.ts'

type Options = { readonly signal: AbortSignal; readonly onChunk: (progress: ActionProgress) => void }

let lastId = 0

/** Runs what may take its time: the list shows how far it is, and stops it on a click. */
export async function withProgress<T>(
  kind: RunningAction['kind'],
  run: (options: Options) => Promise<T>,
): Promise<T> {
  lastId += 1
  const id = lastId
  const stop = new AbortController()
  const cancel = () => stop.abort()
  let shown = false
  try {
    return await run({
      signal: stop.signal,
      onChunk: progress => {
        // What is done with its first word never takes its place.
        shown ||= progress.done < progress.total
        if (shown) showRunning({ id, kind, progress, cancel })
      },
    })
  } finally {
    hideRunning(id)
  }
}
