import { parse } from 'tldts'

const options = { extractHostname: false, allowPrivateDomains: true, detectSpecialUse: true } as const

/**
 * The part of a host name that its owner registered, by the public suffix list: `shop.co.uk` of `www.shop.co.uk`.
 *
 * Names below a hoster's suffix (`shop.github.io`) have owners of their own. A host that has no such part (an IP
 * address, `localhost`, a bare suffix) stands for itself. Lower case; Unicode or punycode as given.
 */
export function registrableDomain(host: string): string {
  const name = host.toLowerCase().replace(/\.$/, '')
  return parse(name, options).domain ?? name
}

/** Whether two hosts belong to one owner; Unicode and punycode must have been settled before. */
export function sameOwner(one: string, other: string): boolean {
  return registrableDomain(one) === registrableDomain(other)
}

/** Whether a host name ends in a suffix under which names are registered, so that it is no file name or version. */
export function hasPublicSuffix(host: string): boolean {
  const found = parse(host, options)
  return found.domain !== null && (found.isIcann || found.isPrivate || found.isSpecialUse) === true
}
