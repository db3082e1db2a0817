import type { AttachmentKind } from './attachment.ts'
import { extensionOf, looksExecutable } from './file-name.ts'

/** What the bytes of unknown files are called (RFC 2046 §4.5.1). */
export const unknownType = 'application/octet-stream'

const byExtension: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  avif: 'image/avif',
  bmp: 'image/bmp',
  heic: 'image/heic',
  tif: 'image/tiff',
  tiff: 'image/tiff',
  svg: 'image/svg+xml',
  txt: 'text/plain',
  log: 'text/plain',
  md: 'text/markdown',
  csv: 'text/csv',
  json: 'application/json',
  xml: 'application/xml',
  html: 'text/html',
  htm: 'text/html',
  ics: 'text/calendar',
  vcs: 'text/calendar',
  vcf: 'text/vcard',
  eml: 'message/rfc822',
  rtf: 'application/rtf',
  doc: 'application/msword',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xls: 'application/vnd.ms-excel',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  ppt: 'application/vnd.ms-powerpoint',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  odt: 'application/vnd.oasis.opendocument.text',
  ods: 'application/vnd.oasis.opendocument.spreadsheet',
  odp: 'application/vnd.oasis.opendocument.presentation',
  pages: 'application/vnd.apple.pages',
  numbers: 'application/vnd.apple.numbers',
  key: 'application/vnd.apple.keynote',
  epub: 'application/epub+zip',
  zip: 'application/zip',
  rar: 'application/vnd.rar',
  '7z': 'application/x-7z-compressed',
  gz: 'application/gzip',
  tgz: 'application/gzip',
  tar: 'application/x-tar',
  bz2: 'application/x-bzip2',
  xz: 'application/x-xz',
  mp3: 'audio/mpeg',
  m4a: 'audio/mp4',
  wav: 'audio/wav',
  ogg: 'audio/ogg',
  mp4: 'video/mp4',
  mov: 'video/quicktime',
  webm: 'video/webm',
  exe: 'application/x-msdownload',
}

const byType: Readonly<Record<string, AttachmentKind>> = {
  'application/pdf': 'pdf',
  'text/calendar': 'event',
  'application/ics': 'event',
  'text/vcard': 'contact-card',
  'text/x-vcard': 'contact-card',
  'text/directory': 'contact-card',
  'message/rfc822': 'email',
  'message/global': 'email',
  'application/ms-tnef': 'container',
  'application/vnd.ms-tnef': 'container',
  'application/json': 'text',
  'application/xml': 'text',
  'message/delivery-status': 'text',
  'message/disposition-notification': 'text',
  'application/rtf': 'document',
  'text/rtf': 'document',
  'application/msword': 'document',
  'application/x-cfb': 'document',
  'application/epub+zip': 'document',
  'application/zip': 'archive',
  'application/vnd.rar': 'archive',
  'application/x-rar-compressed': 'archive',
  'application/x-7z-compressed': 'archive',
  'application/gzip': 'archive',
  'application/x-gzip': 'archive',
  'application/x-tar': 'archive',
  'application/x-bzip2': 'archive',
  'application/x-xz': 'archive',
  'application/zstd': 'archive',
}

/** Types that run, or that carry code to whoever opens them. */
const programs = new Set(
  (
    'application/x-msdownload application/x-msdos-program application/vnd.microsoft.portable-executable ' +
    'application/x-dosexec application/x-elf application/x-executable application/x-sharedlib ' +
    'application/x-mach-binary application/x-ms-shortcut application/x-mswinurl application/x-desktop ' +
    'application/x-bat application/x-sh application/x-csh application/x-perl application/hta text/x-shellscript ' +
    'text/x-python text/html application/xhtml+xml image/svg+xml text/javascript application/javascript ' +
    'application/x-javascript application/ecmascript text/vbscript application/java-archive application/java-vm ' +
    'application/x-java application/vnd.android.package-archive application/vnd.ms-htmlhelp application/x-msi ' +
    'application/x-apple-diskimage application/x-iso9660-image application/x-deb application/x-rpm ' +
    'application/vnd.ms-cab-compressed application/wasm application/x-shockwave-flash application/x-nintendo-nes-rom ' +
    'application/x-google-chrome-extension application/x-virtualbox-vhd application/x-ms-regedit'
  ).split(' '),
)

/** The type that a name's extension stands for, or null. */
export function typeOfName(name: string): string | null {
  return byExtension[extensionOf(name)] ?? null
}

/**
 * What an attachment is, by its name and type alone; see `attachmentFacts` for what its bytes say.
 *
 * Programs, scripts and active documents are `program` by either sign.
 */
export function attachmentKind(name: string, type: string): AttachmentKind {
  const known = type.toLowerCase()
  const meant = known === unknownType || known === '' ? (typeOfName(name) ?? known) : known
  if (isProgram(name, meant)) return 'program'
  const kind = byType[meant]
  if (kind !== undefined) return kind
  if (extensionOf(name) === 'dat' && /^winmail/i.test(name)) return 'container'
  if (meant.startsWith('image/')) return 'image'
  if (meant.startsWith('audio/')) return 'audio'
  if (meant.startsWith('video/')) return 'video'
  if (meant.startsWith('text/')) return 'text'
  if (/^application\/vnd\.(?:openxmlformats|oasis|ms-|apple\.)/.test(meant)) return 'document'
  return 'other'
}

function isProgram(name: string, type: string): boolean {
  if (programs.has(type)) return true
  // XML is listed among what is never opened, but it is words and not a program.
  return looksExecutable(name) && !/^(?:xml|xsl)$/.test(extensionOf(name))
}
