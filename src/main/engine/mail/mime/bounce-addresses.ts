/** An address inside a line of text, with where it stands. */
export type FoundAddress = { readonly address: string; readonly start: number; readonly end: number }

/** RFC 5321 §4.5.3.1, and some room for what old gateways wrote. */
const localLength = 128
const domainLength = 255
/** A line names a few recipients; more are a list that no report writes in one line. */
const perLine = 20

const notLocal = /[@\s<>()[\],;:"'`|\\\u0000-\u001f]/
const notDomain = /[^\p{L}\p{N}.\-_]/u

/**
 * The mail addresses in a line of a report, in order.
 *
 * Domains without a dot count: mail servers tell of their own hosts like that. One pass with a bounded look to both sides.
 */
export function addressesIn(line: string, atMost = perLine): readonly FoundAddress[] {
  const found: FoundAddress[] = []
  for (let at = line.indexOf('@'); at >= 0 && found.length < atMost; at = line.indexOf('@', at + 1)) {
    const start = localStart(line, at)
    let end = at + 1
    while (end < line.length && end - at <= domainLength && !notDomain.test(line[end] ?? '')) end++
    while (end > at + 1 && /[.\-_]/.test(line[end - 1] ?? '')) end--
    if (start === at || end === at + 1) continue
    found.push({ address: line.slice(start, end), start, end })
  }
  return found
}

function localStart(line: string, at: number): number {
  if (line[at - 1] === '"') {
    const open = line.lastIndexOf('"', at - 2)
    return open >= 0 && at - open <= localLength ? open : at
  }
  let start = at
  while (start > 0 && at - start < localLength && !notLocal.test(line[start - 1] ?? ' ')) start--
  // X.400 gateways and VERP-like prefixes: `dda:SMTP=kim@shop.example`.
  const prefix = /^(?:smtp|rfc822|address|email|to)=/i.exec(line.slice(start, at))?.[0].length ?? 0
  start += prefix
  while (start < at && /[.=*/]/.test(line[start] ?? '')) start++
  return start
}

/** The address of a field of RFC 3464 (`rfc822; <kim@shop.example>`), or null where it names no mailbox. */
export function fieldAddress(value: string | undefined): string | null {
  if (value === undefined) return null
  return addressesIn(value)[0]?.address ?? null
}
