import { parseEnclosedEncoding } from '#engine/mail/mime/enclosed-files.ts'
import { decodeUuBlock } from '#engine/mail/mime/uuencode.ts'
import { decodeYencBlock } from '#engine/mail/mime/yenc.ts'
import { AppError } from '#shared/errors.ts'

/** Undoes a content transfer encoding piece by piece (RFC 2045 §6). */
export type Decoder = {
  readonly push: (piece: Uint8Array) => Uint8Array
  readonly end: () => Uint8Array
}

/** Whoever sends more than this as letters inside a text wants to hurt. */
const enclosedTextBytes = 64 * 1024 * 1024

/**
 * A decoder for `base64`, `quoted-printable` `x-uuencode` or a file inside a text (see `enclosedAttachment`); anything else passes as
 * it is. Holds no more than a few lines, but for a file inside a text, of which it holds the text.
 *
 * @throws AppError `too-large`, `unreadable` while it is fed, for files inside texts only.
 */
export function createDecoder(encoding: string): Decoder {
  const enclosed = parseEnclosedEncoding(encoding === 'x-uuencode' ? 'x-uuencode-block:1' : encoding)
  if (enclosed !== null) return enclosedDecoder(enclosed)
  if (encoding === 'base64') return base64Decoder()
  if (encoding === 'quoted-printable') return quotedPrintableDecoder()
  return { push: piece => piece, end: () => new Uint8Array() }
}

/** Characters outside the alphabet are skipped; a padding ends a block, and another one may follow (as glued files have). */
function base64Decoder(): Decoder {
  let rest = ''
  const take = (text: string, final: boolean): Uint8Array => {
    const clean = text.replace(/[^A-Za-z0-9+/=]+/g, '')
    const usable = final ? clean.length : clean.length - (clean.length % 4)
    rest = clean.slice(usable)
    const blocks = clean.slice(0, usable)
    if (!blocks.includes('=')) return Buffer.from(blocks, 'base64')
    return Buffer.concat((blocks.match(/[^=]+=*/g) ?? []).map(block => Buffer.from(block, 'base64')))
  }
  return {
    push: piece =>
      take(rest + Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength).toString('latin1'), false),
    end: () => take(rest, true),
  }
}

/** Blanks at the end of a line don't count, so some must wait for what follows; a mail's lines have at most 998 characters. */
const waitingAtMost = 1_000

/** Soft line breaks and trailing blanks belong to lines; a line without an end is decoded all the same, piece by piece. */
function quotedPrintableDecoder(): Decoder {
  let rest = ''
  const decode = (text: string): Uint8Array =>
    Buffer.from(
      withoutTrailingBlanks(text)
        .replace(/=\r?\n/g, '')
        .replace(/=([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
      'latin1',
    )
  return {
    push: piece => {
      const text = rest + Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength).toString('latin1')
      const cut = decodable(text)
      rest = text.slice(cut)
      return decode(text.slice(0, cut))
    },
    end: () => {
      let end = rest.length
      while (isBlank(rest.charCodeAt(end - 1))) end--
      if (rest.charCodeAt(end - 1) === 61) end--
      return decode(rest.slice(0, end))
    },
  }
}

/** How much of the text means the same whatever follows. */
function decodable(text: string): number {
  let cut = text.length
  while (cut > text.length - waitingAtMost && isWaiting(text.charCodeAt(cut - 1))) cut--
  const equals = text.indexOf('=', Math.max(0, cut - 2))
  return equals < 0 ? cut : equals
}

function isBlank(code: number): boolean {
  return code === 32 || code === 9
}

function isWaiting(code: number): boolean {
  return isBlank(code) || code === 13
}

/** Looks back from each line's end, so that a flood of blanks is seen once. */
function withoutTrailingBlanks(text: string): string {
  if (!/[ \t]\r?\n/.test(text)) return text
  let out = ''
  let at = 0
  for (let newline = text.indexOf('\n'); newline >= 0; newline = text.indexOf('\n', at)) {
    const lineEnd = text.charCodeAt(newline - 1) === 13 && newline > at ? newline - 1 : newline
    let end = lineEnd
    while (end > at && isBlank(text.charCodeAt(end - 1))) end--
    out += text.slice(at, end) + text.slice(lineEnd, newline + 1)
    at = newline + 1
  }
  return out + text.slice(at)
}

/** A file inside a text can only be told from the text when all of it is here (R-68: within a limit). */
function enclosedDecoder(file: NonNullable<ReturnType<typeof parseEnclosedEncoding>>): Decoder {
  const transfer = createDecoder(file.transfer)
  const collected: Uint8Array[] = []
  let length = 0
  const collect = (bytes: Uint8Array) => {
    length += bytes.length
    if (length > enclosedTextBytes) throw new AppError('too-large')
    collected.push(Buffer.from(bytes))
  }
  return {
    push: piece => {
      collect(transfer.push(piece))
      return new Uint8Array()
    },
    end: () => {
      collect(transfer.end())
      const decode = file.kind === 'yenc' ? decodeYencBlock : decodeUuBlock
      const decoded = decode(Buffer.concat(collected), file.ordinal, enclosedTextBytes)
      if (decoded === null) throw new AppError('unreadable')
      return decoded
    },
  }
}
