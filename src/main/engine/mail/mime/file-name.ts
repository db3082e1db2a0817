import { safeLine } from '#shared/safe-text.ts'
import { decodeWords } from './encoded-words.ts'
import { mimeLimits } from './limits.ts'

const byType: ReadonlyMap<string, string> = new Map([
  ['message/rfc822', 'message.eml'],
  ['message/global', 'message.eml'],
  ['message/delivery-status', 'delivery-status.txt'],
  ['message/disposition-notification', 'read-receipt.txt'],
  ['text/rfc822-headers', 'headers.txt'],
  ['text/calendar', 'invite.ics'],
  ['text/vcard', 'contact.vcf'],
  ['text/x-vcard', 'contact.vcf'],
  ['text/plain', 'text.txt'],
  ['text/html', 'page.html'],
  ['application/pdf', 'document.pdf'],
  ['application/pgp-signature', 'signature.asc'],
  ['application/pkcs7-signature', 'smime.p7s'],
  ['application/x-pkcs7-signature', 'smime.p7s'],
  ['application/pkcs7-mime', 'smime.p7m'],
  ['application/x-pkcs7-mime', 'smime.p7m'],
  ['application/ms-tnef', 'winmail.dat'],
  ['application/zip', 'archive.zip'],
  ['image/jpeg', 'image.jpg'],
  ['image/png', 'image.png'],
  ['image/gif', 'image.gif'],
  ['image/svg+xml', 'image.svg'],
  ['image/webp', 'image.webp'],
])

/**
 * The name under which an attachment is listed: one clean line, without any path, never empty.
 *
 * For showing only; saving to disk has stricter rules of its own.
 */
export function displayFileName(raw: string | null, type: string): string {
  const decoded = raw === null ? '' : safeLine(raw.includes('=?') ? decodeWords(raw) : raw)
  const base = decoded.slice(Math.max(decoded.lastIndexOf('/'), decoded.lastIndexOf('\\')) + 1).trim()
  const name = base.length > mimeLimits.fileNameLength ? shortened(base) : base
  if (name !== '' && name !== '.' && name !== '..') return name
  return byType.get(type) ?? (type.startsWith('image/') ? 'image' : 'attachment')
}

/** A long name keeps its end: the extension tells what it is. */
function shortened(name: string): string {
  const dot = name.lastIndexOf('.')
  const extension = dot > 0 && name.length - dot <= 16 ? name.slice(dot) : ''
  return `${name.slice(0, mimeLimits.fileNameLength - extension.length - 1)}…${extension}`
}
