import { deflateSync } from 'node:zlib'
import { plainEmail } from './plain-email.ts'

/** A part of a generated message. */
export type FilePart = {
  /** With parameters, as the header writes it. */
  readonly type: string
  readonly name?: string
  readonly disposition?: 'attachment' | 'inline'
  readonly bytes: Buffer | string
}

/** A message with a text and any number of files, as `multipart/mixed` or another subtype. */
export function emailWithFiles(email: {
  readonly from: string
  readonly subject: string
  readonly text: string
  readonly files: readonly FilePart[]
  readonly subtype?: string
  /** Of a message inside another one: its own. */
  readonly boundary?: string
}): string {
  const head = plainEmail({ from: email.from, subject: email.subject })
  const headers = head.slice(0, head.indexOf('MIME-Version'))
  const text = `Content-Type: text/plain; charset=utf-8\r\n\r\n${email.text}\r\n`
  const boundary = email.boundary ?? 'files'
  const body = [text, ...email.files.map(filePart)].map(part => `--${boundary}\r\n${part}\r\n`).join('')
  return `${headers}MIME-Version: 1.0\r\nContent-Type: multipart/${email.subtype ?? 'mixed'}; boundary="${boundary}"\r\n\r\n${body}--${boundary}--\r\n`
}

function filePart({ type, name, disposition = 'attachment', bytes }: FilePart): string {
  const named = name === undefined ? '' : `; filename="${name}"`
  const shown = name === undefined ? '' : `Content-Disposition: ${disposition}${named}\r\n`
  if (type.startsWith('message/')) return `Content-Type: ${type}\r\n${shown}\r\n${String(bytes)}`
  const lines =
    Buffer.from(bytes)
      .toString('base64')
      .match(/.{1,76}/g) ?? []
  return `Content-Type: ${type}\r\n${shown}Content-Transfer-Encoding: base64\r\n\r\n${lines.join('\r\n')}`
}

/** A PDF of one page with one line on it. */
export function smallPdf(words: string): Buffer {
  const drawing = `BT /F1 24 Tf 30 100 Td (${words}) Tj ET`
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>',
    `<</Length ${drawing.length}>>stream\n${drawing}\nendstream`,
    '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
  ]
  let out = '%PDF-1.4\n'
  const offsets = objects.map((object, index) => {
    const at = out.length
    out += `${index + 1} 0 obj\n${object}\nendobj\n`
    return `${String(at).padStart(10, '0')} 00000 n \n`
  })
  const size = objects.length + 1
  const table = `xref\n0 ${size}\n0000000000 65535 f \n${offsets.join('')}`
  return Buffer.from(`${out}${table}trailer<</Size ${size}/Root 1 0 R>>\nstartxref\n${out.length}\n%%EOF\n`)
}

/** A PNG of one colour; one whose size is only claimed has no pixels in it. */
export function plainPng(size: {
  readonly width: number
  readonly height: number
  readonly rgb?: readonly [number, number, number]
  readonly claimed?: boolean
}): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(size.width, 0)
  header.writeUInt32BE(size.height, 4)
  header.set([8, 2, 0, 0, 0], 8)
  const row = Buffer.alloc(1 + size.width * 3)
  for (let at = 1; at < row.length; at += 3) row.set(size.rgb ?? [20, 120, 200], at)
  const pixels = size.claimed === true ? Buffer.alloc(16) : Buffer.concat(Array(size.height).fill(row))
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(pixels)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name), data])
  const out = Buffer.alloc(8 + data.length + 4)
  out.writeUInt32BE(data.length, 0)
  body.copy(out, 4)
  out.writeUInt32BE(crc32(body), out.length - 4)
  return out
}

function crc32(bytes: Buffer): number {
  let crc = 0xffffffff
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0)
  }
  return (crc ^ 0xffffffff) >>> 0
}
