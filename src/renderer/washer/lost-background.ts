import { contrast, over, parseColour } from './colour.ts'
import { drawnTexts, groundOf } from './drawn-text.ts'

/** What stands in for a picture that text was laid over. */
const standIn = '#5b5853'
const readable = 2

/** White words over a blocked picture would be lost on white: such an element gets a plain ground (never blank). */
export function giveGroundToText(withoutBackground: ReadonlySet<Element>): void {
  for (const element of withoutBackground) {
    if (!element.isConnected || !('style' in element)) continue
    for (const text of drawnTexts(element)) {
      const parent = text.parentElement
      const view = element.ownerDocument.defaultView
      if (parent === null || view === null) continue
      const colour = parseColour(view.getComputedStyle(parent).color)
      const ground = groundOf(parent)
      if (colour === null || contrast(over(colour, ground), ground) >= readable) continue
      const { style } = element as HTMLElement
      style.setProperty('background-color', standIn)
      break
    }
  }
}
