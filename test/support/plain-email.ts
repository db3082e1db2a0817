export type PlainEmail = {
  readonly from?: string
  readonly to?: string
  readonly subject?: string
  readonly text?: string
  /** Null leaves the header out. */
  readonly messageId?: string | null
  readonly inReplyTo?: string
  readonly sentAt?: number
  readonly headers?: readonly string[]
}

let made = 0

/** A small, valid message; every call has a Message-ID of its own. */
export function plainEmail(email: PlainEmail = {}): string {
  made += 1
  const messageId =
    email.messageId === undefined ? `<plain.${process.pid}.${made}@test.example>` : email.messageId
  return [
    `From: ${email.from ?? 'Ada Customer <ada@customer.example>'}`,
    `To: ${email.to ?? 'hello@parley.test'}`,
    `Subject: ${email.subject ?? 'A question'}`,
    `Date: ${new Date(email.sentAt ?? Date.now()).toUTCString().replace('GMT', '+0000')}`,
    ...(messageId === null ? [] : [`Message-ID: ${messageId}`]),
    ...(email.inReplyTo === undefined
      ? []
      : [`In-Reply-To: ${email.inReplyTo}`, `References: ${email.inReplyTo}`]),
    ...(email.headers ?? []),
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: 8bit',
    '',
    email.text ?? 'Hello, is this still available?',
    '',
  ].join('\r\n')
}
