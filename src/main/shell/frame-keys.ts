import type { WebContents } from 'electron'
import { sendChannels } from '#shared/shell-channels.ts'

/**
 * Tells the screen each single key that is pressed in its window, for the frames of mail: a click in one takes the keyboard
 * there, and it has no script that could pass a key on. The screen looks at it only while a frame has the keyboard.
 *
 * Keys with Ctrl, Alt or Meta stay where they are: copying and selecting is the frame's own.
 */
export function tellFrameKeys(contents: WebContents): void {
  contents.on('before-input-event', (_event, input) => {
    const { type, key } = input
    if (type !== 'keyDown' || input.control || input.alt || input.meta) return
    if ((key.length === 1 && key !== ' ') || key === 'Escape') contents.send(sendChannels.frameKey, key)
  })
}
