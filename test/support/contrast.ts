/** Runs in a mail frame: texts that don't reach WCAG AA on what they are drawn on, worked out apart from the app. */
export function contrastFaults(body: Element, page: string): readonly string[] {
  type Colour = readonly [number, number, number, number]
  const read = (text: string): Colour => {
    const [r = 0, g = 0, b = 0, a = 1] = (text.match(/[\d.]+/g) ?? []).map(Number)
    return [r, g, b, a]
  }
  const hex = (text: string): Colour => {
    const channel = (at: number) => Number.parseInt(text.slice(at, at + 2), 16)
    return [channel(1), channel(3), channel(5), 1]
  }
  const blend = (top: Colour, below: Colour): Colour => {
    const mix = (one: number, other: number) => one * top[3] + other * (1 - top[3])
    return [mix(top[0], below[0]), mix(top[1], below[1]), mix(top[2], below[2]), 1]
  }
  const light = (colour: Colour) => {
    const linear = (value: number) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)
    return (
      0.2126 * linear(colour[0] / 255) + 0.7152 * linear(colour[1] / 255) + 0.0722 * linear(colour[2] / 255)
    )
  }
  const faults: string[] = []
  const walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const parent = node.parentElement
    if (parent === null || (node.nodeValue ?? '').trim() === '' || !parent.checkVisibility()) continue
    const layers: Colour[] = []
    for (let at: Element | null = parent; at !== null; at = at.parentElement)
      layers.push(read(getComputedStyle(at).backgroundColor))
    const ground = layers.reduceRight((below, layer) => blend(layer, below), hex(page))
    const style = getComputedStyle(parent)
    const [one, other] = [light(blend(read(style.color), ground)), light(ground)].sort((a, b) => b - a)
    const ratio = ((one ?? 0) + 0.05) / ((other ?? 0) + 0.05)
    const size = Number.parseFloat(style.fontSize)
    const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700)
    if (ratio < (large ? 3 : 4.5)) faults.push(`${node.nodeValue?.trim()}: ${ratio.toFixed(2)}`)
  }
  return faults
}
