import type { ServerSettings } from '#shared/account.ts'
import type { DiscoveryNetwork, SrvRecord } from './network.ts'

/**
 * Servers that a domain names in DNS (RFC 6186 §3, RFC 8314 §5.1); null where it names no pair.
 *
 * Implicit TLS before STARTTLS; the lowest priority, then the greatest weight. A target of `.` says that there is none.
 */
export async function findSrv(
  address: string,
  domain: string,
  network: Pick<DiscoveryNetwork, 'resolveSrv'>,
): Promise<{ readonly imap: ServerSettings; readonly smtp: ServerSettings } | null> {
  const ask = async (service: string): Promise<SrvRecord | null> => {
    try {
      return best(await network.resolveSrv(`_${service}._tcp.${domain}`))
    } catch {
      return null
    }
  }
  const [imaps, imap, submissions, submission] = await Promise.all(
    ['imaps', 'imap', 'submissions', 'submission'].map(ask),
  )
  const server = (
    secure: SrvRecord | null | undefined,
    upgrade: SrvRecord | null | undefined,
  ): ServerSettings | null => {
    const record = secure ?? upgrade
    if (!record) return null
    return {
      host: record.name.replace(/\.$/, '').toLowerCase(),
      port: record.port,
      security: secure ? 'tls' : 'starttls',
      user: address,
    }
  }
  const reading = server(imaps, imap)
  const sending = server(submissions, submission)
  return reading === null || sending === null ? null : { imap: reading, smtp: sending }
}

function best(records: readonly SrvRecord[]): SrvRecord | null {
  const usable = records.filter(record => record.name !== '' && record.name !== '.')
  return [...usable].sort((a, b) => a.priority - b.priority || b.weight - a.weight)[0] ?? null
}
