import { decodeBytes } from '#engine/mail/mime/charset.ts'
import { safeLine, safeText } from '#shared/safe-text.ts'
import type { RawContents } from './content.ts'
import { attachmentLimits } from './limits.ts'

/** Bytes of a text file as text: UTF-16 and UTF-8 by their marks, else detected; `\n` between lines, no controls. */
export function decodeFile(bytes: Uint8Array): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const marked =
    (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)
      ? new TextDecoder(bytes[0] === 0xff ? 'utf-16le' : 'utf-16be').decode(bytes)
      : decodeBytes(buffer, null)
  return safeText(marked.replace(/^\ufeff/, ''))
}

/** A text, HTML, SVG or XML file as plain text, never as what it would draw. */
export function readText(bytes: Uint8Array, sizeBytes: number): RawContents {
  return { kind: 'text', text: decodeFile(bytes), truncated: sizeBytes > bytes.length }
}

/** One line for a card or an event, cut where it is endless. */
export function oneLine(value: string): string {
  return safeLine(value.slice(0, attachmentLimits.valueLength * 2)).slice(0, attachmentLimits.valueLength)
}
