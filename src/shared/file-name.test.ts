import { expect, test } from 'vitest'
import { looksExecutable, safeFileName } from './file-name.ts'

test.each([
  ['/evil/filename', 'filename'],
  ['/home1/eucyon/x.gif', 'x.gif'],
  ['..\\..\\win.ini', 'win.ini'],
  ['a/../../b', 'b'],
  ['report\u202Egpj.exe', 'reportgpj.exe'],
  ['CON.txt', '_CON.txt'],
  ['COM¹', '_COM¹'],
  ['nul', '_nul'],
  ['trailing. . ', 'trailing'],
  ['.bashrc', 'bashrc'],
  ['a\u0000b\r\nc.txt', 'abc.txt'],
  ['what?:*.pdf', 'what___.pdf'],
  ['..', 'attachment'],
  ['', 'attachment'],
  ['Übersicht 2026.pdf', 'Übersicht 2026.pdf'],
])('R-37: %j is kept as %j', (name, safe) => {
  expect(safeFileName(name)).toBe(safe)
})

test('R-37: a very long name is cut to 180 bytes and keeps its extension', () => {
  const name = safeFileName(`${'ü'.repeat(4000)}.pdf`)
  expect(new TextEncoder().encode(name).length).toBeLessThanOrEqual(180)
  expect(name.endsWith('.pdf')).toBe(true)
})

test.each([
  'a.exe',
  'invoice.pdf.js',
  'x.LNK',
  'y.html',
  'z.svg',
  'w.exe.',
  'v.scr ',
  'u.hta',
  'photo\u202Egpj.exe',
])('R-38: %j is not opened', name => expect(looksExecutable(name)).toBe(true))

test.each(['a.pdf', 'b.jpg', 'c.docx', 'exe', 'd.csv'])('%j may be opened', name => {
  expect(looksExecutable(name)).toBe(false)
})
