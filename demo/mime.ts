import { encode, wrap } from 'nodemailer/lib/qp'
import { encodeCharset, encodeWords } from './charset.ts'

/** How the bytes of a leaf travel (RFC 2045 section 6). */
export type TransferEncoding = '7bit' | '8bit' | 'quoted-printable' | 'base64'

/** One node of a message: a leaf with bytes, or a multipart with children. */
export type MimePart =
  | {
      readonly type: string
      readonly headers?: readonly (readonly [name: string, value: string])[]
      readonly encoding: TransferEncoding
      readonly bytes: Buffer
    }
  | { readonly type: string; readonly boundary: string; readonly parts: readonly MimePart[] }

const crlf = (text: string): string => text.replace(/\r?\n/g, '\r\n')

const toBase64Lines = (bytes: Buffer): string =>
  bytes
    .toString('base64')
    .replace(/.{76}(?=.)/g, '$&\r\n')
    .concat('\r\n')

const encodeBytes = (bytes: Buffer, encoding: TransferEncoding): Buffer => {
  if (encoding === 'base64') return Buffer.from(toBase64Lines(bytes), 'latin1')
  if (encoding === 'quoted-printable') return Buffer.from(wrap(encode(bytes), 76), 'latin1')
  return bytes
}

/** A text leaf in a charset; `parameters` are further ones of its Content-Type. */
export const textPart = (
  type: 'text/plain' | 'text/html' | 'text/calendar' | 'text/csv',
  text: string,
  charset: string,
  encoding: TransferEncoding,
  parameters = '',
): MimePart => ({
  type: `${type}; charset=${charset}${parameters}`,
  encoding,
  bytes: encodeCharset(crlf(text), charset),
})

/** A file as a leaf; a name beyond ASCII is written twice, as RFC 2231 and as encoded words, as most mailers do. */
export const filePart = (
  file: { readonly name: string; readonly type: string; readonly bytes: Buffer },
  inlineId?: string,
): MimePart => {
  const ascii = /^[\x20-\x7e]*$/.test(file.name)
  const disposition = inlineId === undefined ? 'attachment' : 'inline'
  const filename = ascii
    ? `filename="${file.name}"`
    : `filename*=UTF-8''${encodeURIComponent(file.name).replace(/['()*]/g, escape)}`
  return {
    type: `${file.type};\r\n name="${encodeWords(file.name, 'UTF-8')}"`,
    headers: [
      ['Content-Disposition', `${disposition};\r\n ${filename}`],
      ...(inlineId === undefined ? [] : [['Content-ID', `<${inlineId}>`] as const]),
    ],
    encoding: 'base64',
    bytes: file.bytes,
  }
}

/** Nothing for no part, the part itself for one, a multipart for more. */
export const multipart = (subtype: string, boundary: string, parts: readonly MimePart[]): MimePart => {
  const [only] = parts
  if (only && parts.length === 1) return only
  return { type: `multipart/${subtype}`, boundary, parts }
}

const renderPart = (part: MimePart, lines: Buffer[]): void => {
  const text = (value: string): number => lines.push(Buffer.from(value, 'latin1'))
  if ('parts' in part) {
    text(`Content-Type: ${part.type};\r\n boundary="${part.boundary}"\r\n\r\n`)
    for (const child of part.parts) {
      text(`--${part.boundary}\r\n`)
      renderPart(child, lines)
      text('\r\n')
    }
    text(`--${part.boundary}--\r\n`)
    return
  }
  text(`Content-Type: ${part.type}\r\n`)
  for (const [name, value] of part.headers ?? []) text(`${name}: ${value}\r\n`)
  if (part.encoding !== '7bit') text(`Content-Transfer-Encoding: ${part.encoding}\r\n`)
  text('\r\n')
  lines.push(encodeBytes(part.bytes, part.encoding))
}

/** Folds a header value at spaces so that lines stay under 78 characters where they can (RFC 5322 section 2.2.3). */
const foldHeader = (name: string, value: string): string => {
  const lines: string[] = []
  for (const given of `${name}: ${value}`.split('\r\n')) {
    let line = ''
    for (const word of given.split(/(?<=\S)(?= )/)) {
      if (line !== '' && line.length + word.length > 77) {
        lines.push(line)
        line = ''
      }
      line += word
    }
    lines.push(line)
  }
  return lines.join('\r\n')
}

/** The RFC 5322 bytes of a message. */
export const renderMail = (
  headers: readonly (readonly [name: string, value: string])[],
  body: MimePart,
): Buffer => {
  const head = headers.map(([name, value]) => `${foldHeader(name, value)}\r\n`).join('')
  const lines: Buffer[] = [Buffer.from(`${head}MIME-Version: 1.0\r\n`, 'latin1')]
  renderPart(body, lines)
  return Buffer.concat(lines)
}
