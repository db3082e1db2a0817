import { darkSurface, parleyClasses } from './base-style.ts'
import { contrast, cssColour, over, parseColour, type Rgb, type Rgba } from './colour.ts'
import { darkBackground, darkBorder, darkText } from './dark-mapping.ts'
import { drawnTexts, groundOf } from './drawn-text.ts'

/** How a page was recoloured, and the way back. */
export type Recoloured = { readonly undo: () => void }

const white: Rgb = { r: 1, g: 1, b: 1 }
const surface: Rgb = darkSurface
const elementsAtMost = 4_000
const picturesAtMost = 3
const largestIconPx = 48
const sides = ['top', 'right', 'bottom', 'left'] as const

/**
 * Whether a mail, drawn in its own colours, is of a kind that can be turned dark: few pictures, no gradients.
 *
 * Pictures that are blocked count as well: the paper mustn't change when they are loaded.
 */
export function suitsDark(body: HTMLElement): boolean {
  const view = body.ownerDocument.defaultView
  const elements = body.querySelectorAll<HTMLElement>('*')
  if (view === null || elements.length > elementsAtMost) return false
  let pictures = 0
  for (const element of elements) {
    if (view.getComputedStyle(element).backgroundImage !== 'none') return false
    if (element.tagName !== 'IMG' && element.className !== parleyClasses.place) continue
    const box = element.getBoundingClientRect()
    if (box.width > largestIconPx && box.height > largestIconPx) pictures += 1
  }
  return pictures <= picturesAtMost
}

type Seen = { readonly before: Rgb; readonly after: Rgb; readonly text: string }

/** Turns the computed colours of a page, drawn on white, into their dark counterparts, written as inline styles. */
export function recolour(body: HTMLElement): Recoloured {
  const view = body.ownerDocument.defaultView
  const kept: [HTMLElement, string | null][] = []
  const seen = new Map<Element, Seen>()
  const changes: (() => void)[] = []
  const set = (element: HTMLElement, name: string, colour: Rgb) =>
    changes.push(() => element.style.setProperty(name, cssColour(colour), 'important'))

  for (const element of [
    body.ownerDocument.documentElement,
    body,
    ...body.querySelectorAll<HTMLElement>('*'),
  ]) {
    const style = view?.getComputedStyle(element)
    if (style === undefined) continue
    const parent = element.parentElement === null ? undefined : seen.get(element.parentElement)
    const base = parent ?? { before: white, after: surface, text: '' }
    const ground = groundsOf(parseColour(style.backgroundColor), base)
    const colour = parseColour(style.color)
    let text = base.text
    const had = changes.length
    if (ground.own !== null) set(element, 'background-color', ground.own)
    if (colour !== null && (hasOwnText(element) || style.color !== base.text)) {
      const large = isLarge(style)
      set(element, 'color', darkText(over(colour, ground.before), ground, large ? 3.1 : 4.6))
      text = style.color
    }
    for (const side of sides) {
      if (Number.parseFloat(style.getPropertyValue(`border-${side}-width`)) === 0) continue
      const border = parseColour(style.getPropertyValue(`border-${side}-color`))
      const turned = contrast(ground.before, ground.after) > 1.01
      if (border !== null && border.a > 0 && turned)
        set(element, `border-${side}-color`, darkBorder(over(border, ground.before)))
    }
    if (changes.length > had) kept.push([element, element.getAttribute('style')])
    seen.set(element, { before: ground.before, after: ground.after, text })
  }
  for (const change of changes) change()
  return {
    undo: () => {
      for (const [element, style] of kept) {
        if (style === null) element.removeAttribute('style')
        else element.setAttribute('style', style)
      }
    },
  }
}

function groundsOf(colour: Rgba | null, base: Seen): { before: Rgb; after: Rgb; own: Rgb | null } {
  if (colour === null || colour.a === 0) return { before: base.before, after: base.after, own: null }
  const before = over(colour, base.before)
  // On a dark ground of the mail's own, light things are light by intent.
  if (contrast(base.before, base.after) < 1.01) return { before, after: before, own: null }
  const after = darkBackground(before, surface)
  return { before, after, own: after }
}

function hasOwnText(element: Element): boolean {
  for (let child = element.firstChild; child !== null; child = child.nextSibling) {
    if (child.nodeType === Node.TEXT_NODE && (child.nodeValue ?? '').trim() !== '') return true
  }
  return false
}

/** 24 px, or 18.66 px and bold: then a contrast of 3 is enough (WCAG 2.2, 1.4.3). */
function isLarge(style: CSSStyleDeclaration): boolean {
  const sizePx = Number.parseFloat(style.fontSize)
  return sizePx >= 24 || (sizePx >= 18.66 && Number(style.fontWeight) >= 700)
}

/** Whether every drawn text of a page on the dark surface reaches WCAG AA, as it is really drawn. */
export function isReadableInTheDark(body: HTMLElement): boolean {
  const view = body.ownerDocument.defaultView
  const judged = new Set<Element>()
  for (const text of drawnTexts(body)) {
    const parent = text.parentElement
    if (parent === null || view === null || judged.has(parent)) continue
    judged.add(parent)
    const style = view.getComputedStyle(parent)
    const colour = parseColour(style.color)
    const ground = groundOf(parent, surface)
    if (colour === null) return false
    const ratio = contrast(over({ ...colour, a: colour.a * opacityOf(parent, view) }, ground), ground)
    // Hidden on purpose: as hidden as before.
    if (ratio < 1.05) continue
    if (ratio < (isLarge(style) ? 3 : 4.5)) return false
  }
  return true
}

function opacityOf(from: Element, view: Window): number {
  let opacity = 1
  for (let element: Element | null = from; element !== null; element = element.parentElement)
    opacity *= Number(view.getComputedStyle(element).opacity)
  return opacity
}
