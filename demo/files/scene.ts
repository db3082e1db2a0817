/** Pixels, row after row, three bytes each. */
export type Picture = { readonly width: number; readonly height: number; readonly rgb: Uint8Array }

type Colour = readonly [red: number, green: number, blue: number]

const mix = (one: Colour, other: Colour, share: number): Colour => {
  const at = Math.min(1, Math.max(0, share))
  return [
    one[0] + (other[0] - one[0]) * at,
    one[1] + (other[1] - one[1]) * at,
    one[2] + (other[2] - one[2]) * at,
  ]
}

const woods: readonly Colour[] = [
  [108, 70, 46],
  [196, 154, 106],
  [156, 102, 62],
  [84, 62, 50],
]
const walls: readonly Colour[] = [
  [214, 204, 188],
  [122, 138, 128],
  [88, 98, 112],
  [226, 216, 206],
  [176, 132, 110],
]

/** Lines of grain: a slow wave along the board and a fine one across it. */
const grain = (along: number, across: number, seed: number): number =>
  Math.sin(across * 0.9 + Math.sin(along * 0.02 + seed) * 3) * 0.5 +
  Math.sin(across * 3.1 + along * 0.01) * 0.25

const paint = (width: number, height: number, colourAt: (x: number, y: number) => Colour): Picture => {
  const rgb = new Uint8Array(width * height * 3)
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) rgb.set(colourAt(x, y), (y * width + x) * 3)
  return { width, height, rgb }
}

/** A pendant lamp over a wooden table, painted from a number. */
export const lampScene = (width: number, height: number, seed: number): Picture => {
  const wood = woods[seed % woods.length] ?? [120, 80, 50]
  const wall = walls[seed % walls.length] ?? [200, 200, 190]
  const centre = width * (0.4 + (seed % 3) * 0.1)
  const top = height * 0.3
  const shadeHeight = height * 0.2
  const radius = width * (0.11 + (seed % 2) * 0.04)
  const table = height * 0.76
  const shade = mix(wood, [30, 28, 26], 0.15)
  return paint(width, height, (x, y) => {
    const dx = Math.abs(x - centre)
    const light = Math.exp(-((x - centre) ** 2 + (y - top - shadeHeight) ** 2) / (width * width * 0.06))
    if (dx < 1.3 && y < top) return [40, 38, 36]
    const down = (y - top) / shadeHeight
    if (down >= 0 && down <= 1 && dx < radius * (0.25 + 0.75 * Math.sqrt(down))) {
      const round = 1 - (dx / radius) ** 2 * 0.55
      return mix([20, 16, 14], shade, round + grain(y * 6, x * 0.2, seed) * 0.12)
    }
    if (y > table) {
      const far = (y - table) / (height - table)
      const board = mix(wood, [250, 230, 200], 0.12 + grain(x, y * 0.7, seed) * 0.1)
      return mix(mix(board, [20, 14, 10], 0.45 * far), [255, 226, 170], light * 0.5)
    }
    return mix(mix(wall, [30, 30, 34], 0.25 * (y / height)), [255, 222, 164], light * 0.75)
  })
}

/** A board with visible grain and a lighter scratch, as customers photograph it. */
export const surfaceScene = (width: number, height: number, seed: number): Picture => {
  const wood = woods[seed % woods.length] ?? [120, 80, 50]
  return paint(width, height, (x, y) => {
    const scratch = Math.abs(y - height * 0.45 - (x - width * 0.5) * 0.32)
    const board = mix(wood, [245, 222, 190], 0.25 + grain(x, y * 0.55, seed) * 0.22)
    const scratched = scratch < 2.2 && Math.abs(x - width * 0.5) < width * 0.22
    return mix(scratched ? mix(board, [250, 240, 225], 0.6) : board, [20, 15, 10], 0.3 * (y / height))
  })
}

/** Flat bars in the shop's colours: a small logo. */
export const logoScene = (width: number, height: number, seed: number): Picture => {
  const colour = walls[seed % walls.length] ?? [90, 110, 100]
  return paint(width, height, (x, y) => {
    const inside = x > width * 0.08 && x < width * 0.92 && y > height * 0.2 && y < height * 0.8
    if (!inside) return [255, 255, 255]
    return Math.floor((x / width) * 9) % 2 === 0 ? mix(colour, [20, 20, 20], 0.35) : [255, 255, 255]
  })
}
