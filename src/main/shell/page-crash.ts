import type { WebContents } from 'electron'
import type { Log } from '#shared/log.ts'

/** More within this time would only flicker: something is wrong with the page itself. */
const withinMs = 60_000
const reloadsAtMost = 3

/** Loads the screen anew when its process has died: what was typed is in the store, and comes back with it (F-35). */
export function reloadAfterCrash(contents: WebContents, log: Log): void {
  let crashes: readonly number[] = []
  contents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit') return
    const now = Date.now()
    crashes = [...crashes.filter(at => at > now - withinMs), now]
    log.error('screen-gone', { reason, crashes: crashes.length })
    // Not from within the news of the crash: Chromium is still clearing up.
    if (crashes.length <= reloadsAtMost) setImmediate(() => contents.isDestroyed() || contents.reload())
  })
}
