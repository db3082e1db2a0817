import { digits } from '../headers.ts'
import type { FileContent } from '../letter.ts'
import { jpeg } from './jpeg.ts'
import { paperWithDrawing, paperWithPositions, paperWithText } from './papers.ts'
import { png } from './png.ts'
import { lampScene, logoScene, type Picture, surfaceScene } from './scene.ts'
import { docx, zip } from './zip.ts'

const types: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  jpg: 'image/jpeg',
  png: 'image/png',
  csv: 'text/csv',
  zip: 'application/zip',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  txt: 'text/plain',
}

const notes = [
  'Mouth-blown glass and turned wood, made in one workshop.',
  'Socket E27, up to 40 W, LED recommended.',
  'Suspension steel wire, load tested to 10 kg.',
  'Surface: hard wax oil, food safe, two coats.',
  'Wood from forests within 80 km of the workshop.',
  'Clean with a dry cloth. Oil once a year with the bottle in the box.',
]

const csvRows = (seed: number): string =>
  [
    'article;name;pieces;price',
    ...Array.from(
      { length: 12 },
      (_, row) =>
        `LH-${1040 + ((seed + row * 37) % 400)};${['Linde 24', 'Linde 32', 'Ast', 'Span', 'Eck', 'Hof 160'][row % 6]};${1 + ((seed >> (row % 8)) % 9)};${149 + ((seed + row * 53) % 700)},00`,
    ),
  ].join('\r\n')

const pictures = new Map<string, Buffer>()

/** Pictures are few and shared: painting one costs more than writing a hundred mails. */
const pictureOf = (name: string, extension: 'jpg' | 'png', seed: number): Buffer => {
  const paint = (key: string, scene: () => Picture): Buffer => {
    const known = pictures.get(key)
    if (known) return known
    const bytes = extension === 'jpg' ? jpeg(scene()) : png(scene())
    pictures.set(key, bytes)
    return bytes
  }
  if (/logo/i.test(name)) return paint(`logo ${extension}`, () => logoScene(240, 80, 1))
  if (/scratch|kratzer|crack|grain|surface|damage|chip|riss|sample|muster|rayure/i.test(name)) {
    const board = seed % 2
    return paint(`board ${board} ${extension}`, () => surfaceScene(240, 176, board + 1))
  }
  const lamp = seed % 4
  return paint(`lamp ${lamp} ${extension}`, () => lampScene(240, 176, lamp))
}

const paperOf = (title: string, name: string, seed: number): Buffer => {
  if (/plan|drawing|zeichnung|skizze|sketch|grundriss|rzut|ritning/i.test(name))
    return paperWithDrawing(title, seed)
  if (
    /invoice|rechnung|facture|quote|angebot|devis|order|bestellung|oferta|presupuesto|faktura|preventivo|estimate/i.test(
      name,
    )
  )
    return paperWithPositions(title, seed)
  return paperWithText(title, notes)
}

const bytesOf = (name: string, extension: string): Buffer => {
  const seed = Number.parseInt(digits('file', name).slice(0, 7), 16)
  const title = name.replace(/\.\w+$/, '').replace(/[-_]/g, ' ')
  switch (extension) {
    case 'pdf':
      return paperOf(title, name, seed)
    case 'jpg':
    case 'png':
      return pictureOf(name, extension, seed)
    case 'csv':
      return Buffer.from(`${csvRows(seed)}\r\n`)
    case 'docx':
      return docx([title, '', ...notes])
    case 'zip':
      return zip([
        { name: `${title}/measures.csv`, bytes: Buffer.from(csvRows(seed)) },
        { name: `${title}/drawing.pdf`, bytes: paperWithDrawing(title, seed) },
      ])
    default:
      return Buffer.from(`${[title, '', ...notes].join('\r\n')}\r\n`)
  }
}

const made = new Map<string, Buffer>()

/**
 * Files by their names, several with commas between; nothing for an empty text.
 *
 * The name decides what is inside: its ending the kind of file, its words what is drawn or listed. The same
 * name gives the same bytes.
 */
export const makeFiles = (names: string): readonly FileContent[] =>
  names === ''
    ? []
    : names.split(/\s*,\s*/).map(name => {
        const extension = /\.(\w+)$/.exec(name)?.[1]?.toLowerCase() ?? 'txt'
        const bytes = made.get(name) ?? bytesOf(name, extension)
        made.set(name, bytes)
        return { name, type: types[extension] ?? 'application/octet-stream', bytes }
      })
