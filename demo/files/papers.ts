import { type PdfLine, type PdfText, pdf } from './pdf.ts'

const wares = [
  ['Pendant lamp "Linde", walnut, 32 cm', 389],
  ['Pendant lamp "Linde", oak, 24 cm', 298],
  ['Table lamp "Ast", ash', 214],
  ['Wall light "Span", walnut', 176],
  ['Side table "Eck", oak, oiled', 460],
  ['Bench "Hof", oak, 160 cm', 890],
  ['Textile cable, 3-core, per metre', 7.5],
  ['Canopy, brushed brass', 48],
  ['Packing and dispatch', 62],
] as const

const money = (amount: number): string => `${amount.toFixed(2)} EUR`

/** A page with positions and a total: a quote, an order or an invoice. */
export const paperWithPositions = (title: string, seed: number): Buffer => {
  const first = seed % 6
  const positions = [first, (first + 1 + (seed % 3)) % 6, 7, 8].map((at, index) => {
    const [name, price] = wares[at] ?? wares[0]
    return { name, price, pieces: index < 2 ? 1 + ((seed >> (index + 2)) % 4) : 1 }
  })
  const net = positions.reduce((sum, { price, pieces }) => sum + price * pieces, 0)
  const texts: PdfText[] = [
    { x: 56, y: 770, size: 16, bold: true, text: 'Lindenhof Workshop' },
    { x: 56, y: 754, size: 9, text: 'Mühlgasse 12 · 79312 Lindenhof · hello@lindenhof.example' },
    { x: 56, y: 690, size: 14, bold: true, text: title },
    { x: 56, y: 650, size: 9, bold: true, text: 'Position' },
    { x: 360, y: 650, size: 9, bold: true, text: 'Pieces' },
    { x: 450, y: 650, size: 9, bold: true, text: 'Amount' },
    ...positions.flatMap(({ name, price, pieces }, index) => {
      const y = 628 - index * 20
      return [
        { x: 56, y, size: 10, text: name },
        { x: 372, y, size: 10, text: String(pieces) },
        { x: 450, y, size: 10, text: money(price * pieces) },
      ]
    }),
    { x: 360, y: 530, size: 10, text: 'Net' },
    { x: 450, y: 530, size: 10, text: money(net) },
    { x: 360, y: 512, size: 10, text: 'VAT 19 %' },
    { x: 450, y: 512, size: 10, text: money(net * 0.19) },
    { x: 360, y: 490, size: 11, bold: true, text: 'Total' },
    { x: 450, y: 490, size: 11, bold: true, text: money(net * 1.19) },
    {
      x: 56,
      y: 420,
      size: 9,
      text: 'Every lamp is made to order and leaves the workshop within four weeks.',
    },
  ]
  const lines: PdfLine[] = [
    [56, 642, 540, 642],
    [56, 548, 540, 548],
    [360, 504, 540, 504],
  ]
  return pdf(texts, lines)
}

/** A page with a measured outline: a floor plan or a workshop drawing. */
export const paperWithDrawing = (title: string, seed: number): Buffer => {
  const width = 300 + (seed % 5) * 24
  const depth = 220 + (seed % 7) * 18
  const [left, bottom] = [110, 330]
  const [right, top] = [left + width, bottom + depth]
  const wall = left + width * 0.62
  const lamps = [0.2, 0.42].map(share => left + width * share)
  const lines: PdfLine[] = [
    [left, bottom, right, bottom],
    [right, bottom, right, top],
    [right, top, left, top],
    [left, top, left, bottom],
    [wall, top, wall, bottom + 70],
    [left, bottom - 24, right, bottom - 24],
    [left, bottom - 30, left, bottom - 18],
    [right, bottom - 30, right, bottom - 18],
    ...lamps.flatMap((x): PdfLine[] => [
      [x - 9, bottom + depth / 2, x + 9, bottom + depth / 2],
      [x, bottom + depth / 2 - 9, x, bottom + depth / 2 + 9],
    ]),
  ]
  return pdf(
    [
      { x: 56, y: 770, size: 15, bold: true, text: title },
      { x: 56, y: 752, size: 9, text: 'Scale 1:50, measures in cm' },
      { x: (left + right) / 2 - 12, y: bottom - 40, size: 9, text: String(Math.round(width * 1.8)) },
      { x: left + 12, y: top - 18, size: 9, text: 'Dining' },
      { x: wall + 10, y: top - 18, size: 9, text: 'Kitchen' },
    ],
    lines,
  )
}

/** A page of plain lines: a letter, a certificate, a data sheet. */
export const paperWithText = (title: string, lines: readonly string[]): Buffer =>
  pdf(
    [
      { x: 56, y: 770, size: 15, bold: true, text: title },
      ...lines.map((text, index) => ({ x: 56, y: 730 - index * 18, size: 10, text })),
    ],
    [[56, 756, 540, 756]],
  )
