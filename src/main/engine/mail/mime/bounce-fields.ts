import { safeLine } from '#shared/safe-text.ts'
import { fieldAddress } from './bounce-addresses.ts'

/** What a delivery status says about one recipient (RFC 3464 §2.3). */
export type StatusRecipient = {
  readonly address: string | null
  /** A name without a domain, where the fields hold no address. */
  readonly localName: string | null
  /** Original-Recipient: the address as the sender wrote it. */
  readonly writtenAs: string | null
  readonly fate: 'failed' | 'delayed' | 'delivered'
  readonly status: string | null
  readonly diagnostic: string | null
}

/** The fields of a delivery status. */
export type DeliveryStatus = {
  readonly recipients: readonly StatusRecipient[]
  readonly originalMessageId: string | null
}

const recipientsAtMost = 100
const linesAtMost = 5_000

type Group = ReadonlyMap<string, string>

/**
 * Reads the fields of a `message/delivery-status` part, or of a text that holds them.
 *
 * Forgiving: groups that no blank line divides are divided where a field comes again.
 */
export function readDeliveryStatus(text: string): DeliveryStatus {
  const groups = fieldGroups(text)
  const recipients: StatusRecipient[] = []
  for (const group of groups) {
    const one = recipientOf(group)
    if (one !== null && recipients.length < recipientsAtMost) recipients.push(one)
  }
  const id = groups
    .map(group => group.get('original-message-id') ?? group.get('x-original-message-id'))
    .find(value => value !== undefined)
  const named = recipients.filter(one => one.address !== null)
  return {
    // A stray Action among the fields of the whole report names nobody.
    recipients: named.length > 0 ? named : recipients,
    originalMessageId: bareId(id),
  }
}

function recipientOf(group: Group): StatusRecipient | null {
  const final = fieldAddress(group.get('final-recipient'))
  const original = fieldAddress(group.get('original-recipient'))
  const actual = fieldAddress(group.get('x-actual-recipient'))
  const action = group.get('action')?.toLowerCase() ?? ''
  const status = enhancedStatus(group.get('status') ?? '')
  const named = group.has('final-recipient') || group.has('original-recipient')
  if (!named && action === '') return null
  const address = final ?? original ?? actual
  return {
    address,
    localName: localName(group.get('final-recipient')) ?? localName(group.get('original-recipient')),
    writtenAs: original !== null && original.toLowerCase() !== address?.toLowerCase() ? original : null,
    fate: fateOf(action, status),
    status,
    diagnostic: withoutType(group.get('diagnostic-code')),
  }
}

function fateOf(action: string, status: string | null): StatusRecipient['fate'] {
  if (/^(?:delay|deferr)/.test(action)) return 'delayed'
  if (/^(?:deliver|relay|expand|forward)/.test(action)) return 'delivered'
  if (action === '' && status?.startsWith('2')) return 'delivered'
  if (action === '' && status?.startsWith('4')) return 'delayed'
  return 'failed'
}

/** The first enhanced status code (RFC 3463) of a text, as `5.1.1`; numbers of hosts and versions don't count. */
export function enhancedStatus(text: string): string | null {
  return /(?<![\w.]|[a-z]-)[245]\.\d{1,3}\.\d{1,3}(?!\.?\d)/i.exec(text)?.[0] ?? null
}

function localName(value: string | undefined): string | null {
  return (
    /^(?:[\w-]{1,30}\s{0,3};)?\s{0,3}<?([\w.+-]{1,64})>?$/.exec(value?.trim().slice(0, 200) ?? '')?.[1] ??
    null
  )
}

/** `smtp; 550 no such user` without its type. */
function withoutType(value: string | undefined): string | null {
  if (value === undefined) return null
  const semicolon = /^[\w-]{1,30}\s{0,3};/.exec(value)?.[0].length ?? 0
  return safeLine(value.slice(semicolon)).slice(0, 1_000) || null
}

function bareId(value: string | undefined): string | null {
  if (value === undefined) return null
  const id = /<([^<>\s]{1,998})>/.exec(value.slice(0, 2_000))?.[1] ?? value.trim()
  return /^\S{1,998}$/.test(id) ? id : null
}

/** Groups of fields (RFC 3464 §2.1): divided by blank lines, or by a field that begins another recipient. */
function fieldGroups(text: string): readonly Group[] {
  const groups: Map<string, string>[] = []
  let group = new Map<string, string>()
  let name = ''
  const close = () => {
    if (group.size > 0) groups.push(group)
    group = new Map()
    name = ''
  }
  for (const line of text.split('\n', linesAtMost)) {
    if (line.trim() === '') {
      close()
      continue
    }
    if (/^[ \t]/.test(line) && name !== '') {
      group.set(name, `${group.get(name) ?? ''} ${line.trim()}`.slice(0, 4_000))
      continue
    }
    const field = /^[ \t>]{0,8}([A-Za-z][\w-]{1,40})[ \t]{0,4}:(.*)$/.exec(line.slice(0, 4_000))
    if (field === null) {
      name = ''
      continue
    }
    const next = (field[1] ?? '').toLowerCase()
    if (group.has(next) && /^(?:final-recipient|original-recipient|action)$/.test(next)) close()
    name = next
    group.set(name, (field[2] ?? '').trim())
  }
  close()
  return groups
}
