import type { AuthenticationVerdict } from './trust.ts'

/** One method's result, e.g. `dkim=pass header.d=lund.example`. */
export type MethodResult = {
  /** Lower case, without a version. */
  readonly method: string
  /** Lower case. */
  readonly result: string
  /** Properties by lower-case name (`header.d`, `smtp.mailfrom` …). */
  readonly properties: Readonly<Record<string, string>>
}

/** An Authentication-Results field, read. Whether to believe it is another question. */
export type AuthenticationResults = {
  /** The authserv-id, lower case; empty where the field begins with a result, as Microsoft's do. */
  readonly server: string
  readonly results: readonly MethodResult[]
}

const longest = 16_384
const mostResults = 50

/**
 * The value of an Authentication-Results field (RFC 8601 §2.2), unfolded; null where it has no such form.
 *
 * Comments may hold anything and are left out first: a `dkim=pass` in one counts for nothing.
 */
export function readAuthenticationResults(value: string): AuthenticationResults | null {
  const parts = splitParts(value.slice(0, longest))
  const head = (parts[0] ?? '').trim()
  const isResult = /^[\w-]+\s*=/.test(head)
  const server = isResult ? '' : (/^"?([\w.:[\]-]{1,253})"?(?:\s+\d+)?$/.exec(head)?.[1] ?? null)
  if (server === null) return null
  const results = parts.slice(isResult ? 0 : 1, mostResults).flatMap(part => readResult(part) ?? [])
  return { server: server.toLowerCase(), results }
}

function readResult(part: string): MethodResult | null {
  const words = part.replace(/\s+/g, ' ').replaceAll(' =', '=').replaceAll('= ', '=').split(' ')
  const pairs = words.flatMap(word => {
    const equals = word.indexOf('=')
    return equals < 1
      ? []
      : [[word.slice(0, equals).toLowerCase(), word.slice(equals + 1).replaceAll('"', '')] as const]
  })
  const [first, ...rest] = pairs
  if (first === undefined || words.find(word => word !== '')?.includes('=') !== true) return null
  const [method = ''] = first[0].split('/')
  return { method, result: first[1].toLowerCase(), properties: Object.fromEntries(rest) }
}

/** The parts between semicolons, without comments; both may be quoted. */
function splitParts(value: string): readonly string[] {
  const parts: string[] = []
  let part = ''
  let depth = 0
  let quoted = false
  for (let at = 0; at < value.length; at += 1) {
    const character = value.charAt(at)
    if (character === '\\' && (quoted || depth > 0)) at += 1
    else if (depth > 0) depth += character === '(' ? 1 : character === ')' ? -1 : 0
    else if (character === '"') {
      quoted = !quoted
      part += character
    } else if (quoted) part += character
    else if (character === '(') {
      depth = 1
      part += ' '
    } else if (character === ';') {
      parts.push(part)
      part = ''
    } else part += character
  }
  // What an open comment or quote swallowed must not come back as a result.
  return depth > 0 || quoted ? parts : [...parts, part]
}

/** What a method came to over all its results: one pass is enough, because a mail may bear several signatures. */
export function verdictOf(results: readonly MethodResult[], method: string): AuthenticationVerdict {
  const own = results.filter(one => one.method === method).map(one => one.result)
  if (own.some(result => result === 'pass' || result === 'bestguesspass')) return 'pass'
  return own.some(result => result === 'fail' || result === 'hardfail') ? 'fail' : 'none'
}

/** The domains whose DKIM signatures held, lower case, in order. */
export function signers(results: readonly MethodResult[]): readonly string[] {
  return results.flatMap(({ method, result, properties }) => {
    if (method !== 'dkim' || result !== 'pass') return []
    const domain = properties['header.d'] ?? properties['header.i']?.split('@').at(-1) ?? ''
    return /^[\p{L}\p{N}.-]+$/u.test(domain) ? [domain.toLowerCase()] : []
  })
}
