import { hasPublicSuffix } from './registrable-domain.ts'
import { safeLine } from './safe-text.ts'
import { parseUrl } from './web-url.ts'

const webAddress = /(?:https?:\/\/|\bwww\.)[^\s<>"'(){}|«»“”]+/giu
const bareName = /^[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+(?::\d+)?(?:[/?#]\S*)?$/u
const mailAddress = /^[^\s@<>()"]+@([^\s@<>()",;]+)$/u
/** Endings of files that are suffixes of the domain name system as well: `readme.md` is not a host. */
const fileEnding = /^[^.]+\.(?:zip|mov|md|py|rs|sh|ps|pl|so|cc|cpp|app|pub|ps1|doc|rip)$/i
const longestText = 2_000
const mostClaims = 10

/**
 * The hosts that a link's text says it leads to, as they go on the wire (punycode); none where the text is words.
 *
 * A text claims a host where it holds a web address, or is nothing but a domain name. Words that merely hold a name
 * (`Offers from brand.example today`) claim nothing: newsletters are full of them, and readers don't take them for
 * addresses. An address cut short within its host claims nothing either.
 */
export function claimedHosts(text: string): readonly string[] {
  const line = plainLine(text)
  if (!line.includes('.') && !line.includes('://')) return []
  const found = [...line.matchAll(webAddress)].slice(0, mostClaims).map(([address]) => address)
  const bare = line.replace(/^[\s([<{"'«“]+|[\s)\]>}"'»”.,;:!?]+$/gu, '')
  if (found.length === 0 && bareName.test(bare) && !fileEnding.test(bare)) {
    const host = hostOf(`https://${bare}`)
    return host !== null && hasPublicSuffix(host) ? [host] : []
  }
  return found.flatMap(address => {
    const whole = address.replace(/[.,;:!?\])>]+$/u, match => (match.includes('...') ? '…' : ''))
    const authority = whole.replace(/^https?:\/\//iu, '').split(/[/?#]/u, 1)[0] ?? ''
    if (authority.includes('…') || authority === '') return []
    return hostOf(/^https?:/iu.test(whole) ? whole : `https://${whole}`) ?? []
  })
}

/** The domain of the mail address that a link's text is, or null where it isn't one. */
export function claimedMailAddress(text: string): string | null {
  const line = plainLine(text).replace(/^mailto:/i, '')
  return mailAddress.test(line) ? line.toLowerCase() : null
}

/** One line in which signs that pass for those of an address are these signs. */
function plainLine(text: string): string {
  return safeLine(text.slice(0, longestText).normalize('NFKC'))
    .replace(/[\u3002\u06d4\ua4f8]/g, '.')
    .replace(/[\u2044\u2215\u29f8\u2571\u30ce]/g, '/')
    .replace(/[\u2236\ua789\u02d0\u0589]/g, ':')
}

function hostOf(address: string): string | null {
  return parseUrl(address)?.hostname ?? null
}
