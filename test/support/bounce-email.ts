/** A report of a failed or late delivery (RFC 3464), as a mail server writes it. */
export function bounceEmail(
  bounce: {
    /** Whom it is sent to: who wrote the mail that failed. */
    readonly to?: string
    readonly recipient?: string
    readonly status?: string
    readonly diagnostic?: string
    readonly action?: 'failed' | 'delayed'
    /** Message-ID of the mail that failed, with brackets; null: the report names none and copies nothing. */
    readonly failed?: string | null
    readonly failedSubject?: string
    readonly messageId?: string
    readonly sentAt?: number
    /** Words for the reader ahead of the fields: a long text moves them far back. */
    readonly words?: string
  } = {},
): string {
  const recipient = bounce.recipient ?? 'kim@client.example'
  const copy =
    bounce.failed === null
      ? []
      : [
          '--report',
          'Content-Type: text/rfc822-headers',
          '',
          `Message-ID: ${bounce.failed ?? '<sent@parley.test>'}`,
          `To: ${recipient}`,
          `Subject: ${bounce.failedSubject ?? 'Your order'}`,
          '',
        ]
  return [
    'Return-Path: <>',
    'From: Mail Delivery System <mailer-daemon@mx.example>',
    `To: ${bounce.to ?? 'hello@parley.test'}`,
    'Subject: Undelivered Mail Returned to Sender',
    `Message-ID: ${bounce.messageId ?? '<report@mx.example>'}`,
    `Date: ${new Date(bounce.sentAt ?? Date.now()).toUTCString()}`,
    'Auto-Submitted: auto-replied',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary=report',
    '',
    '--report',
    'Content-Type: text/plain',
    '',
    bounce.words ?? 'Your message could not be delivered.',
    '',
    '--report',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mx.example',
    '',
    `Final-Recipient: rfc822; ${recipient}`,
    `Action: ${bounce.action ?? 'failed'}`,
    `Status: ${bounce.status ?? '5.1.1'}`,
    `Diagnostic-Code: smtp; ${bounce.diagnostic ?? '550 5.1.1 nobody of that name lives here'}`,
    '',
    ...copy,
    '--report--',
    '',
  ].join('\r\n')
}
