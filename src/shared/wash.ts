/** HTML to be washed, and how it will be shown. */
export type WashRequest = {
  readonly id: number
  readonly html: string
  /** Where inline and allowed remote images of this email will be served: `mail://m/<token>`. */
  readonly origin: string
  readonly dark: boolean
  /** Whether remote images are rewritten to our own scheme (true) or left out (false). */
  readonly images: boolean
}

/** Asks how high a washed document is at a width; its own images may be loaded by then. */
export type MeasureRequest = { readonly id: number; readonly widthPx: number; readonly longestWaitMs: number }

/** What goes to the washer. */
export type WasherMessage =
  | ({ readonly kind: 'wash' } & WashRequest)
  | ({ readonly kind: 'measure' } & MeasureRequest)

/** What washing gave. `remoteImages` are the addresses behind `<origin>/remote/<index>`. */
export type WashResult =
  | {
      readonly ok: true
      readonly html: string
      readonly remoteImages: readonly string[]
      readonly blockedImages: number
      readonly trackers: number
    }
  | { readonly ok: false; readonly reason: 'too-complex' | 'failed' }

/** What comes back from the washer. */
export type WasherAnswer =
  | { readonly kind: 'washed'; readonly id: number; readonly result: WashResult }
  | { readonly kind: 'measured'; readonly id: number; readonly heightPx: number }

/** How much HTML is shown as HTML; beyond it, the text is shown. */
export const washLimits = {
  bytes: 2_000_000,
  depth: 512,
  elements: 50_000,
  attributesPerElement: 128,
  deadlineMs: 2_000,
} as const

const voidTags = new Set('area base br col embed hr img input link meta param source track wbr'.split(' '))

/**
 * Whether HTML stays within the limits, by one linear scan that no input can slow down.
 *
 * It over-counts depth where closing tags are missing; `p`, `li`, `td`, `tr`, `option` close themselves in real mail and
 * are not counted as nesting.
 */
export function withinWashLimits(html: string): boolean {
  if (html.length > washLimits.bytes) return false
  let depth = 0
  let deepest = 0
  let elements = 0
  let at = html.indexOf('<')
  while (at !== -1) {
    const closing = html.charCodeAt(at + 1) === 47
    let end = closing ? at + 2 : at + 1
    const nameStart = end
    while (isNameCode(html.charCodeAt(end))) end += 1
    if (end > nameStart) {
      const name = html.slice(nameStart, Math.min(end, nameStart + 16)).toLowerCase()
      if (closing) depth = Math.max(0, depth - (selfClosing.has(name) ? 0 : 1))
      else {
        elements += 1
        if (elements > washLimits.elements) return false
        const tagEnd = tagEndAfter(html, end)
        if (tagEnd.attributes > washLimits.attributesPerElement) return false
        if (!voidTags.has(name) && !selfClosing.has(name)) {
          depth += 1
          deepest = Math.max(deepest, depth)
          if (deepest > washLimits.depth) return false
        }
        end = tagEnd.at
      }
    }
    at = html.indexOf('<', Math.max(end, at + 1))
  }
  return true
}

const selfClosing = new Set(['p', 'li', 'td', 'th', 'tr', 'option', 'dd', 'dt'])

function isNameCode(code: number): boolean {
  return (
    (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57) || code === 58
  )
}

/** Finds the end of a start tag and estimates its attributes: one per run of non-space outside quotes. */
function tagEndAfter(html: string, from: number): { readonly at: number; readonly attributes: number } {
  let attributes = 0
  let inWord = false
  let at = from
  while (at < html.length) {
    const code = html.charCodeAt(at)
    if (code === 62) break
    if (code === 34 || code === 39) {
      const close = html.indexOf(html.charAt(at), at + 1)
      if (close === -1) return { at: html.length, attributes }
      at = close
    } else if (code <= 32 || code === 47) inWord = false
    else if (!inWord) {
      inWord = true
      attributes += 1
    }
    at += 1
  }
  return { at, attributes }
}
