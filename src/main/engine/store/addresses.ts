import type { EmailAddress } from '#shared/address.ts'

/** The address headers of an email, as shown and as searched. */
export type EmailAddresses = {
  readonly from: readonly EmailAddress[]
  readonly replyTo: readonly EmailAddress[]
  readonly to: readonly EmailAddress[]
  readonly cc: readonly EmailAddress[]
  readonly bcc: readonly EmailAddress[]
}

type PackedAddresses = Partial<Record<keyof EmailAddresses, readonly (readonly [string, string])[]>>

const addressFields = ['from', 'replyTo', 'to', 'cc', 'bcc'] as const

/** Address headers as one column holds them. */
export function packAddresses(addresses: EmailAddresses): string {
  const packed: PackedAddresses = {}
  for (const field of addressFields) {
    const list = addresses[field]
    if (list.length > 0) packed[field] = list.map(one => [one.name, one.address] as const)
  }
  return JSON.stringify(packed)
}

/** The reverse of `packAddresses`. */
export function unpackAddresses(json: string): EmailAddresses {
  const packed = JSON.parse(json) as PackedAddresses // written by packAddresses
  const list = (field: keyof EmailAddresses) =>
    (packed[field] ?? []).map(([name, address]) => ({ name, address }))
  return { from: list('from'), replyTo: list('replyTo'), to: list('to'), cc: list('cc'), bcc: list('bcc') }
}

/** Names and addresses as one text, for search. */
export function addressWords(addresses: EmailAddresses): string {
  return addressFields.flatMap(field => addresses[field].map(one => `${one.name} ${one.address}`)).join(' ')
}
