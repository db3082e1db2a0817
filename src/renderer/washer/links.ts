import type { WashedLink } from '#shared/wash-link.ts'

const mostLinks = 2_000
const longestText = 300
const schemes = new Set(['http:', 'https:', 'mailto:', 'tel:'])
/** A text without any of these names no host and no address, so that nothing can be compared. */
const mayClaim = /\S[.\u3002\u06d4\ua4f8\uff0e\uff61\u2024\ufe52]\S|:\/\/|[@\uff20\ufe6b]/u

/**
 * Makes each link of a washed document open through the main process only, and says what readers see in its place.
 *
 * An address is written back as the browser understands it, so that what is clicked is what was judged; links of other
 * schemes lose theirs. Links whose text names neither a host nor an address are left out of the list.
 */
export function settleLinks(root: HTMLElement): readonly WashedLink[] {
  const links: WashedLink[] = []
  for (const link of root.querySelectorAll('a')) {
    link.setAttribute('target', '_blank')
    link.setAttribute('rel', 'noopener noreferrer nofollow')
    const href = addressOf(link.getAttribute('href'))
    if (href === null) {
      link.removeAttribute('href')
      continue
    }
    link.setAttribute('href', href)
    // A tooltip that names an address would stand beside the real one.
    if (mayClaim.test(link.title)) link.removeAttribute('title')
    if (links.length >= mostLinks) continue
    const text = visibleText(link)
    if (mayClaim.test(text)) links.push({ href, text: aroundAddress(text) })
  }
  return links
}

function addressOf(raw: string | null): string | null {
  const trimmed = raw?.trim() ?? ''
  const whole = trimmed.startsWith('//') ? `https:${trimmed}` : trimmed
  if (!URL.canParse(whole)) return null
  const url = new URL(whole)
  return schemes.has(url.protocol) ? url.href : null
}

/** Text and the words that stand for images, without what inline styles hide from readers but not from us. */
function visibleText(link: HTMLElement): string {
  let text = ''
  const walk = (node: Node, depth: number) => {
    if (text.length > 20_000 || depth > 200) return
    if (node.nodeType === Node.TEXT_NODE) text += node.nodeValue ?? ''
    else if (node instanceof HTMLImageElement) text += ` ${node.alt} `
    else if (!(node instanceof HTMLElement) || !isHidden(node)) {
      for (const child of node.childNodes) walk(child, depth + 1)
    }
  }
  walk(link, 0)
  return text.replace(/\s+/g, ' ').trim()
}

function isHidden({ style }: HTMLElement): boolean {
  return (
    style.display === 'none' ||
    style.visibility === 'hidden' ||
    style.opacity === '0' ||
    (style.fontSize !== '' && Number.parseFloat(style.fontSize) === 0)
  )
}

/** The part of a long text in which an address begins. */
function aroundAddress(text: string): string {
  if (text.length <= longestText) return text
  const at = text.search(/https?:\/\/|www\./i)
  return text.slice(Math.max(0, at), Math.max(0, at) + longestText)
}
