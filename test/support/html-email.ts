import { plainEmail } from './plain-email.ts'

/** A message whose only part is HTML. */
export function htmlEmail(email: {
  readonly subject: string
  readonly html: string
  readonly from?: string
  readonly messageId?: string
  readonly inReplyTo?: string
  readonly sentAt?: number
}): string {
  const { html, ...head } = email
  const whole = plainEmail(head)
  const headers = whole.slice(0, whole.indexOf('MIME-Version'))
  const lines =
    Buffer.from(html)
      .toString('base64')
      .match(/.{1,76}/g) ?? []
  return `${headers}MIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n${lines.join('\r\n')}\r\n`
}
