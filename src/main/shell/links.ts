/** What may become of a link's address. */
export type LinkJudgement =
  | { readonly kind: 'web'; readonly href: string; readonly shown: string }
  | { readonly kind: 'mail'; readonly href: string; readonly shown: string }
  | { readonly kind: 'refused' }

/**
 * Judges a link by the WHATWG parser alone: what is shown is what would be opened.
 *
 * `shown` is the host as it goes on the wire (punycode stays visible), or the mail address.
 */
export function judgeLink(address: string): LinkJudgement {
  let url: URL
  try {
    url = new URL(address)
  } catch {
    return { kind: 'refused' }
  }
  if (url.protocol === 'mailto:') {
    const shown = decodeAddress(url.pathname)
    return shown === null ? { kind: 'refused' } : { kind: 'mail', href: `mailto:${url.pathname}`, shown }
  }
  if ((url.protocol !== 'https:' && url.protocol !== 'http:') || url.host === '') return { kind: 'refused' }
  url.username = ''
  url.password = ''
  return { kind: 'web', href: url.href, shown: url.host }
}

function decodeAddress(path: string): string | null {
  try {
    const text = decodeURIComponent(path)
    return /^[^\s\p{C}<>"]{1,254}$/u.test(text) ? text : null
  } catch {
    return null
  }
}
