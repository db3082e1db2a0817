import { randomBytes } from 'node:crypto'
import type { Session } from 'electron'
import type { PreparedMail } from '#preload/api.ts'
import { AppError } from '#shared/errors.ts'
import { splitHtmlDocuments } from '#shared/html-documents.ts'
import type { Log } from '#shared/log.ts'
import { mailPolicy } from './csp.ts'
import { asReport, type EngineHost } from './engine-host.ts'
import type { Washer } from './washer.ts'

type PreparedDocument = {
  readonly emailId: string
  readonly html: string
  readonly remoteImages: readonly string[]
}

/** What the screen asks before it shows an HTML body. */
export type PrepareParams = {
  readonly emailId: string
  readonly widthPx: number
  readonly dark: boolean
  readonly images: boolean
}

/** Washes bodies on request and serves them on `mail://m/<token>/`. */
export type MailProtocol = {
  readonly prepare: (params: PrepareParams) => Promise<PreparedMail>
  readonly serve: (session: Session) => void
}

/** One host for all mail, so that one process draws it; the sandbox gives each document an opaque origin. */
const mailHost = 'm'
/** Where prepared mail is served from; the only place that a frame may load. */
export const mailOrigin = `mail://${mailHost}`
const keptDocuments = 200
/** HTML parts of one mail; real mail has one, seldom three. Beyond it the text is shown. */
const largestParts = 20
/** How long the height waits for images to arrive: the mail is shown then, whatever is still missing. */
const withImagesMs = 1_500
const withoutImagesMs = 250

/**
 * Prepared mail under an unguessable token each, good for this run only. A document may load only its own images: the
 * policy names its own path, and the handler serves nothing else under it.
 */
export function createMailProtocol(deps: {
  readonly engine: Pick<EngineHost, 'request'>
  readonly washer: Washer
  readonly log: Log
}): MailProtocol {
  const documents = new Map<string, PreparedDocument>()

  const keep = (token: string, document: PreparedDocument) => {
    documents.set(token, document)
    const oldest = documents.keys().next().value
    if (documents.size > keptDocuments && oldest !== undefined) documents.delete(oldest)
  }

  const image = async (document: PreparedDocument, path: string): Promise<Response> => {
    const [, , kind, rest] = path.split('/')
    if (kind === 'cid' && rest !== undefined) {
      const found = await deps.engine.request('emails/inline-image', {
        emailId: document.emailId,
        contentId: decodeURIComponent(rest),
      })
      return imageResponse(found)
    }
    const address = kind === 'remote' ? document.remoteImages[Number(rest)] : undefined
    if (address === undefined) return new Response(null, { status: 404 })
    return imageResponse(await deps.engine.request('remote/image', { url: address }))
  }

  const prepareDocument = async (html: string, params: PrepareParams, images: boolean) => {
    const token = randomBytes(16).toString('hex')
    const washed = await deps.washer.wash({
      html,
      origin: `${mailOrigin}/${token}`,
      dark: params.dark,
      images,
    })
    if (!washed.ok) throw new AppError('too-large')
    keep(token, { emailId: params.emailId, html: washed.html, remoteImages: washed.remoteImages })
    const longestWaitMs = washed.remoteImages.length > 0 ? withImagesMs : withoutImagesMs
    const heightPx = await washed.measure(params.widthPx, longestWaitMs)
    const { blockedImages, trackers } = washed
    return { frame: { url: `${mailOrigin}/${token}/`, heightPx }, blockedImages, trackers }
  }

  return {
    prepare: async params => {
      try {
        const body = await deps.engine.request('emails/html', { emailId: params.emailId })
        const images = params.images || body.trustedSender
        const parts = splitHtmlDocuments(body.html)
        if (parts.length > largestParts) throw new AppError('too-large')
        const prepared = []
        for (const part of parts) prepared.push(await prepareDocument(part, params, images))
        return {
          ok: true,
          frames: prepared.map(({ frame }) => frame),
          blockedImages: prepared.reduce((sum, one) => sum + one.blockedImages, 0),
          trackers: prepared.reduce((sum, one) => sum + one.trackers, 0),
        }
      } catch (error) {
        return { ok: false, error: asReport(error) }
      }
    },
    serve: session => {
      session.protocol.handle('mail', async request => {
        const url = new URL(request.url)
        const token = url.pathname.split('/')[1] ?? ''
        const document = url.host === mailHost ? documents.get(token) : undefined
        if (document === undefined) return new Response(null, { status: 404 })
        if (url.pathname !== `/${token}/`) {
          return image(document, url.pathname).catch(error => {
            deps.log.info('mail-image-refused', { code: asReport(error).code })
            return new Response(null, { status: 404 })
          })
        }
        return new Response(document.html, {
          headers: {
            'content-type': 'text/html; charset=utf-8',
            'content-security-policy': mailPolicy(`${mailOrigin}/${token}/`),
            'x-content-type-options': 'nosniff',
            'x-dns-prefetch-control': 'off',
            'referrer-policy': 'no-referrer',
            'cache-control': 'no-store',
          },
        })
      })
    },
  }
}

function imageResponse(image: { readonly type: string; readonly bytes: Uint8Array }): Response {
  if (!/^image\/(?:png|jpeg|gif|webp|avif|bmp)$/.test(image.type)) return new Response(null, { status: 415 })
  return new Response(new Uint8Array(image.bytes), {
    headers: { 'content-type': image.type, 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' },
  })
}
