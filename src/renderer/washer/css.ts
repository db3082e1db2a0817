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

/** Removes from a parsed declaration block everything that fetches or lifts content out of its place. */
export function cleanDeclarations(style: CSSStyleDeclaration): void {
  for (const name of [...style]) {
    const value = style.getPropertyValue(name)
    if (forbiddenProperties.has(name) || fetching.test(value)) style.removeProperty(name)
  }
  // A shorthand with var() hides its longhands from the loop above: nothing of such a block is kept.
  if (fetching.test(style.cssText)) style.cssText = ''
}

/**
 * A style sheet reparsed by the browser's own CSS parser and written back without what fetches.
 *
 * Only style rules and media queries stay: no `@import`, `@font-face`, `@namespace`, `@container`, `@property`.
 */
export function cleanStyleSheet(text: string): string {
  const sheet = new CSSStyleSheet()
  try {
    sheet.replaceSync(text)
  } catch {
    return ''
  }
  return rulesText(sheet.cssRules)
}

function rulesText(rules: CSSRuleList): string {
  let text = ''
  for (const rule of rules) {
    if (rule instanceof CSSStyleRule) {
      cleanDeclarations(rule.style)
      if (rule.style.length > 0 && !rule.selectorText.includes('['))
        text += `${rule.selectorText}{${rule.style.cssText}}\n`
    } else if (rule instanceof CSSMediaRule) {
      const inner = rulesText(rule.cssRules)
      if (inner !== '') text += `@media ${rule.media.mediaText}{${inner}}\n`
    }
  }
  return text
}
