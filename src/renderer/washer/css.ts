/** Properties that could lift mail content out of its place or reach the network. */
const forbiddenProperties = new Set([
  'position',
  'z-index',
  'behavior',
  '-moz-binding',
  'cursor',
  'src',
  'container',
  'container-type',
  'container-name',
])
const fetching = /url\s*\(|image-set\s*\(|image\s*\(|cross-fade\s*\(|element\s*\(|expression\s*\(|@import/i
const remote = /(?:https?:)?\/\//i
const backdrop = /^(?:background|list-style|border-image|mask|content)/

/** Without one of these words, and without an escape that could spell one, a style has nothing to be cleaned of. */
const suspicious =
  /\\|url|image|cross-fade|element|expression|import|position|z-index|behavior|binding|cursor|src|container|var/i

/** Whether inline style text may hold what `cleanDeclarations` removes: most doesn't, and parsing it takes long. */
export function needsCleaning(text: string): boolean {
  return suspicious.test(text)
}

/** What cleaning counts. */
export type CssTally = { backgrounds: number }

/**
 * Removes from a parsed declaration block everything that fetches or lifts content out of its place.
 *
 * Tells whether a remote background went.
 */
export function cleanDeclarations(style: CSSStyleDeclaration, tally: CssTally): boolean {
  let removed = false
  for (const name of [...style]) {
    const value = style.getPropertyValue(name)
    if (!forbiddenProperties.has(name) && !fetching.test(value)) continue
    if (!removed && backdrop.test(name) && remote.test(value)) removed = true
    style.removeProperty(name)
  }
  // A shorthand with var() hides its longhands from the loop above: nothing of such a block is kept.
  if (fetching.test(style.cssText)) {
    removed ||= remote.test(style.cssText)
    style.cssText = ''
  }
  if (removed) tally.backgrounds += 1
  return removed
}

/**
 * A style sheet reparsed by the browser's own CSS parser and written back without what fetches.
 *
 * Only style rules and media queries stay: no `@import`, `@font-face`, `@namespace`, `@container`, `@property`. What a
 * mail would do by itself in the dark is left out: its colours are measured and settled here.
 */
export function cleanStyleSheet(text: string, tally: CssTally): string {
  const sheet = new CSSStyleSheet()
  try {
    sheet.replaceSync(text)
  } catch {
    return ''
  }
  return rulesText(sheet.cssRules, tally)
}

function rulesText(rules: CSSRuleList, tally: CssTally): string {
  let text = ''
  for (const rule of rules) {
    if (rule instanceof CSSStyleRule) {
      cleanDeclarations(rule.style, tally)
      if (rule.style.length > 0 && !rule.selectorText.includes('['))
        text += `${rule.selectorText}{${rule.style.cssText}}\n`
    } else if (rule instanceof CSSMediaRule && !/prefers-color-scheme/i.test(rule.media.mediaText)) {
      const inner = rulesText(rule.cssRules, tally)
      if (inner !== '') text += `@media ${rule.media.mediaText}{${inner}}\n`
    }
  }
  return text
}
