const base = 36
const longestLabel = 63
const overflow = 0x7fffffff

/**
 * A host name with its punycode labels as the letters that they stand for (RFC 3492 §6.2).
 *
 * A label that isn't valid punycode stays as it is. For looking at a name, never for connecting to it.
 */
export function toUnicodeHost(host: string): string {
  return host
    .split('.')
    .map(label =>
      /^xn--/i.test(label) && label.length <= longestLabel ? (decodeLabel(label.slice(4)) ?? label) : label,
    )
    .join('.')
}

function decodeLabel(input: string): string | null {
  const delimiter = input.lastIndexOf('-')
  const output = Array.from(
    input.slice(0, Math.max(0, delimiter)),
    character => character.codePointAt(0) ?? 0,
  )
  let n = 128
  let i = 0
  let bias = 72
  let at = delimiter < 0 ? 0 : delimiter + 1
  while (at < input.length) {
    const before = i
    let weight = 1
    for (let k = base; ; k += base) {
      const digit = digitOf(input.charCodeAt(at))
      at += 1
      if (digit === null) return null
      i += digit * weight
      if (i > overflow) return null
      const threshold = k <= bias ? 1 : k >= bias + 26 ? 26 : k - bias
      if (digit < threshold) break
      weight *= base - threshold
    }
    bias = adapt(i - before, output.length + 1, before === 0)
    n += Math.floor(i / (output.length + 1))
    i %= output.length + 1
    if (n > 0x10ffff || (n >= 0xd800 && n <= 0xdfff)) return null
    output.splice(i, 0, n)
    i += 1
  }
  return String.fromCodePoint(...output)
}

function digitOf(code: number): number | null {
  if (code >= 97 && code <= 122) return code - 97
  if (code >= 65 && code <= 90) return code - 65
  if (code >= 48 && code <= 57) return code - 22
  return null
}

function adapt(delta: number, points: number, isFirst: boolean): number {
  let rest = isFirst ? Math.floor(delta / 700) : delta >> 1
  rest += Math.floor(rest / points)
  let k = 0
  for (; rest > 455; k += base) rest = Math.floor(rest / 35)
  return k + Math.floor((36 * rest) / (rest + 38))
}
