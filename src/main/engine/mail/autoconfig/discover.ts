import { domainToASCII } from 'node:url'
import type { Discovery, ServerSettings } from '#shared/account.ts'
import { AppError } from '#shared/errors.ts'
import { sameOwner } from '#shared/registrable-domain.ts'
import { secondMs } from '#shared/time.ts'
import { readConfigXml } from './config-xml.ts'
import { knownProviders, type Provider } from './known-providers.ts'
import { type DiscoveryNetwork, discoveryNetwork } from './network.ts'
import { findSrv } from './srv.ts'

/** Proposes settings for an address. */
export type Discover = (
  address: string,
  options: { readonly signal: AbortSignal },
) => Promise<readonly Discovery[]>

const deadlineMs = 5 * secondMs

/**
 * Finds settings for an address: the bundled list, then all at once MX, autoconfig over https and SRV, and guesses last.
 *
 * The answer is ranked, best first, and never empty: offline it is the bundled list or a guess. Nothing secret leaves;
 * `otherDomain` marks hosts of another owner than the address's, to be shown before a password is sent.
 */
export function createDiscover(network: DiscoveryNetwork = discoveryNetwork): Discover {
  return async (address, { signal }) => {
    const domain = domainToASCII(address.slice(address.lastIndexOf('@') + 1).toLowerCase())
    if (domain === '') throw new AppError('invalid-request', 'address')
    const own = knownProviders.find(provider => provider.domains.includes(domain))
    if (own !== undefined) return [fromProvider(own, address, false)]

    const limited = AbortSignal.any([signal, AbortSignal.timeout(deadlineMs)])
    const until = <T>(work: Promise<T>, otherwise: T) => withFallback(work, otherwise, limited)
    const [byMx, byConfig, bySrv, guesses] = await Promise.all([
      until(findByMx(domain, network), null),
      until(findConfig(address, domain, network, limited), null),
      until(findSrv(address, domain, network), null),
      until(guess(address, domain, network), [guessed(address, domain, 'imap', 'smtp')]),
    ])
    if (signal.aborted) throw new AppError('cancelled')
    const found: Discovery[] = []
    if (byMx !== null) found.push(fromProvider(byMx, address, true))
    if (byConfig !== null) {
      const { imap, smtp, provider, oauthOnly } = byConfig
      found.push(
        discovery('autoconfig', domain, { provider, imap, smtp, note: oauthOnly ? 'oauth-only' : null }),
      )
    }
    if (bySrv !== null) found.push(discovery('srv', domain, { provider: null, ...bySrv, note: null }))
    return distinct(found.length > 0 ? found : guesses)
  }
}

function fromProvider(provider: Provider, address: string, flagOthers: boolean): Discovery {
  const local = address.slice(0, address.lastIndexOf('@'))
  const domain = address.slice(address.lastIndexOf('@') + 1)
  const imap = { ...provider.imap, user: provider.localUser === 'none' ? address : local }
  const smtp = { ...provider.smtp, user: provider.localUser === 'both' ? local : address }
  const found = discovery('known-provider', domain, {
    provider: provider.name,
    imap,
    smtp,
    note: provider.note,
  })
  return flagOthers ? found : { ...found, otherDomain: false }
}

async function findByMx(domain: string, network: DiscoveryNetwork): Promise<Provider | null> {
  const records = [...(await network.resolveMx(domain))].sort((a, b) => a.priority - b.priority)
  for (const { exchange } of records) {
    const host = exchange.toLowerCase().replace(/\.$/, '')
    const found = knownProviders.find(({ mx }) => mx.some(end => host === end || host.endsWith(`.${end}`)))
    if (found !== undefined) return found
  }
  return null
}

async function findConfig(address: string, domain: string, network: DiscoveryNetwork, signal: AbortSignal) {
  const places = [
    `https://autoconfig.${domain}/mail/config-v1.1.xml`,
    `https://${domain}/.well-known/autoconfig/mail/config-v1.1.xml`,
  ]
  const results = await Promise.all(
    places.map(place =>
      network.fetchText(place, { signal }).then(
        xml => readConfigXml(xml, address),
        () => null,
      ),
    ),
  )
  return results.find(result => result !== null) ?? null
}

/** The usual names, those that exist first. */
async function guess(
  address: string,
  domain: string,
  network: DiscoveryNetwork,
): Promise<readonly Discovery[]> {
  const pairs = [
    ['imap', 'smtp'],
    ['mail', 'mail'],
  ] as const
  const exist = await Promise.all(
    pairs.map(([imap]) => network.exists(`${imap}.${domain}`).catch(() => false)),
  )
  const existing = pairs.filter((_pair, index) => exist[index])
  return (existing.length > 0 ? existing : pairs).map(([imap, smtp]) => guessed(address, domain, imap, smtp))
}

function guessed(address: string, domain: string, imap: string, smtp: string): Discovery {
  const server = (name: string, port: number): ServerSettings => ({
    host: `${name}.${domain}`,
    port,
    security: 'tls',
    user: address,
  })
  return discovery('guess', domain, {
    provider: null,
    imap: server(imap, 993),
    smtp: server(smtp, 465),
    note: null,
  })
}

function discovery(
  source: Discovery['source'],
  domain: string,
  found: Pick<Discovery, 'provider' | 'imap' | 'smtp' | 'note'>,
): Discovery {
  const otherDomain = [found.imap, found.smtp].some(server => !sameOwner(server.host, domain))
  return { source, ...found, otherDomain }
}

function distinct(found: readonly Discovery[]): readonly Discovery[] {
  const keyOf = ({ imap, smtp }: Discovery) =>
    [imap, smtp].map(({ host, port }) => `${host}:${port}`).join(' ')
  return found.filter((entry, index) => found.findIndex(other => keyOf(other) === keyOf(entry)) === index)
}

/** What fails or takes too long counts as not found: somebody waits at a form. */
function withFallback<T>(work: Promise<T>, otherwise: T, signal: AbortSignal): Promise<T> {
  return new Promise(resolve => {
    const giveUp = () => resolve(otherwise)
    if (signal.aborted) giveUp()
    else signal.addEventListener('abort', giveUp, { once: true })
    work.then(resolve, giveUp)
  })
}
