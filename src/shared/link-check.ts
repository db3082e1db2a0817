import { claimedHosts, claimedMailAddress } from './claimed-host.ts'
import { knownBrands } from './known-brands.ts'
import { redirectTarget } from './link-redirect.ts'
import { hasMixedScripts, readsAs, skeleton } from './look-alike.ts'
import { parseMailto } from './mailto.ts'
import { toUnicodeHost } from './punycode.ts'
import { registrableDomain, sameOwner } from './registrable-domain.ts'
import { safeLine } from './safe-text.ts'
import { parseUrl, type WebUrl } from './web-url.ts'

/** A reason to look twice before a link is opened. */
export type LinkWarning =
  /** The text names another site, or another address, than the link leads to. */
  | { readonly kind: 'other-site'; readonly claimed: string; readonly real: string }
  /** A number stands in place of a name. */
  | { readonly kind: 'numeric-host' }
  /** What stands before the `@` looks like a site, or like a name and password; it is not where the link leads. */
  | { readonly kind: 'before-at'; readonly claimed: string }
  /** Letters of several alphabets in one name. */
  | { readonly kind: 'mixed-script'; readonly letters: string }
  /** Hard to tell from a name that is known. */
  | { readonly kind: 'look-alike'; readonly of: string }

/** What becomes of a link. */
export type LinkCheck = {
  readonly kind: 'web' | 'mail' | 'tel' | 'refused'
  /** What would be opened or copied, normalised; empty where it is refused. */
  readonly href: string
  /** The host as it goes on the wire (punycode stays visible), the mail address, or the telephone number. */
  readonly shown: string
  /** Where it ends: another host than `shown` where a known link-wrapping service goes on to it. */
  readonly destination: string
  readonly warnings: readonly LinkWarning[]
}

/** A link as it stands in a mail. */
export type LinkToCheck = {
  readonly href: string
  /** What a reader sees in its place; absent where it isn't known. */
  readonly text?: string | undefined
  /** Domains that the reader trusts, beside the most imitated ones: their look-alikes are named. */
  readonly known?: readonly string[] | undefined
}

/** A link that goes nowhere. */
export const refusedLink: LinkCheck = { kind: 'refused', href: '', shown: '', destination: '', warnings: [] }
const longestHref = 8_192

/**
 * Judges a link by the WHATWG parser alone: what is shown is what would be opened.
 *
 * http, https, mailto and tel pass; every other scheme is refused. A text that is the address itself, a part of the same
 * owner's domain, or plain words raise no warning.
 */
export function checkLink(link: LinkToCheck): LinkCheck {
  const url = link.href.length > longestHref ? null : parseUrl(link.href)
  switch (url?.protocol) {
    case 'https:':
    case 'http:':
      return url.hostname === '' ? refusedLink : checkWeb(url, link)
    case 'mailto:':
      return checkMail(url.href, link.text ?? '')
    case 'tel:':
      return checkTelephone(url.pathname)
    default:
      return refusedLink
  }
}

function checkWeb(url: WebUrl, link: LinkToCheck): LinkCheck {
  const text = link.text ?? ''
  const warnings: LinkWarning[] = []
  const before = userOf(url)
  url.username = ''
  url.password = ''
  const target = redirectTarget(url)
  const claimed = claimedHosts(text).find(
    host => !sameOwner(host, url.hostname) && !(target !== null && sameOwner(host, target.hostname)),
  )
  if (claimed !== undefined) warnings.push({ kind: 'other-site', claimed, real: url.host })
  if (before !== '') warnings.push({ kind: 'before-at', claimed: before })
  if (isNumeric(url.hostname) && !text.includes(url.hostname)) warnings.push({ kind: 'numeric-host' })
  const destination = target ?? url
  if (target !== null && isNumeric(target.hostname)) warnings.push({ kind: 'numeric-host' })
  warnings.push(...nameWarnings(destination.hostname, link.known ?? []))
  return { kind: 'web', href: url.href, shown: url.host, destination: destination.host, warnings }
}

function checkMail(href: string, text: string): LinkCheck {
  const to = parseMailto(href)?.to ?? []
  const first = to[0]
  if (first === undefined || to.length > 20) return refusedLink
  const claimed = claimedMailAddress(text)
  const isOther = claimed !== null && !to.some(address => address.toLowerCase() === claimed)
  const shown = to.join(', ')
  return {
    kind: 'mail',
    href: `mailto:${to.map(address => encodeURIComponent(address).replaceAll('%40', '@')).join(',')}`,
    shown,
    destination: shown,
    warnings: isOther ? [{ kind: 'other-site', claimed, real: shown }] : [],
  }
}

function checkTelephone(path: string): LinkCheck {
  const shown = decoded(path)
  if (!/^\+?[\d\s().-]{2,40}(?:;[\w=.+-]{1,60})?$/.test(shown)) return refusedLink
  return { kind: 'tel', href: `tel:${path}`, shown, destination: shown, warnings: [] }
}

/** Warnings about a host name itself, whatever text stands over it. */
function nameWarnings(host: string, known: readonly string[]): readonly LinkWarning[] {
  const letters = toUnicodeHost(host)
  if (hasMixedScripts(host)) return [{ kind: 'mixed-script', letters: safeLine(letters) }]
  const reading = readsAs(host)
  if (reading !== null) return [{ kind: 'look-alike', of: reading }]
  const of = lookAlikeOf(letters.toLowerCase(), [...known, ...knownBrands])
  return of === null ? [] : [{ kind: 'look-alike', of }]
}

/** The known domain that a host is easily taken for: same shape (`paypa1.com`), or its name put before (`paypal.com.x.example`). */
function lookAlikeOf(host: string, known: readonly string[]): string | null {
  const own = registrableDomain(host)
  if (known.includes(own)) return null
  const shape = skeleton(own)
  const label = own.split('.', 1)[0] ?? ''
  const labelShape = skeleton(label)
  for (const domain of known) {
    if (shape === skeleton(domain)) return domain
    const name = domain.split('.', 1)[0] ?? ''
    if (name.length > 4 && label !== name && labelShape === name) return domain
    if (label !== name && `.${host}`.replaceAll('-', '.').includes(`.${domain}.`)) return domain
  }
  return null
}

function isNumeric(host: string): boolean {
  return /^(?:\d+\.){3}\d+$/.test(host) || host.startsWith('[')
}

function userOf(url: WebUrl): string {
  return safeLine(decoded(url.username === '' ? url.password : url.username))
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
