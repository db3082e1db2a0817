import { XMLParser } from 'fast-xml-parser'
import type { ServerSettings } from '#shared/account.ts'

/** What an autoconfig file proposes, its placeholders filled. */
export type AutoconfigResult = {
  readonly provider: string | null
  readonly imap: ServerSettings
  readonly smtp: ServerSettings
  readonly oauthOnly: boolean
}

/** Entities stay unread: no DTD of a stranger's is worth a bomb. */
const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '@', processEntities: false })

/**
 * Reads Mozilla's autoconfig format, version 1.1; null where it offers no encrypted IMAP and SMTP.
 *
 * Placeholders %EMAILADDRESS%, %EMAILLOCALPART% and %EMAILDOMAIN% are filled. Plain-text servers are passed over.
 */
export function readConfigXml(xml: string, address: string): AutoconfigResult | null {
  const found = children(field(parse(xml), 'clientConfig'), 'emailProvider')[0]
  if (found === undefined) return null
  const imap = bestServer(children(found, 'incomingServer'), 'imap', address)
  const smtp = bestServer(children(found, 'outgoingServer'), 'smtp', address)
  if (imap === null || smtp === null) return null
  return {
    provider: text(found, 'displayName'),
    imap: imap.settings,
    smtp: smtp.settings,
    oauthOnly: imap.oauthOnly && smtp.oauthOnly,
  }
}

function parse(xml: string): unknown {
  try {
    return parser.parse(xml)
  } catch {
    return null
  }
}

/** The first with implicit TLS, else the first with STARTTLS (RFC 8314 §3). */
function bestServer(candidates: readonly unknown[], type: 'imap' | 'smtp', address: string) {
  const servers = candidates.filter(candidate => text(candidate, '@type') === type)
  const secured = (way: string) =>
    servers.find(candidate => text(candidate, 'socketType')?.toUpperCase() === way)
  const withTls = secured('SSL')
  const chosen = withTls ?? secured('STARTTLS')
  if (chosen === undefined) return null
  const host = fill(text(chosen, 'hostname') ?? '', address).toLowerCase()
  const port = Number(text(chosen, 'port'))
  if (!/^[a-z0-9.-]{1,253}$/.test(host) || !Number.isInteger(port) || port < 1 || port > 65_535) return null
  const security = chosen === withTls ? ('tls' as const) : ('starttls' as const)
  const user = fill(text(chosen, 'username') ?? '%EMAILADDRESS%', address)
  const ways = children(chosen, 'authentication')
  const oauthOnly = ways.length > 0 && ways.every(way => way === 'OAuth2')
  return { settings: { host, port, security, user }, oauthOnly }
}

/** What an element holds under a name; undefined where it is no element or holds nothing. */
function field(element: unknown, name: string): unknown {
  if (typeof element !== 'object' || element === null || !Object.hasOwn(element, name)) return undefined
  return (element as Readonly<Record<string, unknown>>)[name]
}

/** The parser gives one child as itself, several as a list. */
function children(element: unknown, name: string): readonly unknown[] {
  const value = field(element, name)
  if (value === undefined) return []
  return Array.isArray(value) ? value : [value]
}

/** Text of the first child of this name; numbers come as numbers. */
function text(element: unknown, name: string): string | null {
  const [value] = children(element, name)
  return typeof value === 'string' || typeof value === 'number' ? String(value) : null
}

function fill(template: string, address: string): string {
  const at = address.lastIndexOf('@')
  return template
    .replaceAll('%EMAILADDRESS%', () => address)
    .replaceAll('%EMAILLOCALPART%', () => address.slice(0, at))
    .replaceAll('%EMAILDOMAIN%', () => address.slice(at + 1))
    .trim()
}
