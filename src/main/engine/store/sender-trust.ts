import { addressKey, domainOf } from '#shared/address.ts'
import type { SenderTrust } from '#shared/trust.ts'
import { ownAddressKeys } from './accounts.ts'
import type { EmailParts } from './email-parts.ts'
import type { EmailRow } from './email-view.ts'
import type { Reader } from './handle.ts'
import { hasWritten, isHistoryComplete, wasWrittenTo } from './mail-history.ts'
import { placeBits } from './places.ts'
import { ownVerdict } from './sender-authentication.ts'
import { senderHints } from './sender-hints.ts'

const nothing: SenderTrust = { firstContact: false, authentication: null, hints: [] }

/**
 * What is known about who really sent a stored email, from its addresses and kept headers.
 *
 * Mail of our own isn't judged, unless it lies in the inbox only: then it merely says that it is ours, and its
 * server's verdict counts.
 */
export function senderTrust(r: Reader, row: EmailRow, parts: EmailParts): SenderTrust {
  const { content, context } = parts
  if (context === null) return nothing
  const lies = (place: keyof typeof placeBits) => (context.places & placeBits[place]) !== 0
  const cameIn = context.places > 0 && lies('inbox') && !lies('sent') && !lies('drafts')
  if (row.outbound === 1 && !cameIn) return nothing
  const { from, replyTo } = parts.addresses
  const sender = from[0]
  const domain = domainOf(sender?.address ?? '')
  const authentication = content === null ? null : ownVerdict(r, content.headers, domain, context)
  if (row.outbound === 1) {
    const isConfirmed = authentication?.dmarc === 'pass' || (authentication?.signedBy ?? null) !== null
    const isQuiet = isConfirmed || row.automated === 1 || context.source === 'form'
    return { ...nothing, authentication, hints: isQuiet ? [] : [{ kind: 'own-address' }] }
  }
  if (sender === undefined) return { ...nothing, authentication }
  const key = addressKey(sender.address)
  const wasHere =
    key === '' || hasWritten(r, sender.address, row.sent_at) || wasWrittenTo(r, key, row.sent_at)
  const firstContact = !wasHere && isHistoryComplete(r, context.accountId)
  const hints = senderHints(r, {
    from: sender,
    replyTo,
    headers: content?.headers ?? '',
    sentAt: row.sent_at,
    automated: row.automated === 1,
    isForm: context.source === 'form',
    ownAddresses: ownAddressKeys(r),
    firstContact: !wasHere,
  })
  return { firstContact, authentication, hints }
}
