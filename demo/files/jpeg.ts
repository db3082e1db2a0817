import type { Picture } from './scene.ts'

/** Order in which the 64 coefficients of a block are written (ITU T.81, figure A.6). */
const zigzag = [
  0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7,
  14, 21, 28, 35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46,
  53, 60, 61, 54, 47, 55, 62, 63,
]

/** Quantisation of luminance (ITU T.81, table K.1), used for all three channels at about quality 75. */
const steps = [
  16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57, 69, 56, 14, 17, 22,
  29, 51, 87, 80, 62, 18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113, 92, 49, 64, 78, 87, 103,
  121, 120, 101, 72, 92, 95, 98, 112, 100, 103, 99,
].map(step => Math.max(1, Math.round(step / 2)))

/** Huffman tables for luminance (ITU T.81, tables K.3 and K.5): code counts by length, then the symbols. */
const dcCounts = [0, 1, 5, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0]
const dcSymbols = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]
const acCounts = [0, 2, 1, 3, 3, 2, 4, 3, 5, 5, 4, 4, 0, 0, 1, 0x7d]
const acSymbols = [
  ...Buffer.from(
    '01020300041105122131410613516107227114328191a1082342b1c11552d1f02433627282090a161718191a25262728292a3435363738393a434445464748494a535455565758595a636465666768696a737475767778797a838485868788898a92939495969798999aa2a3a4a5a6a7a8a9aab2b3b4b5b6b7b8b9bac2c3c4c5c6c7c8c9cad2d3d4d5d6d7d8d9dae1e2e3e4e5e6e7e8e9eaf1f2f3f4f5f6f7f8f9fa',
    'hex',
  ),
]

type Code = readonly [bits: number, length: number]

const codesOf = (counts: readonly number[], symbols: readonly number[]): ReadonlyMap<number, Code> => {
  const codes = new Map<number, Code>()
  let code = 0
  let index = 0
  counts.forEach((count, length) => {
    for (let left = count; left > 0; left -= 1) {
      codes.set(symbols[index] ?? 0, [code, length + 1])
      code += 1
      index += 1
    }
    code <<= 1
  })
  return codes
}

const dcCodes = codesOf(dcCounts, dcSymbols)
const acCodes = codesOf(acCounts, acSymbols)

const cosines = Float64Array.from({ length: 64 }, (_, at) => {
  const frequency = at >> 3
  return (
    Math.cos(((2 * (at & 7) + 1) * frequency * Math.PI) / 16) * (frequency === 0 ? Math.SQRT1_2 : 1) * 0.5
  )
})

const half = new Float64Array(64)

/** One pass of the discrete cosine transform; the result lies on its side, so that two passes set it right. */
const pass = (from: Float64Array, to: Float64Array): void => {
  for (let row = 0; row < 64; row += 8)
    for (let u = 0; u < 8; u += 1) {
      let sum = 0
      for (let x = 0; x < 8; x += 1) sum += Number(from[row + x]) * Number(cosines[u * 8 + x])
      to[u * 8 + (row >> 3)] = sum
    }
}

const transform = (block: Float64Array): void => {
  pass(block, half)
  pass(half, block)
}

const createBits = () => {
  const bytes: number[] = []
  let held = 0
  let count = 0
  const write = (bits: number, length: number): void => {
    for (let bit = length - 1; bit >= 0; bit -= 1) {
      held = (held << 1) | ((bits >> bit) & 1)
      count += 1
      if (count === 8) {
        bytes.push(held)
        if (held === 0xff) bytes.push(0)
        held = 0
        count = 0
      }
    }
  }
  const finish = (): readonly number[] => {
    write(0x7f, 7)
    return bytes
  }
  return { write, finish }
}

const sizeOf = (value: number): number => 32 - Math.clz32(Math.abs(value))

const segment = (marker: number, data: readonly number[]): readonly number[] => [
  0xff,
  marker,
  (data.length + 2) >> 8,
  (data.length + 2) & 0xff,
  ...data,
]

const luma = (red: number, green: number, blue: number): number =>
  0.299 * red + 0.587 * green + 0.114 * blue - 128
const chromaBlue = (red: number, green: number, blue: number): number =>
  -0.1687 * red - 0.3313 * green + 0.5 * blue
const chromaRed = (red: number, green: number, blue: number): number =>
  0.5 * red - 0.4187 * green - 0.0813 * blue

const head = ({ width, height }: Picture): readonly number[] => [
  0xff,
  0xd8,
  ...segment(0xe0, [0x4a, 0x46, 0x49, 0x46, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0]),
  ...segment(0xdb, [0, ...zigzag.map(at => steps[at] ?? 1)]),
  ...segment(0xc0, [
    8,
    height >> 8,
    height & 0xff,
    width >> 8,
    width & 0xff,
    3,
    1,
    0x22,
    0,
    2,
    0x11,
    0,
    3,
    0x11,
    0,
  ]),
  ...segment(0xc4, [0, ...dcCounts, ...dcSymbols]),
  ...segment(0xc4, [0x10, ...acCounts, ...acSymbols]),
  ...segment(0xda, [3, 1, 0, 2, 0, 3, 0, 0, 63, 0]),
]

/** A picture as baseline JPEG (ITU T.81) with halved colour; its sides must be multiples of 16. */
export const jpeg = (picture: Picture): Buffer => {
  const { width, height, rgb } = picture
  const bits = createBits()
  const previous = [0, 0, 0]
  const block = new Float64Array(64)
  const scaled = new Int32Array(64)

  const put = (code: Code | undefined): void => {
    if (code) bits.write(code[0], code[1])
  }
  const putValue = (value: number): void => {
    const size = sizeOf(value)
    bits.write(value < 0 ? value + (1 << size) - 1 : value, size)
  }
  const fill = (left: number, top: number, apart: number, colour: typeof luma): void => {
    for (let at = 0; at < 64; at += 1) {
      const pixel = ((top + (at >> 3) * apart) * width + left + (at & 7) * apart) * 3
      block[at] = colour(Number(rgb[pixel]), Number(rgb[pixel + 1]), Number(rgb[pixel + 2]))
    }
  }
  const writeBlock = (channel: number): void => {
    transform(block)
    let last = 0
    for (let at = 0; at < 64; at += 1) {
      const from = Number(zigzag[at])
      const value = Math.round(Number(block[from]) / Number(steps[from]))
      scaled[at] = value
      if (value !== 0) last = at
    }
    const difference = Number(scaled[0]) - Number(previous[channel])
    previous[channel] = Number(scaled[0])
    put(dcCodes.get(sizeOf(difference)))
    putValue(difference)
    let zeros = 0
    for (let at = 1; at <= last; at += 1) {
      const value = Number(scaled[at])
      if (value === 0) zeros += 1
      else {
        for (; zeros > 15; zeros -= 16) put(acCodes.get(0xf0))
        put(acCodes.get((zeros << 4) | sizeOf(value)))
        putValue(value)
        zeros = 0
      }
    }
    if (last < 63) put(acCodes.get(0))
  }

  for (let top = 0; top < height; top += 16)
    for (let left = 0; left < width; left += 16) {
      for (let quarter = 0; quarter < 4; quarter += 1) {
        fill(left + (quarter & 1) * 8, top + (quarter >> 1) * 8, 1, luma)
        writeBlock(0)
      }
      fill(left, top, 2, chromaBlue)
      writeBlock(1)
      fill(left, top, 2, chromaRed)
      writeBlock(2)
    }
  return Buffer.from([...head(picture), ...bits.finish(), 0xff, 0xd9])
}
