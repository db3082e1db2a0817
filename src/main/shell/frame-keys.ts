import type { Input, WebContents } from 'electron'
import { latinKey } from '#shared/latin-key.ts'
import { sendChannels } from '#shared/shell-channels.ts'

/** Keys with a name that mean something to the screen. */
const named = ['Escape', 'Delete']

/**
 * Tells the screen each single key that is pressed in its window, for the frames of mail: a click in one takes the keyboard
 * there, and it has no script that could pass a key on. The screen looks at it only while a frame has the keyboard.
 *
 * Keys with Ctrl, Alt or Meta stay where they are, apart from the palette's: copying and selecting is the frame's own.
 */
export function tellFrameKeys(contents: WebContents): void {
  contents.on('before-input-event', (_event, input) => {
    const key = input.type === 'keyDown' && !input.isAutoRepeat ? keyOf(input) : null
    if (key !== null) contents.send(sendChannels.frameKey, key)
  })
}

function keyOf(input: Input): string | null {
  const key = latinKey(input)
  const mac = process.platform === 'darwin'
  if (mac ? input.meta : input.control)
    return key.toLowerCase() === 'k' && !input.alt && !input.shift ? 'Mod+k' : null
  if (input.control || input.alt || input.meta) return null
  return (key.length === 1 && key !== ' ') || named.includes(key) ? key : null
}
