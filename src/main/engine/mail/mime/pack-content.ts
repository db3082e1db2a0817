import { packBytes } from './compress.ts'

/** What is kept of a message to be read again. */
export type Content = {
  readonly text: string | null
  readonly html: string | null
  readonly headers: Uint8Array
}

/**
 * Text, HTML and headers as one packed piece.
 *
 * One stream, because the HTML repeats the text and the headers: a quarter smaller than three. Before packing: the
 * lengths of text and HTML in bytes plus one (0 stands for none), 32 bits each, little-endian, then text, HTML, headers.
 * `store/content.ts` reads it.
 */
export function packContent({ text, html, headers }: Content): Uint8Array {
  const textBytes = Buffer.from(text ?? '', 'utf8')
  const htmlBytes = Buffer.from(html ?? '', 'utf8')
  const lengths = Buffer.alloc(8)
  lengths.writeUInt32LE(text === null ? 0 : textBytes.length + 1, 0)
  lengths.writeUInt32LE(html === null ? 0 : htmlBytes.length + 1, 4)
  return packBytes(Buffer.concat([lengths, textBytes, htmlBytes, headers]))
}
