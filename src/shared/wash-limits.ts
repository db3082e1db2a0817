/** A mail higher than this is shown folded (semantics.md, Reading). */
export const foldAtPx = 1_200

/** How much HTML is shown as HTML; beyond it, the text is shown. */
export const washLimits = {
  /** Above this the text comes first, and the design when it is asked for: washing takes longer than a glance. */
  textFirstBytes: 1_000_000,
  bytes: 2_000_000,
  depth: 512,
  elements: 50_000,
  attributesPerElement: 128,
  deadlineMs: 2_000,
} as const

/** Whether HTML may be washed; `large` may still be, where the reader asks for it. */
export type WashSize = 'fits' | 'large' | 'too-complex'

/** Judges the size and the structure of one HTML document. */
export function judgeWashSize(html: string): WashSize {
  if (html.length > washLimits.bytes || !withinStructure(html)) return 'too-complex'
  return html.length > washLimits.textFirstBytes ? 'large' : 'fits'
}

const voidTags = new Set('area base br col embed hr img input link meta param source track wbr'.split(' '))

/**
 * Whether HTML stays within the limits of structure, by one linear scan that no input can slow down.
 *
 * It over-counts depth where closing tags are missing; `p`, `li`, `td`, `tr`, `option` close themselves in real mail and
 * are not counted as nesting.
 */
function withinStructure(html: string): boolean {
  let depth = 0
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
          if (depth > washLimits.depth) return false
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
