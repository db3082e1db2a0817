import { readFileSync, rmSync } from 'node:fs'
import type { ElectronApplication } from 'playwright-core'

/** What the browser's own tracing says of the frames of a stretch of time. */
export type FrameCount = {
  readonly drawn: number
  /** Frames that the compositor wanted and did not get in time. */
  readonly dropped: number
  /** Ms between one drawn frame of the window and the next. */
  readonly intervalsMs: readonly number[]
}

type TraceEvent = {
  readonly name: string
  readonly ts: number
  readonly pid: number
  readonly args?: { readonly layerTreeId?: number; readonly data?: { readonly layerTreeId?: number } }
}

const categories = ['devtools.timeline', 'disabled-by-default-devtools.timeline.frame']

/** Records Chromium's frame events while `work` runs. */
export async function countFrames(app: ElectronApplication, work: () => Promise<void>): Promise<FrameCount> {
  await app.evaluate(
    ({ contentTracing }, included) =>
      contentTracing.startRecording({ included_categories: included, excluded_categories: ['*'] }),
    categories,
  )
  await work()
  const path = await app.evaluate(({ contentTracing }) => contentTracing.stopRecording())
  const trace: unknown = JSON.parse(readFileSync(path, 'utf8'))
  rmSync(path, { force: true })
  return readFrames(trace)
}

function readFrames(trace: unknown): FrameCount {
  const { traceEvents } = trace as { readonly traceEvents: readonly TraceEvent[] } // Chromium's JSON format
  const byWindow = Map.groupBy(
    traceEvents.filter(({ name }) => name === 'DrawFrame' || name === 'DroppedFrame'),
    ({ pid, args }) => `${pid} ${args?.layerTreeId ?? args?.data?.layerTreeId}`,
  )
  // The window that scrolls draws most; the others (the washer, frames of mail) stand still.
  const busiest = [...byWindow.values()].sort((a, b) => b.length - a.length)[0] ?? []
  const drawn = busiest.filter(({ name }) => name === 'DrawFrame').map(({ ts }) => ts / 1_000)
  drawn.sort((a, b) => a - b)
  const intervals = drawn.slice(1).map((at, index) => at - (drawn[index] ?? at))
  return {
    drawn: drawn.length,
    dropped: busiest.length - drawn.length,
    intervalsMs: intervals,
  }
}
