import iconv from 'iconv-lite'

/** A line of text at a place; points from the lower left corner of an A4 page. */
export type PdfText = {
  readonly x: number
  readonly y: number
  readonly size: number
  readonly bold?: boolean
  readonly text: string
}

/** A straight line; points from the lower left corner. */
export type PdfLine = readonly [x1: number, y1: number, x2: number, y2: number]

const literal = (text: string): string =>
  iconv
    .encode(text, 'windows-1252')
    .toString('latin1')
    .replace(/[\\()]/g, '\\$&')

/** A PDF of one A4 page with text in Helvetica and thin lines (ISO 32000-1). */
export const pdf = (texts: readonly PdfText[], lines: readonly PdfLine[]): Buffer => {
  const drawing = [
    '0.6 w 0.35 G',
    ...lines.map(([x1, y1, x2, y2]) => `${x1} ${y1} m ${x2} ${y2} l S`),
    ...texts.map(
      ({ x, y, size, bold, text }) =>
        `BT /${bold ? 'F2' : 'F1'} ${size} Tf ${x} ${y} Td (${literal(text)}) Tj ET`,
    ),
  ].join('\n')
  const font = (name: string): string =>
    `<< /Type /Font /Subtype /Type1 /BaseFont /${name} /Encoding /WinAnsiEncoding >>`
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R /F2 6 0 R >> >> >>',
    `<< /Length ${drawing.length} >>\nstream\n${drawing}\nendstream`,
    font('Helvetica'),
    font('Helvetica-Bold'),
  ]
  let file = '%PDF-1.4\n%\xe2\xe3\xcf\xd3\n'
  const offsets = objects.map((object, index) => {
    const offset = file.length
    file += `${index + 1} 0 obj\n${object}\nendobj\n`
    return offset
  })
  const start = file.length
  const table = offsets.map(offset => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}`
  file += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`
  return Buffer.from(file, 'latin1')
}
