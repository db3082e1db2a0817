import { replaceByPlace } from './image-place.ts'

/**
 * Waits until every image of a page is there or has failed, at most so long.
 *
 * One that failed loses its address: its place and its words stay, not a broken icon.
 */
export async function imagesSettled(body: Element, longestWaitMs: number): Promise<void> {
  const images = [...body.querySelectorAll('img')].filter(image => image.hasAttribute('src'))
  if (images.length === 0) return
  let timer: ReturnType<typeof setTimeout> | null = null
  const late = new Promise<void>(resolve => {
    timer = setTimeout(resolve, longestWaitMs)
  })
  await Promise.race([Promise.all(images.map(settled)), late])
  if (timer !== null) clearTimeout(timer)
  for (const image of images) if (image.complete && image.naturalWidth === 0) replaceByPlace(image)
}

function settled(image: HTMLImageElement): Promise<void> {
  if (image.complete) return Promise.resolve()
  return new Promise(resolve => {
    image.addEventListener('load', () => resolve(), { once: true })
    image.addEventListener('error', () => resolve(), { once: true })
  })
}
