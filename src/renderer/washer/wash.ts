import type { MailPaper, WashRequest, WashResult } from '#shared/wash.ts'
import { baseStyle, parleyClasses } from './base-style.ts'
import { showsAnything } from './drawn-text.ts'
import { fitZoom } from './fit.ts'
import { foldQuote } from './fold-quote.ts'
import { blockedContent } from './images.ts'
import { imagesSettled } from './images-settled.ts'
import { giveGroundToText } from './lost-background.ts'
import { addPrintHeading } from './print-heading.ts'
import { isReadableInTheDark, recolour, suitsDark } from './recolour.ts'
import { sanitise } from './sanitise.ts'
import { takeStage } from './stage.ts'
import { serialiseTop } from './top-part.ts'

/**
 * Washes one HTML part of a mail into a whole document for a scriptless frame, as it will be drawn at one width.
 *
 * The sanitiser's own DOM is laid out, measured, recoloured where that is asked for, and serialised once; the string is
 * never touched again. `announce` names the remote images as soon as they may be asked for.
 */
export async function wash(
  request: WashRequest,
  announce: (remoteImages: readonly string[]) => void,
): Promise<WashResult> {
  const { root, marks, tally, links } = sanitise(request)
  const body = root.querySelector('body')
  if (body === null) return { ok: false, reason: 'empty' }
  const hadContent = (body.textContent ?? '').trim() !== '' || tally.images + tally.remoteImages.length > 0
  const hasQuote = foldQuote(body, marks, request.quotes)
  announce(tally.remoteImages)
  const style = addBaseStyle(root)
  const stage = await takeStage(request.widthPx)
  try {
    stage.show(root)
    await imagesSettled(body, request.imageWaitMs)
    giveGroundToText(tally.withoutBackground)
    if (!request.insist && !showsAnything(body))
      return { ok: false, reason: hadContent ? 'invisible' : 'empty' }
    if (request.heading !== null) addPrintHeading(body, request.heading)
    const paper = settlePaper(request, body, style)
    const { zoom, heightPx } = fitZoom(root, style, paper)
    style.textContent = baseStyle(paper, zoom)
    const html = `<!doctype html>${root.outerHTML}`
    const top = serialiseTop(root, body, html, heightPx)
    return { ok: true, html, top, heightPx, paper, hasQuote, blocked: blockedContent(tally), links }
  } finally {
    stage.close()
  }
}

function addBaseStyle(root: HTMLElement): HTMLStyleElement {
  const { ownerDocument } = root
  const head =
    root.querySelector('head') ?? root.insertBefore(ownerDocument.createElement('head'), root.firstChild)
  const style = ownerDocument.createElement('style')
  style.className = parleyClasses.base
  style.textContent = baseStyle('light')
  const meta = ownerDocument.createElement('meta')
  meta.setAttribute('charset', 'utf-8')
  head.prepend(meta, style)
  return style
}

/** Settles on a paper, with the mail drawn on it: dark only where every text of it can be read there. */
function settlePaper(request: WashRequest, body: HTMLElement, style: HTMLStyleElement): MailPaper {
  const draw = (paper: MailPaper): MailPaper => {
    style.textContent = baseStyle(paper)
    return paper
  }
  if (request.paper === 'light' || request.paper === 'sheet') return draw(request.paper)
  const forced = request.paper === 'dark'
  if (!forced && !suitsDark(body)) return draw('sheet')
  const { undo } = recolour(body)
  draw('dark')
  if (forced || isReadableInTheDark(body)) return 'dark'
  undo()
  return draw('sheet')
}
