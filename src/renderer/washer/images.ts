import { imageSize, mostPixels } from '#shared/image-size.ts'
import { rasterTypeOf } from '#shared/image-type.ts'
import type { BlockedContent, WashRequest } from '#shared/wash.ts'
import { replaceByPlace } from './image-place.ts'

/** What became of the images of a mail while it was washed. */
export type ImageTally = {
  /** Addresses behind `<origin>/remote/<index>`. */
  readonly remoteImages: string[]
  /** Remote images left out that could be loaded. */
  images: number
  backgrounds: number
  /** Trackers by host. */
  readonly trackers: Map<string, number>
  /** Elements that lost a background; their text may need another one to be read. */
  readonly withoutBackground: Set<Element>
  readonly locations: ReadonlySet<string>
}

/** Nothing counted yet. */
export function createTally(locations: readonly string[] = []): ImageTally {
  return {
    remoteImages: [],
    images: 0,
    backgrounds: 0,
    trackers: new Map(),
    withoutBackground: new Set(),
    locations: new Set(locations),
  }
}

/** The count in the form that is told. */
export function blockedContent(tally: ImageTally): BlockedContent {
  const trackers = [...tally.trackers].map(([host, count]) => ({ host, count }))
  return { images: tally.images, backgrounds: tally.backgrounds, trackers }
}

const safeData = /^data:image\/(?:png|jpe?g|gif|webp);base64,([a-z0-9+/=\s]+)$/i
const longestData = 7_000_000

/**
 * Decides for one `img`: inline parts and harmless data stay, remote ones are rewritten or left out, trackers go (R-10,
 *
 *
 * A rewritten address points at our own scheme, which serves only the images of this very mail.
 */
export function settleImage(
  image: Element,
  tally: ImageTally,
  request: Pick<WashRequest, 'origin' | 'images'>,
): void {
  const source = image.getAttribute('src')?.trim() ?? ''
  for (const name of [
    'src',
    'srcset',
    'sizes',
    'longdesc',
    'usemap',
    'ismap',
    'crossorigin',
    'referrerpolicy',
  ]) {
    image.removeAttribute(name)
  }
  const address = servedAddress(image, source, tally, request)
  if (address === null) {
    if (image.parentNode !== null) replaceByPlace(image)
    return
  }
  image.setAttribute('decoding', 'async')
  image.setAttribute('src', address)
}

/** Where an image is served from; null where it is not shown. */
function servedAddress(
  image: Element,
  source: string,
  tally: ImageTally,
  request: Pick<WashRequest, 'origin' | 'images'>,
): string | null {
  if (tally.locations.has(source)) return `${request.origin}/location/${encodeURIComponent(source)}`
  if (/^cid:/i.test(source)) return `${request.origin}/cid/${encodeURIComponent(safeDecode(source.slice(4)))}`
  if (/^data:/i.test(source)) return isHarmlessData(source) ? source : null
  const remote = remoteAddress(source)
  if (remote === null) return null
  if (looksLikeTracker(image)) {
    tally.trackers.set(remote.host, (tally.trackers.get(remote.host) ?? 0) + 1)
    image.remove()
    return null
  }
  if (!request.images) {
    tally.images += 1
    return null
  }
  tally.remoteImages.push(remote.href)
  return `${request.origin}/remote/${tally.remoteImages.length - 1}`
}

/** A raster by its first bytes and not only by its name, of a size that can be drawn. */
function isHarmlessData(source: string): boolean {
  const encoded = source.length <= longestData ? safeData.exec(source)?.[1] : undefined
  if (encoded === undefined) return false
  const head = encoded.slice(0, 88_000).replace(/\s/g, '')
  try {
    const binary = atob(head.slice(0, head.length - (head.length % 4)))
    const bytes = Uint8Array.from(binary, char => char.charCodeAt(0))
    const type = rasterTypeOf(bytes)
    if (type === null || type === 'image/avif' || type === 'image/bmp') return false
    const size = imageSize(bytes)
    return size !== null && size.widthPx * size.heightPx <= mostPixels
  } catch {
    return false
  }
}

function remoteAddress(source: string): URL | null {
  try {
    const url = new URL(source.startsWith('//') ? `https:${source}` : source)
    return url.protocol === 'https:' || url.protocol === 'http:' ? url : null
  } catch {
    return null
  }
}

function safeDecode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

const declaredTiny =
  /(?:^|;)\s*(?:max-)?(?:width|height)\s*:\s*[0-3](?:\.\d+)?(?:px)?\s*(?:!important\s*)?(?=;|$)/gi

/** Too small to be seen, or hidden: nobody looks at it, so it only tells that somebody looked. */
function looksLikeTracker(image: Element): boolean {
  const small = (name: string) => /^[0-3](?:px)?$/.test(image.getAttribute(name)?.trim() ?? '')
  const style = image.getAttribute('style') ?? ''
  if (small('width') && small('height')) return true
  if (
    /display\s*:\s*none|visibility\s*:\s*hidden|(?:^|;)\s*opacity\s*:\s*0(?:\.0+)?\s*(?:;|$|!)/i.test(style)
  )
    return true
  const tinyWays = (style.match(declaredTiny)?.length ?? 0) + Number(small('width')) + Number(small('height'))
  return tinyWays >= 2
}
