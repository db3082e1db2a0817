import { type MailToSubmit, type SubmitOptions, submitMail } from '#engine/mail/smtp/submit.ts'
import type { SubmitResult } from '#engine/mail/smtp/submit-result.ts'
import type { ServerSettings } from '#shared/account.ts'

const on = (port: number): ServerSettings => ({ host: '127.0.0.1', port, security: 'none', user: 'anna' })

/** Bytes as a frozen mail to two recipients, read in pieces as from disk. */
export function mailOf(bytes: string | Buffer, change: Partial<MailToSubmit> = {}): MailToSubmit {
  const all = Buffer.from(bytes)
  async function* pieces(): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < all.length; at += 10_000) yield all.subarray(at, at + 10_000)
  }
  return {
    envelope: { from: 'anna@lund.example', to: ['bo@a.example', 'cy@b.example'] },
    open: pieces,
    sizeBytes: all.length,
    ...change,
  }
}

/** A mail of one short line. */
export const hello: MailToSubmit = mailOf('Subject: Hi\r\n\r\nHello\r\n')

/** Submits to a server on this computer. */
export function submitTo(
  port: number,
  mail: MailToSubmit = hello,
  { server, ...options }: Partial<SubmitOptions> & { readonly server?: Partial<ServerSettings> } = {},
): Promise<SubmitResult> {
  return submitMail({ ...on(port), ...server }, 'secret', mail, {
    signal: new AbortController().signal,
    beforeLastBytes: () => undefined,
    ...options,
  })
}
