import { describe, expect, it } from 'vitest'
import type { ContactCard } from '#shared/attachment.ts'
import { effortMs } from '#test/support/effort.ts'
import { readContents } from './read-contents.ts'

const read = (text: string | Buffer) => {
  const bytes = Buffer.from(text)
  return readContents(bytes, { kind: 'contact-card', sizeBytes: bytes.length, nowMs: 0, withDates: false })
}
const card = (...lines: readonly string[]): ContactCard | undefined => {
  const contents = read(['BEGIN:VCARD', ...lines, 'END:VCARD', ''].join('\r\n'))
  return contents.kind === 'cards' ? contents.cards[0] : undefined
}

describe('address cards', () => {
  it('are read in version 4', () => {
    expect(
      card(
        'VERSION:4.0',
        'FN:Otto Berg',
        'ORG:Berg\\, Sons;Carpentry',
        'TITLE:Carpenter',
        'item1.EMAIL;TYPE="work,home":otto@berg.example',
        'TEL;VALUE=uri:tel:+49-30-1234',
        'ADR:;;Main St. 1;Berlin;;10115;Germany',
        'NOTE:Two\\nlines',
        'PHOTO:data:image/jpeg;base64,AAAA',
      ),
    ).toEqual({
      name: 'Otto Berg',
      organization: 'Berg, Sons, Carpentry',
      title: 'Carpenter',
      emails: ['otto@berg.example'],
      phones: ['+49-30-1234'],
      addresses: ['Main St. 1, Berlin, 10115, Germany'],
      note: 'Two\nlines',
    })
  })

  it('are read in version 2.1, quoted-printable and charset undone', () => {
    expect(
      card(
        'VERSION:2.1',
        'N;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:Br=FCning;Michael',
        'TEL;HOME;VOICE:0123',
        'NOTE;ENCODING=QUOTED-PRINTABLE:a long =',
        'note',
      ),
    ).toMatchObject({ name: 'Michael Brüning', phones: ['0123'], note: 'a long note' })
  })

  it('are known by another name where they have none', () => {
    expect(card('EMAIL:a@b.example')).toMatchObject({ name: '', emails: ['a@b.example'] })
    expect(card('VERSION:4.0')).toBe(undefined)
  })

  it('lose bidi controls and line breaks in what is shown as one line', () => {
    expect(card('FN:Otto\u202e\\nBerg')).toMatchObject({ name: 'Otto Berg' })
  })
})

describe('hostile address books', () => {
  it('show the first cards and count the others', () => {
    const contents = read('BEGIN:VCARD\r\nFN:x\r\nEND:VCARD\r\n'.repeat(60_000))
    expect(contents).toMatchObject({ kind: 'cards', cards: { length: 50 }, omitted: 59_950 })
  })

  it.each([
    ['a picture of 3 MB', `BEGIN:VCARD\r\nFN:x\r\nPHOTO;BASE64:${'A'.repeat(3_000_000)}\r\nEND:VCARD`],
    ['quotes without end', `BEGIN:VCARD\r\nFN;X="${'a;'.repeat(20_000)}:x\r\nFN:y\r\nEND:VCARD`],
    ['soft breaks without end', `BEGIN:VCARD\r\nFN:x\r\nNOTE;QUOTED-PRINTABLE:${'a=\r\n'.repeat(200_000)}`],
    ['a million parameters', `BEGIN:VCARD\r\nFN:x\r\nTEL${';A=B'.repeat(500_000)}:1\r\nEND:VCARD`],
  ])('cost little: %s', async (_name, text) => {
    expect(await effortMs(() => expect(read(text).kind).toBe('cards'), 2_000)).toBeLessThan(2_000)
  })
})
