/**
 * UTF-7 (RFC 2152) as text; `bytes` are read as ASCII outside of its shifts.
 *
 * Forgiving: what a shift can't hold is dropped, and a shift without an end goes to the end. One pass.
 */
export function decodeUtf7(bytes: Buffer): string {
  const text = bytes.toString('latin1')
  const out: string[] = []
  let at = 0
  for (let plus = text.indexOf('+'); plus >= 0; plus = text.indexOf('+', at)) {
    out.push(text.slice(at, plus))
    let end = plus + 1
    while (isBase64(text.charCodeAt(end))) end++
    const coded = text.slice(plus + 1, end)
    if (text.charCodeAt(end) === 45) end++
    // `+-` is a plus sign; a plus before anything else that can't be a shift is one too.
    out.push(coded === '' ? '+' : decodeShift(coded))
    at = end
  }
  out.push(text.slice(at))
  return out.join('')
}

/** UTF-16 in big-endian order, in base64 without padding. */
function decodeShift(coded: string): string {
  const bytes = Buffer.from(coded, 'base64')
  const whole = bytes.subarray(0, bytes.length - (bytes.length % 2))
  return whole.swap16().toString('utf16le')
}

function isBase64(code: number): boolean {
  return (
    (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || (code >= 47 && code <= 57) || code === 43
  )
}
