import { randomBytes } from 'node:crypto'
import type { Session } from 'electron'
import type { PreparedFrame, PreparedMail, PrepareParams } from '#preload/api.ts'
import type { Result } from '#shared/contract.ts'
import { AppError } from '#shared/errors.ts'
import { splitHtmlDocuments } from '#shared/html-documents.ts'
import { htmlTop } from '#shared/html-top.ts'
import type { Log } from '#shared/log.ts'
import type { BlockedContent, PrintHeading, WantedPaper, WashResult } from '#shared/wash.ts'
import { foldAtPx, judgeWashSize } from '#shared/wash-limits.ts'
import type { WashedLink } from '#shared/wash-link.ts'
import { mailPolicy, printPolicy } from './csp.ts'
import { asReport, type EngineHost } from './engine-host.ts'
import { createPreparedDocuments, type PreparedDocument } from './prepared-documents.ts'
import type { Washer } from './washer.ts'

/** Washes bodies on request and serves them on `mail://m/<token>/`. */
export type MailProtocol = {
  readonly prepare: (params: PrepareParams) => Promise<PreparedMail>
  /** `brokenImages`: what is served for an image that can't be had; the washer wants to know, readers want no icon. */
  readonly serve: (session: Session, brokenImages: 'fail' | 'nothing') => void
  /** An email's HTML parts, washed for paper of this width; `headed` where one part is all and bears the heading. */
  readonly washForPrint: (
    emailId: string,
    widthPx: number,
    heading: PrintHeading,
  ) => Promise<{ readonly frames: readonly PreparedFrame[]; readonly headed: boolean }>
  /** Serves a document of our own making, with a policy as strict as that of mail, but for frames of mail. */
  readonly host: (emailId: string, html: string) => string
}

/** One host for all mail, so that one process draws it; the sandbox gives each document an opaque origin. */
const mailHost = 'm'
/** Where prepared mail is served from; the only place that a frame may load. */
export const mailOrigin = `mail://${mailHost}`
/** An empty page: its frame starts the process that draws mail while the mail is still being washed. */
const warmUrl = `${mailOrigin}/warm/`
/** HTML parts of one mail; real mail has one, seldom three. Beyond it the text is shown. */
const largestParts = 20
/** How long a mail waits for its images before it is shown: whatever is still missing then comes later. */
const remoteImageWaitMs = 1_500
const inlineImageWaitMs = 600

type Failure = Extract<PreparedMail, { ok: false }>
type Washed = Extract<WashResult, { ok: true }> & Omit<PreparedFrame, 'heightPx'>

/**
 * Prepared mail under an unguessable token each, good for this run only. A document may load only its own images: the
 * policy names its own path, and the handler serves nothing else under it.
 */
export function createMailProtocol(deps: {
  readonly engine: Pick<EngineHost, 'request'>
  readonly washer: Pick<Washer, 'wash'>
  /** What stands over the links that are about to be shown. */
  readonly onLinks: (links: readonly WashedLink[]) => void
  readonly log: Log
}): MailProtocol {
  const documents = createPreparedDocuments()
  /** Emails whose remote images were asked for in this run: printed with them. */
  const withImages = new Set<string>()

  const image = async (document: PreparedDocument, path: string): Promise<Response> => {
    const [, , kind, rest] = path.split('/')
    if ((kind === 'cid' || kind === 'location') && rest !== undefined) {
      const contentId = decodeURIComponent(rest)
      return imageResponse(
        await deps.engine.request('emails/inline-image', { emailId: document.emailId, contentId }),
      )
    }
    const address = kind === 'remote' ? document.remoteImages[Number(rest)] : undefined
    if (address === undefined) throw new AppError('not-found')
    return imageResponse(await deps.engine.request('remote/image', { url: address }))
  }

  const washPart = async (
    html: string,
    body: Result<'emails/html'>,
    params: PrepareParams,
    heading: PrintHeading | null = null,
  ): Promise<Washed | Failure> => {
    const size = judgeWashSize(html)
    if (size === 'too-complex') return failure('too-complex')
    if (size === 'large' && !params.insist) return failure('large')
    const token = randomBytes(16).toString('hex')
    const origin = `${mailOrigin}/${token}`
    const images = params.images || body.trustedSender
    const document: PreparedDocument = {
      emailId: params.emailId,
      html: null,
      top: null,
      remoteImages: [],
      policy: 'mail',
    }
    documents.put(token, document)
    const washed = await deps.washer.wash(
      {
        html,
        origin,
        widthPx: params.widthPx,
        paper: wantedPaper(params),
        images,
        quotes: params.quotes,
        insist: params.insist,
        locations: body.locations,
        heading,
        imageWaitMs: images ? remoteImageWaitMs : inlineImageWaitMs,
      },
      addresses => {
        document.remoteImages = addresses
      },
    )
    if (!washed.ok) return failure(washed.reason)
    document.html = washed.html
    document.top = washed.top
    if (!body.own) deps.onLinks(washed.links)
    return { ...washed, url: `${origin}/`, topUrl: washed.top === null ? null : `${origin}/top/` }
  }

  /** What is seen first of a large mail; null where it would not fill the fold, and the whole is needed at once. */
  const washTop = async (
    parts: readonly string[],
    body: Result<'emails/html'>,
    params: PrepareParams,
  ): Promise<Washed | null> => {
    const first = parts[0] ?? ''
    const html = judgeWashSize(first) === 'fits' ? htmlTop(first) : null
    if (html === null) return null
    const washed = await washPart(html, body, params)
    if ('reason' in washed || washed.heightPx <= foldAtPx) return null
    return { ...washed, topUrl: washed.url }
  }

  return {
    prepare: async params => {
      try {
        const body = await deps.engine.request('emails/html', { emailId: params.emailId })
        if (params.images) withImages.add(params.emailId)
        const parts = splitHtmlDocuments(body.html)
        if (parts.length > largestParts) return failure('too-complex')
        const top = params.part === 'top' ? await washTop(parts, body, params) : null
        if (top !== null) return asPrepared([top], body, params, false)
        const washed: Washed[] = []
        let lastFailure: Failure | null = null
        for (const part of parts) {
          const one = await washPart(part, body, params)
          // A part that shows nothing is left out where another one shows something.
          if ('reason' in one) lastFailure = one
          else washed.push(one)
          if (lastFailure !== null && !isNothing(lastFailure)) return lastFailure
        }
        if (washed.length === 0) return lastFailure ?? failure('empty')
        return asPrepared(washed, body, params, true)
      } catch (error) {
        return { ok: false, reason: 'failed', designPossible: false, error: asReport(error) }
      }
    },
    serve: (session, brokenImages) => {
      session.protocol.handle('mail', async request => {
        const url = new URL(request.url)
        const token = url.pathname.split('/')[1] ?? ''
        if (request.url === warmUrl) return page('', mailPolicy(warmUrl))
        const document = url.host === mailHost ? documents.find(token) : undefined
        if (document === undefined) return new Response(null, { status: 404 })
        const asked = url.pathname.slice(token.length + 1)
        if (asked !== '/' && asked !== '/top/') {
          return image(document, url.pathname).catch(error => {
            deps.log.info('mail-image-refused', { code: asReport(error).code })
            return brokenImages === 'fail' ? new Response(null, { status: 404 }) : nothing()
          })
        }
        const html = asked === '/' ? document.html : document.top
        if (html === null) return new Response(null, { status: 404 })
        const policy = document.policy === 'own' ? printPolicy : mailPolicy(`${mailOrigin}/${token}/`)
        return page(html, policy)
      })
    },
    washForPrint: async (emailId, widthPx, heading) => {
      const body = await deps.engine.request('emails/html', { emailId })
      const images = withImages.has(emailId)
      const parts = splitHtmlDocuments(body.html).slice(0, largestParts)
      const params = {
        emailId,
        widthPx,
        dark: false,
        paper: 'auto',
        images,
        quotes: 'shown',
        insist: true,
        part: 'whole',
      } as const
      const frames: PreparedFrame[] = []
      for (const part of parts) {
        const one = await washPart(part, body, params, parts.length === 1 ? heading : null)
        if (!('reason' in one)) frames.push({ url: one.url, topUrl: null, heightPx: one.heightPx })
      }
      return { frames, headed: parts.length === 1 && frames.length === 1 }
    },
    host: (emailId, html) => {
      const token = randomBytes(16).toString('hex')
      documents.put(token, { emailId, html, top: null, remoteImages: [], policy: 'own' })
      return `${mailOrigin}/${token}/`
    },
  }
}

function asPrepared(
  washed: readonly Washed[],
  body: Result<'emails/html'>,
  params: PrepareParams,
  complete: boolean,
): Extract<PreparedMail, { ok: true }> {
  return {
    ok: true,
    frames: washed.map(({ url, topUrl, heightPx }) => ({ url, topUrl, heightPx })),
    complete,
    paper: washed.every(one => one.paper === 'dark') ? 'dark' : 'light',
    hasQuote: washed.some(one => one.hasQuote),
    imagesLoaded: params.images || body.trustedSender,
    blocked: sumBlocked(washed.map(one => one.blocked)),
  }
}

function wantedPaper({ dark, paper }: PrepareParams): WantedPaper {
  if (!dark) return 'light'
  if (paper === 'auto') return 'dark-if-readable'
  return paper === 'dark' ? 'dark' : 'sheet'
}

function failure(reason: Failure['reason']): Failure {
  const designPossible = reason === 'large' || reason === 'invisible'
  return { ok: false, reason, designPossible, error: { code: 'too-large', retry: false } }
}

function isNothing({ reason }: Failure): boolean {
  return reason === 'empty' || reason === 'invisible'
}

function sumBlocked(parts: readonly BlockedContent[]): BlockedContent {
  const trackers = new Map<string, number>()
  for (const { host, count } of parts.flatMap(part => part.trackers))
    trackers.set(host, (trackers.get(host) ?? 0) + count)
  return {
    images: parts.reduce((sum, part) => sum + part.images, 0),
    backgrounds: parts.reduce((sum, part) => sum + part.backgrounds, 0),
    trackers: [...trackers].map(([host, count]) => ({ host, count })),
  }
}

function page(html: string, policy: string): Response {
  return new Response(html, {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policy,
      'x-content-type-options': 'nosniff',
      'x-dns-prefetch-control': 'off',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
    },
  })
}

function imageResponse(image: { readonly type: string; readonly bytes: Uint8Array }): Response {
  if (!/^image\/(?:png|jpeg|gif|webp|avif|bmp)$/.test(image.type)) return new Response(null, { status: 415 })
  return new Response(new Uint8Array(image.bytes), {
    headers: { 'content-type': image.type, 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' },
  })
}

/** A transparent pixel: an image that went missing after it was laid out leaves its place, not a broken icon. */
function nothing(): Response {
  const pixel = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64')
  return imageResponse({ type: 'image/gif', bytes: pixel })
}
