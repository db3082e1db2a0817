import { addressKey, domainOf } from '#shared/address.ts'
import type { SenderTrust } from '#shared/trust.ts'
import { ownAddressKeys } from './accounts.ts'
import type { EmailContent } from './content.ts'
import type { EmailRow } from './email-view.ts'
import { readAddresses } from './emails.ts'
import type { Reader } from './handle.ts'
import { hasWritten, isHistoryComplete, wasWrittenTo } from './mail-history.ts'
import { placeBits } from './places.ts'
import { ownVerdict } from './sender-authentication.ts'
import { senderHints } from './sender-hints.ts'

const nothing: SenderTrust = { firstContact: false, authentication: null, hints: [] }

type Context = {
  readonly account_id: string
  readonly places: number
  readonly source: string
  readonly imap: string
}

/**
 * What is known about who really sent a stored email; `content` holds its kept headers.
 *
 * Mail of our own isn't judged, unless it lies in the inbox only: then it merely says that it is ours, and its
 * server's verdict counts.
 */
export function senderTrust(r: Reader, row: EmailRow, content: EmailContent | null): SenderTrust {
  const context = r
    .prepare<Context>(
      `SELECT email.account_id, email.places, conversation.source, account.imap FROM email
       JOIN conversation ON conversation.key = email.conversation_key
       JOIN account ON account.id = email.account_id WHERE email.key = ?`,
    )
    .get(row.key)
  if (context === undefined) return nothing
  const lies = (place: keyof typeof placeBits) => (context.places & placeBits[place]) !== 0
  const cameIn = context.places > 0 && lies('inbox') && !lies('sent') && !lies('drafts')
  if (row.outbound === 1 && !cameIn) return nothing
  const { host } = JSON.parse(context.imap) as { readonly host: string } // written by insertAccount
  const receiver = { accountId: context.account_id, imapHost: host.toLowerCase() }
  const { from, replyTo } = readAddresses(r, row.key)
  const sender = from[0]
  const domain = domainOf(sender?.address ?? '')
  const authentication = content === null ? null : ownVerdict(r, content.headers, domain, receiver)
  if (row.outbound === 1) {
    const isConfirmed = authentication?.dmarc === 'pass' || (authentication?.signedBy ?? null) !== null
    const isQuiet = isConfirmed || row.automated === 1 || context.source === 'form'
    return { ...nothing, authentication, hints: isQuiet ? [] : [{ kind: 'own-address' }] }
  }
  if (sender === undefined) return { ...nothing, authentication }
  const key = addressKey(sender.address)
  const wasHere =
    key === '' || hasWritten(r, sender.address, row.sent_at) || wasWrittenTo(r, key, row.sent_at)
  const firstContact = !wasHere && isHistoryComplete(r, context.account_id)
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
