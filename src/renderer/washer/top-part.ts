import { foldAtPx } from '#shared/wash-limits.ts'

/** Shorter documents are drawn whole: nothing would be gained. */
const worthwhile = { characters: 100_000, heightPx: foldAtPx * 2 }
/** Below the fold, so that the fade has something to fade. */
const cutAtPx = foldAtPx + 100
const compared = 60

/**
 * The top of a laid-out document, serialised: what a long mail shows while it is folded, so that drawing it takes as long
 * as drawing a short one. Null where it isn't worthwhile, or where the rest would change the layout of the top.
 *
 * The document itself is cut: serialise it first.
 */
export function serialiseTop(
  root: HTMLElement,
  body: HTMLElement,
  whole: string,
  heightPx: number,
): string | null {
  if (whole.length < worthwhile.characters || heightPx < worthwhile.heightPx) return null
  const elements = [...body.querySelectorAll('*')]
  let at = elements.length
  while (at > 0) {
    const box = elements[at - 1]?.getBoundingClientRect()
    // What has no size says nothing about where it stands.
    if (box === undefined || (box.top < cutAtPx && box.height > 0)) break
    at -= 1
  }
  const first = elements[at]
  if (first === undefined || at === 0) return null
  const witnesses = elements.slice(Math.max(0, at - compared), at)
  const before = witnesses.map(place)
  const range = body.ownerDocument.createRange()
  range.setStartBefore(first)
  range.setEnd(body, body.childNodes.length)
  range.deleteContents()
  const moved = witnesses.some((element, index) => place(element) !== before[index])
  return moved ? null : `<!doctype html>${root.outerHTML}`
}

/** Where an element begins; it may well end further up once the rest is gone. */
function place(element: Element): string {
  const { top, left, width } = element.getBoundingClientRect()
  return `${Math.round(top)} ${Math.round(left)} ${Math.round(width)}`
}
