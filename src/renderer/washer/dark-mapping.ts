import { contrast, fromOklch, type Rgb, toOklch } from './colour.ts'

/** A background from this lightness on is paper or a tint of it, and turns dark; below, it is a colour by intent. */
const paperFrom = 0.75
const surfaceLightness = 0.2275
/** Contrast under which text was never meant to be read. */
const hiddenBelow = 1.15

/** The dark counterpart of a background: paper turns dark, tints stay tints; buttons and dark bands stay as they are. */
export function darkBackground(colour: Rgb, surface: Rgb): Rgb {
  const { l, c, h } = toOklch(colour)
  if (l < paperFrom) return colour
  if (l > 0.999) return surface
  // A marker or a coloured band, not a tint of paper: still to be told from its surroundings.
  if (c > 0.08) return fromOklch({ l: 0.42, c: Math.min(c, 0.11), h })
  return fromOklch({ l: surfaceLightness + (1 - l) * 0.62, c: Math.min(c, 0.09), h })
}

/** A border or rule on a ground that turned dark: as faint as it was. */
export function darkBorder(colour: Rgb): Rgb {
  const { l, c, h } = toOklch(colour)
  return l < 0.6 ? fromOklch({ l: Math.max(0.5, l), c, h }) : fromOklch({ l: 0.38, c: Math.min(c, 0.05), h })
}

/** What text was drawn on, and what it will be drawn on. */
export type Ground = { readonly before: Rgb; readonly after: Rgb }

/**
 * The counterpart of a text colour on its new ground: hue kept, lightness turned round and raised until `wanted` holds.
 *
 * Text on a ground that stays keeps its colour; text that nobody could read before stays unreadable.
 */
export function darkText(colour: Rgb, ground: Ground, wanted: number): Rgb {
  if (contrast(colour, ground.before) < hiddenBelow) return ground.after
  if (contrast(ground.before, ground.after) < 1.01) return colour
  const { l, c, h } = toOklch(colour)
  let lightness = Math.min(0.94, 1 - 0.4 * l)
  for (;;) {
    const candidate = fromOklch({ l: lightness, c, h })
    if (lightness >= 0.985 || contrast(candidate, ground.after) >= wanted) return candidate
    lightness += 0.02
  }
}
