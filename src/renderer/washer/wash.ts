import DOMPurify, { type Config } from 'dompurify'
import type { WashRequest } from '#shared/wash.ts'
import { baseStyle, type Paper } from './base-style.ts'
import { cleanDeclarations, cleanStyleSheet } from './css.ts'
import { type ImageTally, settleImage } from './images.ts'

/** A washed document and what was found in it. */
export type Washed = ImageTally & { readonly html: string }

const config: Config = {
  WHOLE_DOCUMENT: true,
  RETURN_DOM: true,
  USE_PROFILES: { html: true },
  ADD_TAGS: ['style', 'center', 'font'],
  FORBID_TAGS: [
    'form',
    'input',
    'button',
    'textarea',
    'select',
    'option',
    'optgroup',
    'datalist',
    'dialog',
    'fieldset',
    'output',
    'audio',
    'video',
    'source',
    'track',
    'picture',
    'map',
    'area',
    'template',
    'slot',
    'link',
    'meta',
    'base',
    'portal',
    'object',
    'embed',
    'iframe',
    'frame',
    'frameset',
    'svg',
    'math',
    'marquee',
    'progress',
    'meter',
    'canvas',
    'noscript',
  ],
  FORBID_ATTR: [
    'id',
    'name',
    'class-name',
    'ping',
    'download',
    'background',
    'poster',
    'autofocus',
    'tabindex',
    'accesskey',
    'contenteditable',
    'popover',
    'popovertarget',
    'draggable',
    'is',
    'part',
    'slot',
    'formaction',
    'action',
    'srcdoc',
  ],
  ALLOW_DATA_ATTR: false,
  ALLOW_ARIA_ATTR: false,
  ALLOWED_URI_REGEXP: /^(?:(?:https?|mailto|cid|tel):|data:image\/(?:png|jpe?g|gif|webp);base64,|\/\/)/i,
}

/**
 * Washes the HTML of one mail part into a whole document that can be shown in a scriptless frame.
 *
 * The sanitiser's own DOM is changed in place and serialised once; links open only through the main process
 * (`target=_blank`), images only through our own scheme, and no rule of the mail's style sheets can fetch.
 */
export function wash(request: WashRequest): Washed {
  const tally: ImageTally = { remoteImages: [], blockedImages: 0, trackers: 0 }
  const root = DOMPurify.sanitize(request.html, config) as unknown as HTMLElement
  for (const style of root.querySelectorAll('style')) {
    const clean = cleanStyleSheet(style.textContent ?? '')
    if (clean === '') style.remove()
    else style.textContent = clean
  }
  for (const element of root.querySelectorAll<HTMLElement>('[style]')) {
    cleanDeclarations(element.style)
    if (element.style.length === 0) element.removeAttribute('style')
  }
  for (const link of root.querySelectorAll('a')) {
    const href = link.getAttribute('href')
    if (href === null || href.startsWith('#')) link.removeAttribute('href')
    link.setAttribute('target', '_blank')
    link.setAttribute('rel', 'noopener noreferrer nofollow')
  }
  for (const image of root.querySelectorAll('img')) settleImage(image, tally, request)
  addBaseStyle(root, request.dark && !bringsColours(root) ? 'dark' : request.dark ? 'paper' : 'light')
  return { ...tally, html: `<!doctype html>${root.outerHTML}` }
}

/** Whether a mail sets colours of its own: then it keeps light paper in the dark, so that it stays readable. */
function bringsColours(root: HTMLElement): boolean {
  if (root.querySelector('[bgcolor], [color], [text]') !== null) return true
  for (const element of root.querySelectorAll<HTMLElement>('[style]')) {
    if (element.style.color !== '' || element.style.backgroundColor !== '') return true
  }
  for (const style of root.querySelectorAll('style'))
    if (/color|background/.test(style.textContent ?? '')) return true
  return false
}

function addBaseStyle(root: HTMLElement, paper: Paper): void {
  const style = root.ownerDocument.createElement('style')
  style.textContent = baseStyle(paper)
  const head =
    root.querySelector('head') ?? root.insertBefore(root.ownerDocument.createElement('head'), root.firstChild)
  const meta = root.ownerDocument.createElement('meta')
  meta.setAttribute('charset', 'utf-8')
  head.prepend(meta, style)
}
