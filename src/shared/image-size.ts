import { rasterTypeOf } from './image-type.ts'

/** Width and height of an image in pixels. */
export type ImageSize = { readonly widthPx: number; readonly heightPx: number }

/** More pixels than this are not decoded: four bytes each, they would take 400 MB. */
export const mostPixels = 100_000_000

/**
 * The size of a raster image, from its header and without decoding anything; null where it can't be found in `head`.
 *
 * A few KB are enough, but for JPEG, whose size comes after its metadata: give it a megabyte.
 */
export function imageSize(head: Uint8Array): ImageSize | null {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength)
  try {
    switch (rasterTypeOf(head)) {
      case 'image/png':
        return { widthPx: view.getUint32(16), heightPx: view.getUint32(20) }
      case 'image/gif':
        return { widthPx: view.getUint16(6, true), heightPx: view.getUint16(8, true) }
      case 'image/bmp':
        return bmpSize(view)
      case 'image/webp':
        return webpSize(view, head)
      case 'image/jpeg':
        return jpegSize(view)
      case 'image/avif':
        return avifSize(view, head)
      case null:
        return null
    }
  } catch {
    // The header ends before the size does.
    return null
  }
}

function bmpSize(view: DataView): ImageSize {
  if (view.getUint32(14, true) === 12)
    return { widthPx: view.getUint16(18, true), heightPx: view.getUint16(20, true) }
  return { widthPx: Math.abs(view.getInt32(18, true)), heightPx: Math.abs(view.getInt32(22, true)) }
}

function webpSize(view: DataView, head: Uint8Array): ImageSize | null {
  const uint24 = (at: number) => view.getUint16(at, true) + (view.getUint8(at + 2) << 16)
  switch (String.fromCharCode(...head.subarray(12, 16))) {
    case 'VP8 ':
      return { widthPx: view.getUint16(26, true) & 0x3fff, heightPx: view.getUint16(28, true) & 0x3fff }
    case 'VP8L': {
      const bits = view.getUint32(21, true)
      return { widthPx: (bits & 0x3fff) + 1, heightPx: ((bits >>> 14) & 0x3fff) + 1 }
    }
    case 'VP8X':
      return { widthPx: uint24(24) + 1, heightPx: uint24(27) + 1 }
    default:
      return null
  }
}

/** Walks the segments to the first frame header (ITU T.81, B.2.2). */
function jpegSize(view: DataView): ImageSize | null {
  for (let at = 2; at + 9 < view.byteLength; ) {
    if (view.getUint8(at) !== 0xff) return null
    const marker = view.getUint8(at + 1)
    if (marker === 0xff) {
      at += 1
      continue
    }
    const isFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc
    if (isFrame) return { widthPx: view.getUint16(at + 7), heightPx: view.getUint16(at + 5) }
    const bare = marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)
    at += bare ? 2 : 2 + view.getUint16(at + 2)
  }
  return null
}

/** The largest image spatial extents box (ISO 23008-12): a file may hold a small preview too. */
function avifSize(view: DataView, head: Uint8Array): ImageSize | null {
  let largest: ImageSize | null = null
  for (let at = 4; at + 16 <= Math.min(head.length, 64 * 1024); at += 1) {
    if (head[at] !== 0x69 || head[at + 1] !== 0x73 || head[at + 2] !== 0x70 || head[at + 3] !== 0x65) continue
    const found = { widthPx: view.getUint32(at + 8), heightPx: view.getUint32(at + 12) }
    if (largest === null || found.widthPx * found.heightPx > largest.widthPx * largest.heightPx)
      largest = found
  }
  return largest
}
