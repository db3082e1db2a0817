import { describe, expect, test } from 'vitest'
import type { AttachmentKind } from './attachment.ts'
import { attachmentFacts } from './attachment-facts.ts'
import { attachmentKind } from './attachment-kind.ts'

const octets = 'application/octet-stream'

test.each<[string, string, AttachmentKind]>([
  ['plan.pdf', 'application/pdf', 'pdf'],
  ['plan.pdf', octets, 'pdf'],
  ['photo.JPG', octets, 'image'],
  ['notes.txt', 'text/plain', 'text'],
  ['data.xml', 'application/xml', 'text'],
  ['invite.ics', 'text/calendar', 'event'],
  ['otto.vcf', 'text/x-vcard', 'contact-card'],
  ['message.eml', 'message/rfc822', 'email'],
  ['winmail.dat', 'application/ms-tnef', 'container'],
  ['winmail.dat', octets, 'container'],
  ['song.mp3', 'audio/mpeg', 'audio'],
  ['film.mp4', 'video/mp4', 'video'],
  ['prices.xlsx', octets, 'document'],
  ['all.zip', 'application/zip', 'archive'],
  ['page.html', 'text/html', 'program'],
  ['logo.svg', 'image/svg+xml', 'program'],
  ['noname', 'text/javascript', 'program'],
  ['setup.exe', octets, 'program'],
  ['part', 'message/partial', 'other'],
  ['body', 'message/external-body', 'other'],
  ['thing', octets, 'other'],
])('%s of type %s is %s', (name, type, kind) => {
  expect(attachmentKind(name, type)).toBe(kind)
})

test.each([
  ['invoice.pdf.exe', octets],
  ['invoice.pdf.exe', 'application/pdf'],
  ['x.exe.', octets],
  ['x.exe ', octets],
  ['report\u202Efdp.exe', 'application/pdf'],
  ['photo.jpg.lnk', 'image/jpeg'],
  ['plan.pdf', 'application/x-msdownload'],
  ['letter.docm', octets],
  ['go.desktop', 'text/plain'],
  ['x.PS1', 'text/plain'],
])('R-38: %j declared %s can’t be opened', (name, type) => {
  expect(attachmentFacts(name, type, null)).toMatchObject({ openable: false, kind: 'program' })
})

describe('R-38: bytes win over what the sender says', () => {
  test.each<[string, string, string, Partial<ReturnType<typeof attachmentFacts>>]>([
    [
      'invoice.pdf',
      'application/pdf',
      'application/x-msdownload',
      { kind: 'program', openable: false, disguised: true },
    ],
    [
      'invoice.pdf',
      'application/pdf',
      'application/x-elf',
      { kind: 'program', openable: false, disguised: true },
    ],
    [
      'invoice.pdf',
      'application/pdf',
      'application/x-mach-binary',
      { kind: 'program', openable: false, disguised: true },
    ],
    ['invoice.pdf', octets, 'text/x-shellscript', { kind: 'program', openable: false, disguised: true }],
    ['invoice.pdf', 'application/pdf', 'text/html', { kind: 'program', openable: false, disguised: true }],
    ['photo.png', 'image/png', 'image/svg+xml', { kind: 'program', openable: false, disguised: true }],
    ['notes.txt', 'text/plain', 'text/html', { kind: 'program', openable: false, disguised: true }],
    ['data', octets, 'application/x-elf', { kind: 'program', openable: false, disguised: false }],
    ['setup.exe', octets, 'application/x-msdownload', { kind: 'program', openable: false, disguised: false }],
    ['invoice.pdf', 'text/html', 'text/html', { kind: 'program', openable: false, disguised: true }],
    ['page.html', 'text/plain', 'text/html', { kind: 'program', openable: false, disguised: false }],
    ['noname', 'text/html', 'text/html', { kind: 'program', openable: false, disguised: false }],
    ['setup.exe', 'application/pdf', 'application/pdf', { kind: 'program', openable: false }],
    ['photo.jpg', 'image/jpeg', 'application/pdf', { kind: 'pdf', openable: true, disguised: true }],
    ['photo.jpg', 'image/jpeg', octets, { kind: 'other', type: octets, openable: true, disguised: true }],
  ])('%s, declared %s, is %s', (name, declared, sniffed, facts) => {
    expect(attachmentFacts(name, declared, sniffed)).toMatchObject(facts)
  })

  test.each<[string, string, string, string]>([
    ['photo.jpg', 'image/png', 'image/jpeg', 'image/jpeg'],
    ['plan.pdf', octets, 'application/pdf', 'application/pdf'],
    ['table.csv', 'text/csv', 'text/plain', 'text/csv'],
    ['message.eml', 'message/rfc822', 'text/plain', 'message/rfc822'],
    ['logo.gpx', 'application/gpx+xml', 'application/xml', 'application/gpx+xml'],
    ['old.doc', 'application/msword', 'application/x-cfb', 'application/msword'],
    [
      'new.odt',
      'application/vnd.oasis.opendocument.text',
      'application/zip',
      'application/vnd.oasis.opendocument.text',
    ],
    ['sound.m4a', 'audio/mp4', 'video/mp4', 'video/mp4'],
    ['invite.ics', 'text/plain', 'text/calendar', 'text/calendar'],
    ['list.txt', 'message/external-body', 'text/plain', 'message/external-body'],
    ['key.asc', 'application/pgp-signature', octets, 'application/pgp-signature'],
  ])('%s, declared %s and found to be %s, is honest: %s', (name, declared, sniffed, type) => {
    expect(attachmentFacts(name, declared, sniffed)).toMatchObject({ type, disguised: false, openable: true })
  })
})
