import { lookup } from 'node:dns/promises'
import { isIPv6, type LookupFunction } from 'node:net'
import { AppError } from '#shared/errors.ts'
import { isPublicAddress } from './public-address.ts'

/** Finds all addresses of a host. */
export type Resolve = (host: string) => Promise<readonly string[]>

/** What decides where may be connected to; anything but the defaults is for tests. */
export type HostChecks = {
  readonly mayConnect?: (address: string) => boolean
  readonly resolve?: Resolve
}

/**
 * Creates the check before each connection to a host that a mail names: resolves it, and refuses it when any of its
 * addresses isn't public. What it answers is the address to connect to, with {@link lookupOf}.
 *
 * The promise rejects with AppError `blocked` or `host-not-found`.
 */
export function createHostCheck(checks: HostChecks): (url: URL) => Promise<string> {
  const { resolve = resolveHost, mayConnect = isPublicAddress } = checks
  return async url => {
    const addresses = await resolve(url.hostname.replace(/^\[|\]$/g, ''))
    const [first] = addresses
    if (first === undefined) throw new AppError('host-not-found')
    if (!addresses.every(mayConnect)) throw new AppError('blocked', 'private address')
    return first
  }
}

/** Node's lookup that always answers the address that was checked, whatever the name says a moment later. */
export function lookupOf(address: string): LookupFunction {
  const family = isIPv6(address) ? 6 : 4
  return (_host, { all }, done) => (all ? done(null, [{ address, family }]) : done(null, address, family))
}

async function resolveHost(host: string): Promise<readonly string[]> {
  return (await lookup(host, { all: true })).map(entry => entry.address)
}
