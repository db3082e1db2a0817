/** What became of the images of a mail while it was washed. */
export type ImageTally = {
  readonly remoteImages: string[]
  blockedImages: number
  trackers: number
}

const safeData = /^data:image\/(?:png|jpe?g|gif|webp);base64,[a-z0-9+/=\s]+$/i

/**
 * Decides for one `img`: inline parts and harmless data stay, remote ones are rewritten or left out.
 *
 * A rewritten address points at our own scheme, which serves only the images of this very mail.
 */
export function settleImage(
  image: Element,
  tally: ImageTally,
  options: { origin: string; images: boolean },
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
  image.setAttribute('decoding', 'async')
  if (source === '') return
  if (/^cid:/i.test(source)) {
    image.setAttribute('src', `${options.origin}/cid/${encodeURIComponent(safeDecode(source.slice(4)))}`)
    return
  }
  if (safeData.test(source)) {
    image.setAttribute('src', source)
    return
  }
  const remote = remoteAddress(source)
  if (remote === null) return
  if (!options.images) {
    tally.blockedImages += 1
    if (looksLikeTracker(image)) tally.trackers += 1
    return
  }
  image.setAttribute('src', `${options.origin}/remote/${tally.remoteImages.length}`)
  tally.remoteImages.push(remote)
}

function remoteAddress(source: string): string | null {
  try {
    const url = new URL(source.startsWith('//') ? `https:${source}` : source)
    return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : null
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

function looksLikeTracker(image: Element): boolean {
  const small = (name: string) => /^[0-3](?:px)?$/.test(image.getAttribute(name)?.trim() ?? '')
  const style = image.getAttribute('style') ?? ''
  return (
    (small('width') && small('height')) ||
    /display\s*:\s*none|(?:^|;)\s*(?:width|height)\s*:\s*[01]px/i.test(style)
  )
}
