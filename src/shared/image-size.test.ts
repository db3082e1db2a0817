import { expect, test } from 'vitest'
import { imageSize } from './image-size.ts'

const bytes = (hex: string) => new Uint8Array(Buffer.from(hex.replaceAll(' ', ''), 'hex'))

test.each<[string, string, number, number]>([
  ['PNG', '89504e470d0a1a0a 0000000d 49484452 00007530 00007530 0802000000', 30_000, 30_000],
  ['GIF', '474946383961 0a00 1400 80', 10, 20],
  ['BMP', '424d 36000000 00000000 36000000 28000000 0a000000 ecffffff 0100 1800 0000', 10, 20],
  ['old BMP', '424d 36000000 00000000 1a000000 0c000000 0a00 1400 0100 1800 0000', 10, 20],
  ['lossy WebP', '52494646 00000000 57454250 56503820 00000000 000000 9d012a 0a00 1400', 10, 20],
  ['lossless WebP', '52494646 00000000 57454250 5650384c 00000000 2f 09c00400 00', 10, 20],
  ['extended WebP', '52494646 00000000 57454250 56503858 0a000000 00000000 090000 130000', 10, 20],
  ['JPEG', 'ffd8 ffe0 0006 4a464946 ffff c2 0011 08 0014 000a 03 00 00 00 00 00', 10, 20],
  [
    'AVIF with a preview',
    '0000001c 66747970 61766966 00000000 00000000 00000014 69737065 00000000 00000002 00000002 00000014 69737065 00000000 0000000a 00000014',
    10,
    20,
  ],
])('the size of a %s stands in its header', (_name, hex, widthPx, heightPx) => {
  expect(imageSize(bytes(hex))).toEqual({ widthPx, heightPx })
})

test.each([
  ['text', Buffer.from('hello there').toString('hex')],
  ['SVG', Buffer.from('<svg width="10" height="10"/>').toString('hex')],
  ['a PNG that ends', '89504e470d0a1a0a 0000000d 49484452 0000'],
  ['a JPEG without a frame', 'ffd8 ffe0 0010 4a46494600'],
  ['a JPEG whose segments lie', `ffd8 ${'ffe0 0000 '.repeat(4)}`],
])('%s has none', (_name, hex) => {
  expect(imageSize(bytes(hex))).toBe(null)
})
