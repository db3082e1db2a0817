import { parleyClasses } from './base-style.ts'

const layout = [
  'display',
  'float',
  'margin-top',
  'margin-right',
  'margin-bottom',
  'margin-left',
  'width',
  'height',
  'max-width',
]
/** Narrower or lower than this it was there to hold things apart, not to be looked at. */
const spacerPx = 10

/** Puts a quiet box with the image's own words in its place, as large as it would have been: nothing moves much later. */
export function replaceByPlace(image: Element): void {
  const { ownerDocument } = image
  const place = ownerDocument.createElement('span')
  place.className = parleyClasses.place
  const alt = (image.getAttribute('alt') ?? '').trim()
  place.textContent = alt
  const { style } = image as HTMLElement
  for (const name of layout) {
    const value = style.getPropertyValue(name)
    if (value !== '') place.style.setProperty(name, value)
  }
  for (const name of ['width', 'height'] as const) {
    const size = /^\s*(\d{1,4})(px|%)?\s*$/.exec(image.getAttribute(name) ?? '')
    if (size === null || place.style.getPropertyValue(name) !== '') continue
    place.style.setProperty(name, `${size[1]}${size[2] ?? 'px'}`)
  }
  const px = (value: string) => (value.endsWith('px') ? Number.parseFloat(value) : Number.NaN)
  const isSpacer = px(place.style.width) < spacerPx || px(place.style.height) < spacerPx
  if (isSpacer || (alt === '' && place.style.width === '')) {
    place.style.setProperty('background', 'none')
    place.style.setProperty('padding', '0')
    place.style.setProperty('min-height', '0')
    place.style.setProperty('min-width', '0')
    if (isSpacer) place.textContent = ''
  }
  image.replaceWith(place)
}
