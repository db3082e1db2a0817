import { addressKey } from './address.ts'

/** The addresses that are ours. */
export type OwnAddresses = {
  readonly has: (address: string) => boolean
  /** The mailbox behind an address: without its `+tag`, and without the dots where they mean nothing. */
  readonly mailboxKey: (address: string) => string
}

/** Gmail delivers `a.b@` and `ab@` to one mailbox, under either name of its domain. */
const dotless = new Set(['gmail.com', 'googlemail.com'])

/** Knows own addresses by their mailbox, so that `anna+shop@…` is ours where `anna@…` is. */
export function createOwnAddresses(addresses: readonly string[]): OwnAddresses {
  const exact = new Set(addresses.map(addressKey))
  const mailboxes = new Set([...exact].filter(key => !key.includes('+')).map(mailboxKey))
  return {
    has: address => exact.has(addressKey(address)) || mailboxes.has(mailboxKey(address)),
    mailboxKey,
  }
}

function mailboxKey(address: string): string {
  const key = addressKey(address)
  const at = key.lastIndexOf('@')
  const domain = key.slice(at + 1)
  const tag = key.indexOf('+')
  const local = key.slice(0, tag > 0 && tag < at ? tag : at)
  return dotless.has(domain) ? `${local.replaceAll('.', '')}@gmail.com` : `${local}@${domain}`
}
