import { BlockList, isIPv4, isIPv6 } from 'node:net'

/** IANA special-purpose registries (RFC 6890 and its updates), multicast, and what is reserved: never the public web. */
const special4: readonly (readonly [string, number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10], // carrier-grade NAT, RFC 6598
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
]

/** Only 2000::/3 is global unicast; of it, what tunnels to IPv4 or is set apart stays out too. */
const special6: readonly (readonly [string, number])[] = [
  ['::', 3], // ::, ::1, IPv4-compatible, IPv4-mapped, 64:ff9b::/96, 100::/64
  ['4000::', 2],
  ['8000::', 1], // fc00::/7, fe80::/10, fec0::/10, ff00::/8
  ['2001::', 23], // Teredo, ORCHID and other protocol assignments
  ['2001:db8::', 32],
  ['2002::', 16], // 6to4
  ['3fff::', 20],
]

// Two lists: a shared one matches IPv4 against IPv6 rules as ::ffff:a.b.c.d.
const blocked4 = new BlockList()
for (const [network, bits] of special4) blocked4.addSubnet(network, bits, 'ipv4')
const blocked6 = new BlockList()
for (const [network, bits] of special6) blocked6.addSubnet(network, bits, 'ipv6')

/**
 * Whether an IP address belongs to the public internet.
 *
 * Loopback, private, link-local, shared, multicast and reserved addresses don't, nor does any IPv6 form that embeds an
 * IPv4 address: the public web is reached by plain IPv4 or by global unicast IPv6.
 */
export function isPublicAddress(address: string): boolean {
  if (isIPv4(address)) return !blocked4.check(address, 'ipv4')
  if (isIPv6(address)) return !address.includes('%') && !blocked6.check(address, 'ipv6')
  return false
}
