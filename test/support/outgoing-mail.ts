import { composeMail, type MailEnvelope, type OutgoingMail } from '#engine/mail/mime/compose.ts'
import { type HeaderField, headerFields } from '#shared/header-lines.ts'

/** A mail to build, with whatever is different about it. */
export function outgoingMail(change: Partial<OutgoingMail> = {}): OutgoingMail {
  return {
    from: { name: 'Anna Lund', address: 'anna@lund.example' },
    to: [{ name: 'Bo', address: 'bo@customer.example' }],
    cc: [],
    bcc: [],
    subject: 'Your order',
    text: 'Hello',
    html: null,
    inReplyTo: null,
    references: [],
    messageId: 'abc@lund.example',
    date: Date.UTC(2026, 4, 3, 12, 5, 9),
    attachments: [],
    ...change,
  }
}

export type BuiltMail = {
  readonly envelope: MailEnvelope
  readonly raw: Buffer
  /** One character per byte. */
  readonly text: string
  readonly head: readonly HeaderField[]
}

/** Builds a mail and reads its bytes to the end. */
export async function buildMail(change: Partial<OutgoingMail> = {}): Promise<BuiltMail> {
  const { envelope, bytes } = await composeMail(outgoingMail(change))
  const chunks: Uint8Array[] = []
  for await (const chunk of bytes) chunks.push(chunk)
  const raw = Buffer.concat(chunks)
  const text = raw.toString('latin1')
  return { envelope, raw, text, head: headerFields(text.slice(0, text.indexOf('\r\n\r\n') + 4)) }
}

/** Why a mail can't be built: the code and its detail, or `built`. */
export function refusalOf(change: Partial<OutgoingMail>): Promise<string> {
  return buildMail(change).then(
    () => 'built',
    (error: { code: string; detail?: string }) => `${error.code} ${error.detail}`,
  )
}
