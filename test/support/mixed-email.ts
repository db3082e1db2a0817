import { plainEmail } from './plain-email.ts'

export type MixedEmail = {
  readonly from: string
  readonly subject: string
  readonly text: string
  readonly html?: string
  readonly attachment?: { readonly name: string; readonly type: string; readonly bytes: Buffer }
}

/** A message with a text, perhaps an HTML part beside it, and perhaps a file. */
export function mixedEmail(email: MixedEmail): string {
  const head = plainEmail({ from: email.from, subject: email.subject })
  const headers = head.slice(0, head.indexOf('MIME-Version'))
  const text = `Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n${email.text}\r\n`
  const html = `Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n${email.html ?? ''}\r\n`
  const body = email.html === undefined ? text : multipart('alternative', 'inner', [text, html])
  if (!email.attachment) return `${headers}MIME-Version: 1.0\r\n${body}`
  const { name, type, bytes } = email.attachment
  const lines = bytes.toString('base64').match(/.{1,76}/g) ?? []
  const file = `Content-Type: ${type}; name="${name}"\r\nContent-Disposition: attachment; filename="${name}"\r\nContent-Transfer-Encoding: base64\r\n\r\n${lines.join('\r\n')}\r\n`
  return `${headers}MIME-Version: 1.0\r\n${multipart('mixed', 'outer', [body, file])}`
}

function multipart(subtype: string, boundary: string, parts: readonly string[]): string {
  const inner = parts.map(part => `--${boundary}\r\n${part}\r\n`).join('')
  return `Content-Type: multipart/${subtype}; boundary="${boundary}"\r\n\r\n${inner}--${boundary}--\r\n`
}
