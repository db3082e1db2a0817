import { expect, test } from 'vitest'
import { extensionOf, looksExecutable, safeFileName } from './file-name.ts'

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
  ['C:\\autoexec.bat', 'autoexec.bat'],
  ['C:evil.txt', 'C_evil.txt'],
  ['file.txt:Zone.Identifier', 'file.txt_Zone.Identifier'],
  ['/etc/passwd', 'passwd'],
  ['\\\\server\\share\\x.scf', 'x.scf'],
  ['aux.h.txt', '_aux.h.txt'],
  ['LPT1', '_LPT1'],
  ['a\u200bb\ufeff\u00adc.pdf', 'abc.pdf'],
  ['\u{e0041}tag.pdf', 'tag.pdf'],
  ['.', 'attachment'],
  ['...', 'attachment'],
  ['dir/', 'attachment'],
  ['\ud800.pdf', 'pdf'],
  ['a\u2028b.txt', 'ab.txt'],
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

test.each([
  ['invoice.pdf.exe', 'exe'],
  ['x.exe.', 'exe'],
  ['x.exe ', 'exe'],
  ['x.exe . . ', 'exe'],
  ['x.e\u200bxe', 'exe'],
  ['x.\u202eexe', 'exe'],
  ['x.exe\u0000.pdf', 'pdf'],
  ['x.EXE', 'exe'],
  ['a.b/c', ''],
  ['.bashrc', ''],
])('R-38: a system sees the extension of %j as %j', (name, extension) => {
  expect(extensionOf(name)).toBe(extension)
})

test.each(['a.pdf', 'b.jpg', 'c.docx', 'exe', 'd.csv'])('%j may be opened', name => {
  expect(looksExecutable(name)).toBe(false)
})
