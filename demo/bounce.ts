import { headerDate, localZone } from './calendar.ts'
import { digits, type Headers } from './headers.ts'
import { type MimePart, multipart, renderMail } from './mime.ts'
import { shop } from './own.ts'

/** Why a message could not be delivered. */
export type BounceReason = {
  /** Enhanced status code (RFC 3463), such as 5.1.1. */
  readonly status: string
  readonly diagnostic: string
}

/** Nobody has that address. */
export const noSuchUser = (address: string): BounceReason => ({
  status: '5.1.1',
  diagnostic: `550 5.1.1 <${address}>: Recipient address rejected: User unknown in virtual mailbox table`,
})

/** That domain has no server. */
export const noSuchDomain = (address: string): BounceReason => ({
  status: '5.4.4',
  diagnostic: `unable to look up host ${address.split('@')[1]}: Name or service not known`,
})

const ascii = (type: string, text: string, headers: Headers = []): MimePart => ({
  type,
  headers,
  encoding: '7bit',
  bytes: Buffer.from(text.replace(/\r?\n/g, '\r\n'), 'latin1'),
})

/**
 * A delivery status notification for a message that failed, as Postfix writes it.
 *
 * RFC 3464 in the multipart/report of RFC 6522; the failed message's header is its third part.
 */
export const composeBounce = (failed: {
  readonly raw: Buffer
  readonly recipient: string
  readonly reason: BounceReason
  readonly at: number
  readonly seed: string
}): { readonly messageId: string; readonly raw: Buffer } => {
  const { recipient, reason, at } = failed
  const source = failed.raw.toString('latin1')
  const head = source.slice(0, source.indexOf('\r\n\r\n') + 2)
  const id = digits('bounce', failed.seed)
  const queueId = id.slice(0, 10).toUpperCase()
  const domain = recipient.split('@')[1] ?? ''
  const messageId = `<${id.slice(10, 34)}@mx.${shop.domain}>`
  const date = headerDate(at, localZone(at))
  const remote = /^\d/.test(reason.diagnostic)
  const host = `mail.${domain}[192.0.2.17]`
  const explained = remote
    ? `host ${host} said: ${reason.diagnostic} (in reply to RCPT TO command)`
    : reason.diagnostic
  const boundary = `${queueId}.${id.slice(34, 46)}/mx.${shop.domain}`
  const raw = renderMail(
    [
      ['Return-Path', '<>'],
      ['Received', `by mx.${shop.domain} (Postfix)\r\n id ${queueId}; ${date}`],
      ['Date', date],
      ['From', `Mail Delivery System <MAILER-DAEMON@mx.${shop.domain}>`],
      ['Subject', 'Undelivered Mail Returned to Sender'],
      ['To', shop.address],
      ['Auto-Submitted', 'auto-replied'],
      ['Message-ID', messageId],
    ],
    multipart('report; report-type=delivery-status', boundary, [
      ascii(
        'text/plain; charset=us-ascii',
        `This is the mail system at host mx.${shop.domain}.

I'm sorry to have to inform you that your message could not
be delivered to one or more recipients. It's attached below.

For further assistance, please send mail to postmaster.

If you do so, please include this problem report. You can
delete your own text from the attached returned message.

                   The mail system

<${recipient}>: ${explained}
`,
        [['Content-Description', 'Notification']],
      ),
      ascii(
        'message/delivery-status',
        `Reporting-MTA: dns; mx.${shop.domain}
X-Postfix-Queue-ID: ${queueId}
X-Postfix-Sender: rfc822; ${shop.address}
Arrival-Date: ${headerDate(at - 3_000, localZone(at))}

Final-Recipient: rfc822; ${recipient}
Original-Recipient: rfc822;${recipient}
Action: failed
Status: ${reason.status}
${remote ? `Remote-MTA: dns; mail.${domain}\n` : ''}Diagnostic-Code: ${remote ? 'smtp' : 'X-Postfix'}; ${reason.diagnostic}
`,
        [['Content-Description', 'Delivery report']],
      ),
      ascii('text/rfc822-headers', head, [['Content-Description', 'Undelivered Message Headers']]),
    ]),
  )
  return { messageId, raw }
}
