import { type RunningAction, useRunningAction } from '#renderer/stores/running-action.ts'
import type { ActionProgress } from '#shared/actions.ts'

type Options = { readonly signal: AbortSignal; readonly onChunk: (progress: ActionProgress) => void }

/** Runs what may take its time: the list shows how far it is, and stops it on a click. */
export async function withProgress<T>(
  kind: RunningAction['kind'],
  run: (options: Options) => Promise<T>,
): Promise<T> {
  const stop = new AbortController()
  const cancel = () => stop.abort()
  try {
    return await run({
      signal: stop.signal,
      onChunk: progress => useRunningAction.setState({ running: { kind, progress, cancel } }),
    })
  } finally {
    useRunningAction.setState({ running: null })
  }
}
