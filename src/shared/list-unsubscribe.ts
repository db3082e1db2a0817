import { headerValues } from './header-lines.ts'
import { parseMailto } from './mailto.ts'
import type { Unsubscribe } from './unsubscribe.ts'
import { parseUrl, type WebUrl } from './web-url.ts'

const addressesAtMost = 20
const addressLength = 2_000

/**
 * How to leave the list that sent a mail, from its header block; null where it names no way that can be trusted.
 *
 * One click needs an https address and `List-Unsubscribe-Post: List-Unsubscribe=One-Click` (RFC 8058 §3.1); then, in this
 * order, a page, an address to write to (RFC 2369 §3.2), a page without encryption. Of a header that appears twice the first
 * counts. RFC 8058 §4 also asks for a DKIM signature over both headers: signatures are not kept, so nothing is ever sent
 * without a click that names the host.
 */
export function readUnsubscribe(headers: string): Unsubscribe | null {
  const ways = bracketed(headerValues(headers, 'list-unsubscribe')[0] ?? '')
  const pages = ways.map(webPage).filter(url => url !== null)
  const secure = pages.find(url => url.protocol === 'https:')
  if (secure !== undefined) return { kind: allowsOneClick(headers) ? 'one-click' : 'page', ...shown(secure) }
  const mail = ways.map(mailWay).find(way => way !== null)
  if (mail !== undefined) return mail
  return pages[0] === undefined ? null : { kind: 'page', ...shown(pages[0]) }
}

function allowsOneClick(headers: string): boolean {
  const post = headerValues(headers, 'list-unsubscribe-post')[0] ?? ''
  return /^list-unsubscribe\s{0,5}=\s{0,5}one-click$/i.test(post.slice(0, 200).trim())
}

/** The addresses in angle brackets; white space inside them comes from folding (RFC 2369 §2). */
function bracketed(value: string): readonly string[] {
  const found: string[] = []
  for (let open = value.indexOf('<'); open >= 0 && found.length < addressesAtMost; ) {
    const close = value.indexOf('>', open)
    if (close < 0) break
    if (close - open <= addressLength) found.push(value.slice(open + 1, close).replace(/\s+/g, ''))
    open = value.indexOf('<', close)
  }
  return found
}

function webPage(way: string): WebUrl | null {
  const url = /^https?:\/\//i.test(way) ? parseUrl(way) : null
  return url !== null && url.username === '' && url.password === '' && url.hostname !== '' ? url : null
}

function mailWay(way: string): Unsubscribe | null {
  const mailto = parseMailto(way)
  const [address, ...others] = mailto?.to ?? []
  if (mailto === null || address === undefined || others.length > 0) return null
  return { kind: 'mail', address, subject: mailto.subject.slice(0, 200) || null }
}

function shown(url: WebUrl): { readonly url: string; readonly host: string } {
  return { url: url.href, host: url.host }
}
