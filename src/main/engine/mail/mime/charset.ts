import { isAscii, isUtf8 } from 'node:buffer'
import iconv from 'iconv-lite'
import japanese from 'libmime/lib/charset.js'
import { detectCharset } from './detect-charset.ts'
import { decodeUtf7 } from './utf7.ts'

const unlabelled = new Set([
  '',
  'us-ascii',
  'ascii',
  'ansi_x3.4-1968',
  'unknown-8bit',
  'x-unknown',
  'unknown',
  '8bit',
  '7bit',
  'binary',
  'default',
  'default_charset',
  'utf-8',
  'utf8',
])

/** What senders write against what they mean: browsers read these labels as the superset too (WHATWG Encoding §4.2). */
const superset: ReadonlyMap<string, string> = new Map([
  ['iso-8859-1', 'windows-1252'],
  ['iso8859-1', 'windows-1252'],
  ['iso_8859-1', 'windows-1252'],
  ['latin1', 'windows-1252'],
  ['cp1252', 'windows-1252'],
  ['iso-8859-9', 'windows-1254'],
  ['iso-8859-11', 'windows-874'],
  ['tis-620', 'windows-874'],
  ['iso-8859-8-i', 'windows-1255'],
  ['iso-8859-8', 'windows-1255'],
  ['gb2312', 'gb18030'],
  ['gbk', 'gb18030'],
  ['x-gbk', 'gb18030'],
  ['gb_2312-80', 'gb18030'],
  ['chinesesimplified', 'gb18030'],
  ['ks_c_5601-1987', 'cp949'],
  ['ks_c_5601', 'cp949'],
  ['ksc5601', 'cp949'],
  ['euc-kr', 'cp949'],
  ['korean', 'cp949'],
  ['shift_jis', 'cp932'],
  ['shift-jis', 'cp932'],
  ['sjis', 'cp932'],
  ['x-sjis', 'cp932'],
  ['windows-31j', 'cp932'],
  ['ms_kanji', 'cp932'],
  ['big5', 'big5-hkscs'],
  ['x-x-big5', 'big5-hkscs'],
  ['unicode-1-1-utf-7', 'utf-7'],
  ['x-mac-roman', 'macroman'],
  ['macintosh', 'macroman'],
])

const escapeByte = 0x1b

/**
 * Bytes as text, by the charset label that the mail gave, or null where it gave none.
 *
 * Never throws. A wrong or unknown label falls back to what the bytes are: UTF-8 when they form it, else
 * ISO-2022-JP by its escapes, else windows-1252. UTF-7 is read where it is declared and never guessed.
 */
export function decodeBytes(bytes: Buffer, label: string | null): string {
  const charset = normalLabel(label)
  if (charset === 'utf-8') return decodeUnlabelled(bytes)
  if (isAscii(bytes)) {
    if (!sevenBitShifts(charset) && !charset.startsWith('utf-16') && !charset.startsWith('utf-32'))
      return bytes.toString('latin1', 0, bytes.length)
  } else if (charset.startsWith('iso-2022') && !bytes.includes(escapeByte)) {
    // Seven-bit sets write nothing above ASCII without their escapes: this is another one under that name.
    return decodeUnlabelled(bytes)
  } else if (charset.startsWith('windows-125') && isUtf8(bytes)) {
    // Real single-byte text forms valid UTF-8 by accident almost never.
    return bytes.toString('utf8', 0, bytes.length)
  }
  try {
    if (charset === 'utf-7') return decodeUtf7(bytes)
    if (isJapanese(charset) || iconv.encodingExists(charset)) return decodeKnown(bytes, charset)
  } catch {
    // The label names a charset that its own decoder can't carry through: read what the bytes are.
  }
  return decodeUnlabelled(bytes)
}

function decodeKnown(bytes: Buffer, charset: string): string {
  return isJapanese(charset) ? japanese.decode(bytes, charset) : iconv.decode(bytes, charset)
}

/** What iconv-lite lacks, or reads less well. */
function isJapanese(charset: string): boolean {
  return charset.startsWith('iso-2022-jp') || charset.startsWith('euc-jp')
}

function normalLabel(label: string | null): string {
  if (label === null) return 'utf-8'
  const plain = label
    .trim()
    .toLowerCase()
    .replace(/^["']|["']$/g, '')
  if (unlabelled.has(plain)) return 'utf-8'
  const known = superset.get(plain)
  if (known !== undefined) return known
  return plain.replace(/^(?:cp|win|windows|x-cp)[-_]?(125\d)$/, 'windows-$1')
}

function sevenBitShifts(charset: string): boolean {
  return (
    charset.startsWith('iso-2022') ||
    charset.startsWith('utf-7') ||
    charset.startsWith('hz') ||
    charset.startsWith('csiso2022')
  )
}

function decodeUnlabelled(bytes: Buffer): string {
  if (isAscii(bytes)) {
    const text = bytes.toString('latin1', 0, bytes.length)
    return text.includes('\x1b$') ? japanese.decode(bytes, 'iso-2022-jp') : text
  }
  const whole = trimCutCharacter(bytes)
  if (isUtf8(whole)) return whole.toString('utf8', 0, whole.length)
  const text = whole.toString('utf8', 0, whole.length)
  return mostlyUtf8(text) ? text : decodeKnown(bytes, detectCharset(bytes))
}

/** A prefix may end in the middle of a character; that is no reason to doubt the rest. */
function trimCutCharacter(bytes: Buffer): Buffer {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back] ?? 0
    if (byte >= 0xc0) {
      const needed = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2
      return needed > back ? bytes.subarray(0, bytes.length - back) : bytes
    }
    if (byte < 0x80) break
  }
  return bytes
}

function mostlyUtf8(text: string): boolean {
  let broken = 0
  let good = 0
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === 0xfffd) broken++
    else if (code > 0x7f) good++
  }
  return good > broken * 4
}
