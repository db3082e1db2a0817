import { AppError } from '#shared/errors.ts'
import { imageSize, mostPixels } from '#shared/image-size.ts'
import { type RasterType, rasterTypeOf } from '#shared/image-type.ts'
import { secondMs } from '#shared/time.ts'
import { toNetworkError } from '../network-errors.ts'
import { createHostCheck, type HostChecks } from './public-host.ts'
import { requestImage } from './request-image.ts'

/** An image from the web, its type told by its bytes. */
export type RemoteImage = { readonly type: RasterType; readonly bytes: Uint8Array }

/** Fetches an image that a mail names. */
export type FetchImage = (url: string, options: { readonly signal: AbortSignal }) => Promise<RemoteImage>

const redirectsAtMost = 3
const timeoutMs = 10 * secondMs
/** A host whose port 443 swallows packets must leave time for http. */
const secureTimeoutMs = 4 * secondMs

/**
 * Fetches remote images for mail whose reader asked for them.
 *
 * Each host is resolved here, refused when any of its addresses isn't public, and connected to at exactly the address
 * that was checked, again for each redirect. No cookies, no referrer, no credentials; https is tried first; PNG, JPEG,
 * GIF, WebP, AVIF and BMP up to 10 MB and 100 megapixels, told by their bytes. `mayConnect` decides on an address; anything but the default
 * is for tests.
 *
 * @throws AppError `blocked`, `too-large`, `unreadable`, `not-found`, `connection-…`, `tls-…`, `cancelled`
 */
export function createImageFetcher(deps: HostChecks & { readonly tlsTrust?: string } = {}): FetchImage {
  const addressOf = createHostCheck(deps)

  const get = async (url: URL, signal: AbortSignal, redirects = 0): Promise<Uint8Array> => {
    const answer = await requestImage(url, { address: await addressOf(url), signal, tlsTrust: deps.tlsTrust })
    if (answer.kind === 'bytes') return answer.bytes
    if (redirects === redirectsAtMost) throw new AppError('blocked', 'too many redirects')
    const next = checkUrl(answer.location, url)
    if (url.protocol === 'https:' && next.protocol === 'http:')
      throw new AppError('blocked', 'redirect to http')
    return get(next, signal, redirects + 1)
  }

  return async (address, options) => {
    const url = checkUrl(address)
    const deadline = AbortSignal.timeout(timeoutMs)
    const signal = AbortSignal.any([options.signal, deadline])
    try {
      const bytes = await secureFirst(url, signal, get)
      const type = rasterTypeOf(bytes)
      if (type === null) throw new AppError('blocked', 'not an image')
      const size = imageSize(bytes)
      if (size !== null && size.widthPx * size.heightPx > mostPixels)
        throw new AppError('too-large', 'pixels')
      return { type, bytes }
    } catch (error) {
      if (options.signal.aborted) throw new AppError('cancelled')
      if (deadline.aborted) throw new AppError('connection-timeout')
      throw toNetworkError(error)
    }
  }
}

/** http on its standard port is tried with https first; where nothing answers there, http follows. */
async function secureFirst(
  url: URL,
  signal: AbortSignal,
  get: (url: URL, signal: AbortSignal) => Promise<Uint8Array>,
): Promise<Uint8Array> {
  if (url.protocol === 'https:' || url.port !== '') return get(url, signal)
  const secure = new URL(url)
  secure.protocol = 'https:'
  try {
    return await get(secure, AbortSignal.any([signal, AbortSignal.timeout(secureTimeoutMs)]))
  } catch (error) {
    if (signal.aborted || (error instanceof AppError && error.code === 'blocked')) throw error
    return get(url, signal)
  }
}

function checkUrl(text: string, base?: URL): URL {
  const url = URL.canParse(text, base) ? new URL(text, base) : null
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:'))
    throw new AppError('blocked', 'scheme')
  if (url.username !== '' || url.password !== '') throw new AppError('blocked', 'credentials')
  url.hash = ''
  return url
}
