/** A colour in sRGB, each channel 0–1. */
export type Rgb = { readonly r: number; readonly g: number; readonly b: number }
/** A colour with its opacity. */
export type Rgba = Rgb & { readonly a: number }
/** Lightness 0–1, chroma, hue in radians (Björn Ottosson's OKLab in polar form). */
export type Oklch = { readonly l: number; readonly c: number; readonly h: number }

const serialised = /^rgba?\((\d+(?:\.\d+)?), (\d+(?:\.\d+)?), (\d+(?:\.\d+)?)(?:, (\d+(?:\.\d+)?))?\)$/

/** Reads a computed colour as Chromium writes it for sRGB; null for the wider spaces. */
export function parseColour(text: string): Rgba | null {
  const match = serialised.exec(text)
  if (match === null) return null
  const [, r, g, b, a] = match
  return { r: Number(r) / 255, g: Number(g) / 255, b: Number(b) / 255, a: a === undefined ? 1 : Number(a) }
}

/** A colour as CSS. */
export function cssColour({ r, g, b }: Rgb): string {
  const channel = (value: number) => Math.round(Math.min(1, Math.max(0, value)) * 255)
  return `rgb(${channel(r)}, ${channel(g)}, ${channel(b)})`
}

/** What is seen where one colour lies on another. */
export function over(top: Rgba, below: Rgb): Rgb {
  const mix = (a: number, b: number) => a * top.a + b * (1 - top.a)
  return { r: mix(top.r, below.r), g: mix(top.g, below.g), b: mix(top.b, below.b) }
}

/** Contrast of two colours, 1–21 (WCAG 2.2, contrast ratio). */
export function contrast(one: Rgb, other: Rgb): number {
  const a = luminance(one)
  const b = luminance(other)
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)
}

function luminance({ r, g, b }: Rgb): number {
  return 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b)
}

function linear(channel: number): number {
  return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
}

function encoded(channel: number): number {
  return channel <= 0.0031308 ? channel * 12.92 : 1.055 * channel ** (1 / 2.4) - 0.055
}

/** A colour by lightness, chroma and hue. */
export function toOklch(colour: Rgb): Oklch {
  const r = linear(colour.r)
  const g = linear(colour.g)
  const b = linear(colour.b)
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
  const lightness = 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s
  const a = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s
  const bb = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s
  return { l: lightness, c: Math.hypot(a, bb), h: Math.atan2(bb, a) }
}

/** The nearest colour that a screen can show: hue and lightness stay, chroma gives way. */
export function fromOklch(colour: Oklch): Rgb {
  let { c } = colour
  for (let step = 0; step < 12; step += 1) {
    const rgb = unclipped({ ...colour, c })
    if (Object.values(rgb).every(value => value >= -0.001 && value <= 1.001)) return clip(rgb)
    c *= 0.85
  }
  return clip(unclipped({ ...colour, c: 0 }))
}

function unclipped({ l, c, h }: Oklch): Rgb {
  const a = c * Math.cos(h)
  const b = c * Math.sin(h)
  const x = (l + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const y = (l - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const z = (l - 0.0894841775 * a - 1.291485548 * b) ** 3
  return {
    r: encoded(4.0767416621 * x - 3.3077115913 * y + 0.2309699292 * z),
    g: encoded(-1.2684380046 * x + 2.6097574011 * y - 0.3413193965 * z),
    b: encoded(-0.0041960863 * x - 0.7034186147 * y + 1.707614701 * z),
  }
}

function clip({ r, g, b }: Rgb): Rgb {
  const within = (value: number) => Math.min(1, Math.max(0, value))
  return { r: within(r), g: within(g), b: within(b) }
}
