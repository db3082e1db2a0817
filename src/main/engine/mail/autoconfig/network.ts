import { Resolver } from 'node:dns/promises'
import { request } from 'node:https'
import { secondMs } from '#shared/time.ts'

/** A record of RFC 2782. */
export type SrvRecord = {
  readonly name: string
  readonly port: number
  readonly priority: number
  readonly weight: number
}

/** The questions that finding settings asks of the network; each throws or answers in a few seconds. */
export type DiscoveryNetwork = {
  readonly fetchText: (url: string, options: { readonly signal: AbortSignal }) => Promise<string>
  readonly resolveMx: (
    domain: string,
  ) => Promise<readonly { readonly exchange: string; readonly priority: number }[]>
  readonly resolveSrv: (name: string) => Promise<readonly SrvRecord[]>
  /** Whether the host has an address. */
  readonly exists: (host: string) => Promise<boolean>
}

const dnsTimeoutMs = 2 * secondMs
const textBytesAtMost = 200_000
const redirectsAtMost = 3

/** The real network: the system's DNS servers, and https alone. */
export const discoveryNetwork: DiscoveryNetwork = {
  fetchText: (url, { signal }) => fetchText(new URL(url), signal, 0),
  resolveMx: domain => resolver().resolveMx(domain),
  resolveSrv: name => resolver().resolveSrv(name),
  exists: async host => {
    const [four, six] = await Promise.allSettled([resolver().resolve4(host), resolver().resolve6(host)])
    return four.status === 'fulfilled' || six.status === 'fulfilled'
  },
}

const resolver = () => new Resolver({ timeout: dnsTimeoutMs, tries: 1 })

async function fetchText(url: URL, signal: AbortSignal, redirects: number): Promise<string> {
  if (url.protocol !== 'https:') throw new Error('https only')
  const answer = await get(url, signal)
  if (typeof answer === 'string') return answer
  if (redirects === redirectsAtMost) throw new Error('too many redirects')
  return fetchText(new URL(answer.location, url), signal, redirects + 1)
}

function get(url: URL, signal: AbortSignal): Promise<string | { readonly location: string }> {
  return new Promise((resolve, reject) => {
    const asking = request(
      url,
      { agent: false, headers: { accept: 'application/xml,text/xml' }, signal },
      response => {
        const status = response.statusCode ?? 0
        const { location } = response.headers
        if (status !== 200) {
          response.destroy()
          if (status >= 300 && status < 400 && location !== undefined) resolve({ location })
          else reject(new Error(`status ${status}`))
          return
        }
        let text = ''
        response.setEncoding('utf8')
        response.on('data', (chunk: string) => {
          text += chunk
          if (text.length > textBytesAtMost) response.destroy(new Error('too large'))
        })
        response.on('end', () => resolve(text))
        response.on('error', reject)
      },
    )
    asking.on('error', reject)
    asking.end()
  })
}
