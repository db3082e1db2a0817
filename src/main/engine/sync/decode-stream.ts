/** Undoes a content transfer encoding piece by piece (RFC 2045 §6). */
export type Decoder = {
  readonly push: (piece: Uint8Array) => Uint8Array
  readonly end: () => Uint8Array
}

/** A decoder for `base64` or `quoted-printable`; anything else passes as it is. */
export function createDecoder(encoding: string): Decoder {
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

/** Works line by line, because soft line breaks and trailing blanks belong to lines. */
function quotedPrintableDecoder(): Decoder {
  let rest = ''
  const decode = (text: string): Uint8Array =>
    Buffer.from(
      text
        .replace(/[ \t]+(\r?\n)/g, '$1')
        .replace(/=\r?\n/g, '')
        .replace(/=([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
      'latin1',
    )
  return {
    push: piece => {
      const text = rest + Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength).toString('latin1')
      const cut = text.lastIndexOf('\n') + 1
      rest = text.slice(cut)
      return decode(text.slice(0, cut))
    },
    end: () => decode(rest.replace(/=?[ \t]*$/, '')),
  }
}
