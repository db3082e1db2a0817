import { fileTypeFromBuffer } from 'file-type'
import { unknownType } from '#shared/attachment-kind.ts'

/**
 * The type of a file by its first bytes, whatever it is called.
 *
 * Programs, scripts and documents that carry code are found first. `text/plain` for text of no known kind,
 * `application/octet-stream` for bytes of no known kind. Never throws.
 */
export async function sniffType(head: Uint8Array): Promise<string> {
  return programType(head) ?? textType(head) ?? (await knownType(head)) ?? unknownType
}

async function knownType(head: Uint8Array): Promise<string | null> {
  if (starts(head, [0x78, 0x9f, 0x3e, 0x22])) return 'application/ms-tnef'
  try {
    const found = await fileTypeFromBuffer(head)
    return found === undefined ? null : (sameThing[found.mime] ?? found.mime)
  } catch {
    return null
  }
}

/** Names that file-type uses and the rest of Parley doesn't. */
const sameThing: Readonly<Record<string, string>> = {
  'application/x-rar-compressed': 'application/vnd.rar',
  'application/x-unix-archive': 'application/x-deb',
}

function programType(head: Uint8Array): string | null {
  if (starts(head, [0x4d, 0x5a])) return 'application/x-msdownload'
  if (starts(head, [0x7f, 0x45, 0x4c, 0x46])) return 'application/x-elf'
  if (starts(head, [0xca, 0xfe, 0xba, 0xbe])) return 'application/x-mach-binary'
  const word = head[0] === 0xfe ? [...head.subarray(0, 4)] : [...head.subarray(0, 4)].reverse()
  if (/^254,237,250,20[67]$/.test(word.join(','))) return 'application/x-mach-binary'
  if (starts(head, [0x4c, 0, 0, 0, 0x01, 0x14, 0x02, 0])) return 'application/x-ms-shortcut'
  if (starts(head, [0x49, 0x54, 0x53, 0x46])) return 'application/vnd.ms-htmlhelp'
  if (starts(head, [0x64, 0x65, 0x78, 0x0a])) return 'application/vnd.android.package-archive'
  return null
}

/** How text must begin to be of a kind; whatever a browser would take for a page is one (WHATWG MIME Sniffing §7.1). */
const beginnings: readonly (readonly [RegExp, string])[] = [
  [/^#!/, 'text/x-shellscript'],
  [
    /^(?:<!doctype html|<(?:html|head|script|iframe|h1|div|font|table|a|style|title|b|body|br|p|meta|form|object|embed|hta:application)[\s>/]|<!--)/i,
    'text/html',
  ],
  [
    /^(?:<\?xml[^>]{0,200}>\s*)?(?:<!--(?:[^-]|-(?!->)){0,2000}-->\s*)?(?:<!doctype svg[^>]{0,500}>\s*)?<(?:\w{1,20}:)?svg[\s>]/i,
    'image/svg+xml',
  ],
  [/^(?:<\?xml[^>]{0,200}>\s*)(?:<!doctype html[^>]{0,500}>\s*)?<html[\s>]/i, 'application/xhtml+xml'],
  [/^<\?xml[\s?]/i, 'application/xml'],
  [/^BEGIN:VCALENDAR/i, 'text/calendar'],
  [/^BEGIN:VCARD/i, 'text/vcard'],
  [/^\[Desktop Entry\]/i, 'application/x-desktop'],
  [/^\[InternetShortcut\]/i, 'application/x-mswinurl'],
  [/^@echo off/i, 'application/x-bat'],
  [/^(?:windows registry editor|REGEDIT4)/i, 'application/x-ms-regedit'],
  [/^%PDF-/, 'application/pdf'],
  [/^\{\\rtf/, 'application/rtf'],
]

function textType(head: Uint8Array): string | null {
  const text = asText(head)
  if (text === null) return null
  const start = text.trimStart()
  return (
    beginnings.find(([pattern]) => pattern.test(start))?.[1] ?? (text.trim() === '' ? null : 'text/plain')
  )
}

/** The beginning as text; null where it holds what text never does. PDF is text at first sight, and is asked before. */
function asText(head: Uint8Array): string | null {
  const sample = head.subarray(0, 4_096)
  const utf16 = starts(sample, [0xff, 0xfe]) ? 'utf-16le' : starts(sample, [0xfe, 0xff]) ? 'utf-16be' : null
  const text = new TextDecoder(utf16 ?? 'latin1').decode(sample).replace(/^(?:\ufeff|\u00ef\u00bb\u00bf)/, '')
  if (/^\s*%PDF-/.test(text)) return text
  return /[\x00-\x08\x0e-\x1a\x1c-\x1f]/.test(text) ? null : text
}

function starts(bytes: Uint8Array, signature: readonly number[]): boolean {
  return signature.every((byte, at) => bytes[at] === byte)
}
