/** How many bytes the guess looks at: more doesn't change it. */
const sampleBytes = 4_096

/** A guess needs this many characters outside ASCII; fewer say nothing. */
const charactersAtLeast = 3

/**
 * The charset of 8-bit text that declares none and isn't UTF-8, from the shape of its bytes.
 *
 * Tells the East Asian multi-byte sets and the two Cyrillic ones apart; everything else is windows-1252. A guess, for
 * text that would be noise otherwise; declared charsets never come here.
 */
export function detectCharset(bytes: Uint8Array): string {
  const sample = bytes.subarray(0, sampleBytes)
  const japanese = pairs(
    sample,
    (lead, trail) =>
      ((lead >= 0x81 && lead <= 0x9f) || (lead >= 0xe0 && lead <= 0xfc)) &&
      trail >= 0x40 &&
      trail <= 0xfc &&
      trail !== 0x7f,
    isHalfKana,
  )
  if (
    fits(japanese) &&
    japanese.share(
      (lead, trail) =>
        (lead === 0x82 && trail >= 0x9f && trail <= 0xf1) ||
        (lead === 0x83 && trail >= 0x40 && trail <= 0x96),
    ) > 0.2
  )
    return 'cp932'
  const east = pairs(
    sample,
    (lead, trail) => lead >= 0x81 && lead <= 0xfe && trail >= 0x40 && trail !== 0x7f && trail <= 0xfe,
    never,
  )
  if (looksLatin(sample)) return 'windows-1252'
  if (!fits(east)) return looksCyrillic(sample) ? cyrillic(sample) : 'windows-1252'
  const ideographs = east.share((lead, trail) => lead >= 0xa1 && trail >= 0xa1)
  if (ideographs > 0.95) {
    if (east.share(lead => lead === 0xa4 || lead === 0xa5) > 0.2) return 'euc-jp'
    if (looksCyrillic(sample) && !evenRuns(sample)) return cyrillic(sample)
    if (east.share(lead => lead >= 0xb0 && lead <= 0xc8) > 0.9) return 'cp949'
    return 'gb18030'
  }
  if (
    east.share(lead => lead >= 0xa1 && lead <= 0xf9) > 0.97 &&
    east.share((_, trail) => trail <= 0x7e) > 0.15
  )
    return 'big5-hkscs'
  return looksCyrillic(sample) ? cyrillic(sample) : 'gb18030'
}

type Pairs = {
  readonly found: number
  readonly broken: number
  /** The share of pairs for which the test holds. */
  readonly share: (test: (lead: number, trail: number) => boolean) => number
}

function pairs(
  bytes: Uint8Array,
  valid: (lead: number, trail: number) => boolean,
  single: (byte: number) => boolean,
): Pairs {
  const found: (readonly [number, number])[] = []
  let broken = 0
  for (let at = 0; at < bytes.length; at++) {
    const lead = bytes[at] ?? 0
    if (lead < 0x80 || single(lead)) continue
    const trail = bytes[at + 1]
    if (trail === undefined) break
    if (valid(lead, trail)) {
      found.push([lead, trail])
      at++
    } else broken++
  }
  return {
    found: found.length,
    broken,
    share: test => found.filter(([lead, trail]) => test(lead, trail)).length / Math.max(1, found.length),
  }
}

function fits(shape: Pairs): boolean {
  return shape.found >= charactersAtLeast && shape.broken * 50 <= shape.found
}

function isHalfKana(byte: number): boolean {
  return byte >= 0xa1 && byte <= 0xdf
}

function never(): boolean {
  return false
}

/** Accented letters come one or two at a time beside ASCII letters; ideographs and Cyrillic words don't. */
function looksLatin(bytes: Uint8Array): boolean {
  let beside = 0
  let high = 0
  let run = 0
  for (let at = 0; at <= bytes.length; at++) {
    if ((bytes[at] ?? 0) >= 0x80) {
      run++
      continue
    }
    high += run
    if (run > 0 && run <= 2 && (isLetter(bytes[at]) || isLetter(bytes[at - run - 1]))) beside += run
    run = 0
  }
  return beside * 2 > high
}

/** Whole words of high bytes, in the range where both Cyrillic sets keep their letters. */
function looksCyrillic(bytes: Uint8Array): boolean {
  let letters = 0
  let high = 0
  for (const byte of bytes) {
    if (byte < 0x80) continue
    high++
    if (byte >= 0xc0) letters++
  }
  return high >= charactersAtLeast && letters * 10 > high * 9
}

/** In two-byte sets runs of high bytes have even length. */
function evenRuns(bytes: Uint8Array): boolean {
  let run = 0
  let odd = 0
  let runs = 0
  for (let at = 0; at <= bytes.length; at++) {
    if ((bytes[at] ?? 0) >= 0x80) {
      run++
      continue
    }
    if (run > 0) runs++
    if (run % 2 === 1) odd++
    run = 0
  }
  return odd * 10 <= runs
}

/** Small letters are the many: in windows-1251 they are the upper half, in KOI8-R the lower one. */
function cyrillic(bytes: Uint8Array): string {
  let upper = 0
  let lower = 0
  for (const byte of bytes) {
    if (byte >= 0xe0) upper++
    else if (byte >= 0xc0) lower++
  }
  return upper >= lower ? 'windows-1251' : 'koi8-r'
}

function isLetter(byte: number | undefined): boolean {
  return byte !== undefined && ((byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a))
}
