import iconv from 'iconv-lite'

/** JIS X 0208 in ISO-2022-JP is EUC-JP without its high bits, between escapes (RFC 1468). */
const encodeIso2022Jp = (text: string): Buffer => {
  const parts: Buffer[] = []
  let wide = false
  for (const character of text) {
    const bytes = iconv.encode(character, 'euc-jp')
    const isWide = bytes.length === 2
    if (isWide !== wide) parts.push(Buffer.from(isWide ? '\x1b$B' : '\x1b(B', 'latin1'))
    wide = isWide
    parts.push(isWide ? Buffer.from(bytes.map(byte => byte & 0x7f)) : bytes)
  }
  if (wide) parts.push(Buffer.from('\x1b(B', 'latin1'))
  return Buffer.concat(parts)
}

/**
 * The bytes of a text in a charset, by its IANA name.
 *
 * ISO-2022-JP is done here because iconv-lite has none; the rest is iconv-lite's.
 */
export const encodeCharset = (text: string, charset: string): Buffer =>
  charset.toLowerCase() === 'iso-2022-jp' ? encodeIso2022Jp(text) : iconv.encode(text, charset)

const isPlain = (text: string): boolean => /^[\x20-\x7e]*$/.test(text) && !text.includes('=?')

/**
 * A header text as encoded words of at most 75 characters, or as it is where ASCII suffices.
 *
 * RFC 2047 section 2. Words are folded with CRLF and a space; every word ends on a whole character.
 */
export const encodeWords = (text: string, charset: string): string => {
  if (isPlain(text)) return text
  const room = Math.floor((75 - `=?${charset}?B??=`.length) / 4) * 3
  const words: string[] = []
  let chunk = ''
  for (const character of text) {
    if (chunk !== '' && encodeCharset(chunk + character, charset).length > room) {
      words.push(chunk)
      chunk = ''
    }
    chunk += character
  }
  return [...words, chunk]
    .map(word => `=?${charset}?B?${encodeCharset(word, charset).toString('base64')}?=`)
    .join('\r\n ')
}

/** Whether a charset holds every character of a text. */
export const canEncode = (text: string, charset: string): boolean => {
  if (charset.toLowerCase() !== 'iso-2022-jp')
    return iconv.decode(encodeCharset(text, charset), charset) === text
  return iconv.decode(iconv.encode(text, 'euc-jp'), 'euc-jp') === text
}
