import DOMPurify, { type Config } from 'dompurify'

/** What is left of foreign HTML for the editor, and the images that came inside it. */
export type WashedHtml = {
  /** Elements of the editor's own kinds, on a document of its own: nothing of it was fetched. */
  readonly body: HTMLElement
  /** Images that the HTML carried as bytes; they are not in `body`. */
  readonly images: readonly { readonly type: string; readonly base64: string }[]
}

const config = {
  ALLOWED_TAGS:
    'p div blockquote ul ol li pre code strong b em i u s del strike a h1 h2 h3 span br hr img'.split(' '),
  ALLOWED_ATTR: ['href', 'src', 'alt', 'width', 'height', 'start', 'dir', 'style'],
  ALLOWED_URI_REGEXP: /^(?:https?:|mailto:|tel:|cid:)/i,
  ALLOW_DATA_ATTR: false,
  ALLOW_ARIA_ATTR: false,
  RETURN_DOM: true,
} as const satisfies Config

const carried = /^data:(image\/(?:png|jpeg|gif|webp));base64,([A-Za-z0-9+/=\s]+)$/i

/**
 * Washes pasted or dropped HTML before the editor's own schema reads it: the elements and attributes of the
 * editor and no others. Images stay only where `isOurs` knows their content id; remote ones go unfetched.
 */
export function washHtml(html: string, isOurs: (contentId: string) => boolean): WashedHtml {
  const body = DOMPurify.sanitize(html, config) as HTMLElement
  const images: { type: string; base64: string }[] = []
  for (const image of body.querySelectorAll('img')) {
    const source = image.getAttribute('src') ?? ''
    const [, type, base64] = carried.exec(source) ?? []
    if (type !== undefined && base64 !== undefined) images.push({ type, base64 })
    if (!source.startsWith('cid:') || !isOurs(source.slice(4))) image.remove()
  }
  for (const styled of body.querySelectorAll<HTMLElement>('[style]')) takeStyle(styled)
  for (const paragraph of body.querySelectorAll('p')) keepGapAfter(paragraph)
  return { body, images }
}

/** Bold, italic and the like as elements; every other rule of a style goes. */
function takeStyle(element: HTMLElement): void {
  const style = (element.getAttribute('style') ?? '').toLowerCase()
  element.removeAttribute('style')
  if (/(?:^|;)\s*margin(?:-bottom)?\s*:\s*0/.test(style)) element.dataset['tight'] = ''
  const isPlainBold =
    /^(?:b|strong)$/i.test(element.tagName) && /font-weight\s*:\s*(?:normal|400)/.test(style)
  if (isPlainBold) {
    element.replaceWith(...element.childNodes)
    return
  }
  if (element.tagName !== 'SPAN') return
  if (/font-weight\s*:\s*(?:bold|[6-9]00)/.test(style)) wrapInside(element, 'strong')
  if (/font-style\s*:\s*italic/.test(style)) wrapInside(element, 'em')
  if (/text-decoration[^;]*underline/.test(style)) wrapInside(element, 'u')
  if (/text-decoration[^;]*line-through/.test(style)) wrapInside(element, 's')
}

function wrapInside(element: HTMLElement, name: string): void {
  const wrapper = element.ownerDocument.createElement(name)
  wrapper.append(...element.childNodes)
  element.append(wrapper)
}

/** The editor's lines stand close: the space below a foreign paragraph becomes an empty line. */
function keepGapAfter(paragraph: HTMLElement): void {
  const next = paragraph.nextElementSibling
  const isTight = 'tight' in paragraph.dataset
  delete paragraph.dataset['tight']
  const isEmpty = (element: Element) =>
    (element.textContent ?? '').trim() === '' && !element.querySelector('img')
  if (next === null || isTight || isEmpty(paragraph) || isEmpty(next)) return
  const gap = paragraph.ownerDocument.createElement('div')
  gap.append(paragraph.ownerDocument.createElement('br'))
  paragraph.after(gap)
}
