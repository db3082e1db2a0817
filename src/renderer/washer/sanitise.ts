import DOMPurify, { type Config } from 'dompurify'
import type { WashRequest } from '#shared/wash.ts'
import type { WashedLink } from '#shared/wash-link.ts'
import { parleyClasses } from './base-style.ts'
import { cleanDeclarations, cleanStyleSheet, needsCleaning } from './css.ts'
import { createTally, type ImageTally, settleImage } from './images.ts'
import { settleLinks } from './links.ts'
import { type QuoteMarks, quoteMarkOf } from './quote-marks.ts'

/** Harmless content on a DOM of its own, and what was learned on the way. */
export type Sanitised = {
  readonly root: HTMLElement
  readonly marks: QuoteMarks
  readonly tally: ImageTally
  readonly links: readonly WashedLink[]
}

const remoteAddress = /^\s*(?:https?:)?\/\//i

const config: Config = {
  WHOLE_DOCUMENT: true,
  RETURN_DOM: true,
  USE_PROFILES: { html: true },
  ADD_TAGS: ['style', 'center', 'font'],
  FORBID_TAGS:
    'form input button textarea select option optgroup datalist dialog fieldset output audio video source track picture map area template slot link meta base portal object embed iframe frame frameset svg math marquee progress meter canvas noscript'.split(
      ' ',
    ),
  FORBID_ATTR:
    'class-name ping download poster autofocus tabindex accesskey contenteditable popover popovertarget draggable is part slot formaction action srcdoc loading fetchpriority'.split(
      ' ',
    ),
  // Values of these are words and numbers; any other attribute must look like an allowed address, or it goes.
  ADD_URI_SAFE_ATTR:
    'abbr align axis bgcolor border bordercolor cellpadding cellspacing char charoff clear color cols colspan compact datetime dir face frame headers height hidden hspace lang noshade nowrap open reversed rowspan rules scope size span start type valign vspace width'.split(
      ' ',
    ),
  ALLOW_DATA_ATTR: false,
  ALLOW_ARIA_ATTR: false,
  ALLOWED_URI_REGEXP: /^(?:(?:https?|mailto|cid|tel):|data:image\/(?:png|jpe?g|gif|webp);base64,|\/\/)/i,
}

DOMPurify.setConfig(config)

/**
 * Washes the HTML of one mail part: the sanitiser's own DOM, changed in place.
 *
 * Links open only through the main process (`target=_blank`), images only through our own scheme, and no rule of the
 * mail's style sheets can fetch.
 */
export function sanitise(request: WashRequest): Sanitised {
  const tally = createTally(request.locations)
  const root = purify(request)
  const marks = takeMarks(root)
  for (const element of root.querySelectorAll('[background]')) {
    if (remoteAddress.test(element.getAttribute('background') ?? '')) {
      tally.backgrounds += 1
      tally.withoutBackground.add(element)
    }
    element.removeAttribute('background')
  }
  for (const style of root.querySelectorAll('style')) {
    const ours = style.className === parleyClasses.base
    const clean = ours ? '' : cleanStyleSheet(style.textContent ?? '', tally)
    if (clean === '') style.remove()
    else style.textContent = clean
  }
  for (const element of root.querySelectorAll<HTMLElement>('[style]')) {
    if (!needsCleaning(element.getAttribute('style') ?? '')) continue
    if (cleanDeclarations(element.style, tally)) tally.withoutBackground.add(element)
    if (element.style.length === 0) element.removeAttribute('style')
  }
  for (const other of root.querySelectorAll(':not(img)[src]')) other.removeAttribute('src')
  for (const image of root.querySelectorAll('img')) settleImage(image, tally, request)
  return { root, marks, tally, links: settleLinks(root) }
}

/** The sanitiser itself. Hooks cost as much as all the rest of it: there is one only where a mail may need it. */
function purify({ html, locations }: WashRequest): HTMLElement {
  const named = new Set(locations.filter(location => !location.includes('@')))
  // Images that name another part of the mail by its Content-Location may do so by any address (RFC 2557).
  if (named.size > 0) {
    DOMPurify.addHook('uponSanitizeAttribute', (node, data) => {
      if (data.attrName === 'src' && node.tagName === 'IMG' && named.has(data.attrValue))
        data.forceKeepAttr = true
    })
  }
  try {
    return DOMPurify.sanitize(html) as unknown as HTMLElement
  } finally {
    DOMPurify.removeAllHooks()
  }
}

/** What ids, names and classes say about quotes, before ids and names go: they could be reached from outside. */
function takeMarks(root: HTMLElement): QuoteMarks {
  const marks: QuoteMarks = new Map()
  for (const element of root.querySelectorAll('[id], [name], [class], blockquote')) {
    const mark = quoteMarkOf(element)
    if (mark !== null) marks.set(element, mark)
    element.removeAttribute('id')
    element.removeAttribute('name')
  }
  return marks
}
