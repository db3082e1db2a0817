import { expect, it } from 'vitest'
import { effortMs } from '#test/support/effort.ts'
import { sniffType } from './sniff.ts'

const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex')

it.each<[string, Buffer | string]>([
  ['application/x-msdownload', hex('4d5a9000 03000000')],
  ['application/x-elf', hex('7f454c46 0201')],
  ['application/x-mach-binary', hex('cffaedfe 07000001')],
  ['application/x-mach-binary', hex('feedfacf 01000007')],
  ['application/x-mach-binary', hex('cafebabe 00000002')],
  ['application/x-ms-shortcut', hex('4c000000 01140200 00000000 c0000000')],
  ['application/vnd.ms-htmlhelp', Buffer.from('ITSF\x03\0\0\0')],
  ['text/x-shellscript', '#!/bin/sh\nrm -rf ~\n'],
  ['text/html', '<!DOCTYPE html><p>x</p>'],
  ['text/html', '\n\n  <HTML>\n'],
  ['text/html', '\ufeff<script>alert(1)</script>'],
  ['text/html', Buffer.from('\ufeff<html><body>', 'utf16le')],
  ['text/html', '<!-- hidden --><script>x</script>'],
  ['image/svg+xml', '<svg xmlns="http://www.w3.org/2000/svg"/>'],
  ['image/svg+xml', '<?xml version="1.0"?>\n<!DOCTYPE svg PUBLIC "x" "y">\n<svg:svg>'],
  ['application/xhtml+xml', '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml">'],
  ['application/xml', '<?xml version="1.0"?><order/>'],
  ['application/x-desktop', '[Desktop Entry]\nExec=sh\n'],
  ['application/x-mswinurl', '[InternetShortcut]\r\nURL=file://x\r\n'],
  ['application/x-bat', '@echo off\r\ndel *\r\n'],
  ['application/x-ms-regedit', 'Windows Registry Editor Version 5.00\r\n'],
  ['text/calendar', 'BEGIN:VCALENDAR\r\n'],
  ['text/vcard', 'BEGIN:VCARD\r\n'],
  ['application/pdf', '%PDF-1.7\n%âãÏÓ\n'],
  ['application/rtf', '{\\rtf1\\ansi hello}'],
  ['application/ms-tnef', hex('789f3e22 0100 01')],
  ['image/png', hex('89504e470d0a1a0a 0000000d 49484452 00000001 00000001 0802000000')],
  ['image/jpeg', hex('ffd8ffe0 0010 4a46494600')],
  ['application/zip', hex('504b0506 00000000 00000000 00000000 00000000 0000')],
  ['application/x-cfb', hex('d0cf11e0a1b11ae1 0000000000000000')],
  ['text/plain', 'Dear Bo,\n<b>hello</b>\n'],
  ['text/plain', 'a,b,c\n1,2,3\n'],
  ['application/octet-stream', hex('00010203 04050607')],
  ['application/octet-stream', ''],
])('R-38: finds %s by its first bytes', async (type, bytes) => {
  expect(await sniffType(Buffer.from(bytes))).toBe(type)
})

it('R-67: takes no time over text that is made to look like the beginning of something', async () => {
  for (const start of ['<!--', '<?xml ', '<?xml?><!--', ' ', '<!doctype svg ', '<svg:', 'BEGIN:']) {
    const bytes = Buffer.from(start + '-'.repeat(32_000) + start.repeat(4_000))
    expect(await effortMs(() => sniffType(bytes), 200)).toBeLessThan(200)
  }
})
