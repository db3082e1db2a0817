import { describe, expect, it } from 'vitest'
import { rasterTypeOf } from './image-type.ts'

const bytes = (text: string) => Uint8Array.from([...text].map(character => character.charCodeAt(0)))

describe('rasterTypeOf', () => {
  it.each([
    ['\x89PNG\r\n\x1a\n\0\0', 'image/png'],
    ['\xff\xd8\xff\xe0', 'image/jpeg'],
    ['GIF89a\x01', 'image/gif'],
    ['RIFF\x10\0\0\0WEBPVP8 ', 'image/webp'],
    ['\0\0\0\x20ftypavif', 'image/avif'],
    [`BM\x46\0\0\0\0\0\0\0${'\0'.repeat(20)}`, 'image/bmp'],
  ])('knows %j', (start, type) => {
    expect(rasterTypeOf(bytes(start))).toBe(type)
  })
  it.each([
    '',
    '<svg xmlns="http://www.w3.org/2000/svg"/>',
    '<?xml version="1.0"?><svg/>',
    '<!doctype html>',
    '%PDF-1.7',
    'BMx',
    '\0\0\0\x20ftypmp42',
    'RIFF\x10\0\0\0WAVE',
  ])('lets nothing else pass: %j', start => {
    expect(rasterTypeOf(bytes(start))).toBeNull()
  })
})
