import { parseUrl, type WebUrl } from './web-url.ts'

/** Services that put themselves before every link of a mail, and the parameter that names where they go on to. */
const services: readonly { readonly host: RegExp; readonly path?: RegExp; readonly parameter: string }[] = [
  { host: /(?:^|\.)safelinks\.protection\.outlook\.com$/, parameter: 'url' },
  { host: /^(?:www\.)?google\.[a-z.]{2,6}$/, path: /^\/url$/, parameter: 'q' },
  { host: /^(?:www\.)?google\.[a-z.]{2,6}$/, path: /^\/url$/, parameter: 'url' },
  { host: /^lm?\.facebook\.com$/, path: /^\/l\.php$/, parameter: 'u' },
  { host: /^(?:www\.)?youtube\.com$/, path: /^\/redirect$/, parameter: 'q' },
  { host: /^linkprotect\.cudasvc\.com$/, parameter: 'a' },
  { host: /^deref-(?:gmx|web-02|mail|1und1)\.[a-z.]{2,6}$/, parameter: 'redirectUrl' },
]

/**
 * Where a known link-wrapping service goes on to, or null for every other address.
 *
 * Mail filters of companies rewrite all links in this way; without this, each of them would look like a lie. Only
 * services that really go where their address says are known here: a sender's own click counter proves nothing.
 */
export function redirectTarget(url: WebUrl): WebUrl | null {
  const proofpoint = proofpointTarget(url)
  if (proofpoint !== null) return parse(proofpoint)
  for (const { host, path, parameter } of services) {
    if (!host.test(url.hostname) || (path !== undefined && !path.test(url.pathname))) continue
    const target = parse(url.searchParams.get(parameter) ?? '')
    if (target !== null) return target
  }
  return null
}

/** `urldefense.com/v3/__https://…__;…` as it stands, and the older `v2` with `-3A` for `%3A` and `_` for `/`. */
function proofpointTarget(url: WebUrl): string | null {
  if (!/(?:^|\.)urldefense(?:\.proofpoint)?\.com$/.test(url.hostname)) return null
  const third = /^\/v3\/__(.+?)__;/.exec(url.pathname)?.[1]
  if (third !== undefined) return third.replace(/^(https?:\/)(?!\/)/, '$1/')
  const second = url.searchParams.get('u')
  if (second === null || !url.pathname.startsWith('/v2')) return null
  try {
    return decodeURIComponent(second.replaceAll('-', '%').replaceAll('_', '/'))
  } catch {
    return null
  }
}

function parse(address: string): WebUrl | null {
  const url = parseUrl(address)
  return url?.protocol === 'https:' || url?.protocol === 'http:' ? url : null
}
