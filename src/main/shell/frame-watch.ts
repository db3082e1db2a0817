import type { WebContents, WebFrameMain } from 'electron'

const lookEveryMs = 1_000
/** A frame that is just changing its process looks dead for a moment. */
const doubtMs = 300

/**
 * Notices that the process which draws mail has died: Electron tells of a page's own process only.
 *
 * Looks when somebody does something in the window, at most once a second: no timer runs while nobody is there.
 */
export function watchMailFrames(contents: WebContents, onGone: () => void): void {
  let lookedAt = 0
  let doubt: NodeJS.Timeout | null = null
  const someGone = () => !contents.isDestroyed() && contents.mainFrame.frames.some(isGone)
  contents.on('input-event', () => {
    const now = Date.now()
    if (now - lookedAt < lookEveryMs) return
    lookedAt = now
    if (doubt !== null || !someGone()) return
    doubt = setTimeout(() => {
      doubt = null
      if (someGone()) onGone()
    }, doubtMs)
  })
  contents.once('destroyed', () => {
    if (doubt !== null) clearTimeout(doubt)
  })
}

/** A frame without a process can't say where it is. */
function isGone(frame: WebFrameMain): boolean {
  try {
    return frame.url === undefined
  } catch {
    return true
  }
}
