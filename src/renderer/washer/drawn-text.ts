import { contrast, over, parseColour, type Rgb } from './colour.ts'

const white: Rgb = { r: 1, g: 1, b: 1 }
const readableFromPx = 3
/** Contrast under which nobody sees that there is text. */
const seenFrom = 1.1

/** Whether text in an element is drawn at all: not hidden, not tiny, not clipped away, not off the page. */
function isDrawn(node: Text): boolean {
  const parent = node.parentElement
  if (parent === null || (node.nodeValue ?? '').trim() === '') return false
  if (!parent.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return false
  const view = parent.ownerDocument.defaultView
  if (view === null) return false
  if (Number.parseFloat(view.getComputedStyle(parent).fontSize) < readableFromPx) return false
  const range = parent.ownerDocument.createRange()
  range.selectNodeContents(node)
  const box = range.getBoundingClientRect()
  if (box.width < 1 || box.height < 1 || box.right <= 0 || box.bottom <= 0) return false
  return !isClippedAway(parent, view)
}

function isClippedAway(from: Element, view: Window): boolean {
  for (let element: Element | null = from; element !== null; element = element.parentElement) {
    const box = element.getBoundingClientRect()
    if (box.width >= 1 && box.height >= 1) continue
    if (view.getComputedStyle(element).overflow !== 'visible') return true
  }
  return false
}

/** The colour that an element's text lies on: the backgrounds up to the page, blended. */
export function groundOf(element: Element, page: Rgb = white): Rgb {
  const layers: { r: number; g: number; b: number; a: number }[] = []
  const view = element.ownerDocument.defaultView
  for (let at: Element | null = element; at !== null && view !== null; at = at.parentElement) {
    const colour = parseColour(view.getComputedStyle(at).backgroundColor)
    if (colour === null || colour.a === 0) continue
    layers.push(colour)
    if (colour.a === 1) break
  }
  return layers.reduceRight<Rgb>((below, layer) => over(layer, below), page)
}

/** Every text of a document that is drawn, with its element. */
export function* drawnTexts(body: Element): Generator<Text> {
  const walker = body.ownerDocument.createTreeWalker(body, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    // The walker shows text only.
    const text = node as Text
    if (isDrawn(text)) yield text
  }
}

/** Whether a reader would see anything: a word in a colour of its own, or a picture or its place. */
export function showsAnything(body: Element): boolean {
  for (const text of drawnTexts(body)) {
    const parent = text.parentElement
    const view = body.ownerDocument.defaultView
    if (parent === null || view === null) continue
    const colour = parseColour(view.getComputedStyle(parent).color)
    const ground = groundOf(parent)
    if (colour === null || contrast(over(colour, ground), ground) >= seenFrom) return true
  }
  for (const image of body.querySelectorAll('img')) {
    const box = image.getBoundingClientRect()
    if (box.width >= 8 && box.height >= 8 && image.checkVisibility({ opacityProperty: true })) return true
  }
  return false
}
