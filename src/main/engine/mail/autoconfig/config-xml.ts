import { XMLParser } from 'fast-xml-parser'
import { z } from 'zod'
import type { ServerSettings } from '#shared/account.ts'

/** What an autoconfig file proposes, its placeholders filled. */
export type AutoconfigResult = {
  readonly provider: string | null
  readonly imap: ServerSettings
  readonly smtp: ServerSettings
  readonly oauthOnly: boolean
}

const list = <T extends z.ZodType>(item: T) =>
  z.preprocess(value => (value === undefined ? [] : Array.isArray(value) ? value : [value]), z.array(item))
const text = z.union([z.string(), z.number()]).transform(String)

const server = z.object({
  '@type': text,
  hostname: text,
  port: z.coerce.number().int().min(1).max(65_535),
  socketType: text,
  username: text.optional(),
  authentication: list(text),
})
const config = z.object({
  clientConfig: z.object({
    emailProvider: list(
      z.object({
        displayName: text.optional(),
        incomingServer: list(z.unknown()),
        outgoingServer: list(z.unknown()),
      }),
    ),
  }),
})

/** Entities stay unread: no DTD of a stranger's is worth a bomb. */
const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '@', processEntities: false })

/**
 * Reads Mozilla's autoconfig format, version 1.1; null where it offers no encrypted IMAP and SMTP.
 *
 * Placeholders %EMAILADDRESS%, %EMAILLOCALPART% and %EMAILDOMAIN% are filled. Plain-text servers are passed over.
 */
export function readConfigXml(xml: string, address: string): AutoconfigResult | null {
  const parsed = config.safeParse(parse(xml))
  const found = parsed.success ? parsed.data.clientConfig.emailProvider[0] : undefined
  if (found === undefined) return null
  const imap = bestServer(found.incomingServer, 'imap', address)
  const smtp = bestServer(found.outgoingServer, 'smtp', address)
  if (imap === null || smtp === null) return null
  return {
    provider: found.displayName ?? null,
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
  const servers = candidates.flatMap(candidate => {
    const parsed = server.safeParse(candidate)
    return parsed.success && parsed.data['@type'] === type ? [parsed.data] : []
  })
  const withTls = servers.find(candidate => candidate.socketType.toUpperCase() === 'SSL')
  const chosen = withTls ?? servers.find(candidate => candidate.socketType.toUpperCase() === 'STARTTLS')
  if (chosen === undefined) return null
  const host = fill(chosen.hostname, address).toLowerCase()
  if (!/^[a-z0-9.-]{1,253}$/.test(host)) return null
  const security = chosen === withTls ? ('tls' as const) : ('starttls' as const)
  const user = fill(chosen.username ?? '%EMAILADDRESS%', address)
  const oauthOnly = chosen.authentication.length > 0 && chosen.authentication.every(way => way === 'OAuth2')
  return { settings: { host, port: chosen.port, security, user }, oauthOnly }
}

function fill(template: string, address: string): string {
  const at = address.lastIndexOf('@')
  return template
    .replaceAll('%EMAILADDRESS%', () => address)
    .replaceAll('%EMAILLOCALPART%', () => address.slice(0, at))
    .replaceAll('%EMAILDOMAIN%', () => address.slice(at + 1))
    .trim()
}
