import type { MailPaper } from '#shared/wash.ts'
import { baseStyle } from './base-style.ts'

/** Letters smaller than this share of their size can't be read with ease: what is wider still scrolls in its frame. */
const smallestZoom = 0.6
const scrollBarPx = 16

/** The zoom at which a layout of fixed width fits its pane, and how high the page is then, in CSS px. */
export function fitZoom(
  root: HTMLElement,
  style: HTMLStyleElement,
  paper: MailPaper,
): { readonly zoom: number; readonly heightPx: number } {
  let zoom = 1
  // The second look corrects what wraps differently once it is smaller.
  for (let look = 0; look < 2; look += 1) {
    const { clientWidth, scrollWidth } = root
    if (scrollWidth <= clientWidth + 1) break
    const fitting = floor3((zoom * clientWidth) / scrollWidth)
    // What would be too small to read keeps its size, and scrolls.
    zoom = fitting < smallestZoom ? 1 : fitting
    style.textContent = baseStyle(paper, zoom)
    if (zoom === 1) break
  }
  const scrolls = root.scrollWidth > root.clientWidth + 1
  const heightPx = Math.ceil(Math.max(root.getBoundingClientRect().height, root.scrollHeight))
  return { zoom, heightPx: heightPx + (scrolls ? scrollBarPx : 0) }
}

function floor3(value: number): number {
  return Math.floor(value * 1000) / 1000
}
