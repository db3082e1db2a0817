import { headerDate, localZone } from '../calendar.ts'
import { canEncode, encodeWords } from '../charset.ts'
import { addressHeader, digits, messageIdOf, traceHeaders } from '../headers.ts'
import { type MimePart, multipart, textPart } from '../mime.ts'
import { shop } from '../own.ts'
import type { Draft } from '../posted.ts'
import type { Submission } from './fields.ts'
import { type FormMail, formMail } from './forms.ts'

const textOfHtml = (html: string): string =>
  html
    .replace(/<head>[\s\S]*?<\/head>/g, '')
    .replace(/<(br|\/p|\/tr)[^>]*>/g, '\n')
    .replace(/<[^>]+>|&nbsp;/g, '')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&')
    .replace(/\n{2,}/g, '\n')
    .trim()

const partOf = (mail: FormMail, charset: string, seed: string): MimePart => {
  const parts: MimePart[] = []
  const encoding = charset === 'UTF-8' ? '8bit' : 'quoted-printable'
  if (mail.plain !== null) parts.push(textPart('text/plain', `${mail.plain}\n`, charset, encoding))
  if (mail.html !== null) parts.push(textPart('text/html', `${mail.html}\n`, charset, 'quoted-printable'))
  return multipart('alternative', `b1_${digits('form', seed).slice(0, 32)}`, parts)
}

/** The mail of a website's form, sent by the website with the visitor in Reply-To. */
export const writeFormLetter = (plugin: string, submission: Submission): Draft => {
  const mail = formMail(plugin, submission)
  const { at, seed, name, address } = submission
  const charset = canEncode(mail.plain ?? '', mail.charset) ? mail.charset : 'UTF-8'
  const messageId = messageIdOf({ mailer: 'plain', address: mail.fromAddress }, seed)
  return {
    posted: {
      messageId,
      references: [],
      subject: mail.subject,
      from: mail.fromName || shop.name,
      address: mail.fromAddress,
      replyName: name,
      replyAddress: address,
      to: `${shop.name} <${shop.address}>`,
      at,
      outbound: false,
      body: {
        plain: mail.plain ?? textOfHtml(mail.html ?? ''),
        html: mail.html,
        htmlOnly: mail.plain === null,
        flowed: false,
      },
    },
    headers: [
      ...traceHeaders(mail.fromAddress, shop.address, at, seed),
      ['Date', headerDate(at, localZone(at))],
      ['To', shop.address],
      ['From', addressHeader(mail.fromName, mail.fromAddress, charset)],
      ['Reply-To', addressHeader(name, address, charset)],
      ['Subject', encodeWords(mail.subject, charset)],
      ['Message-ID', messageId],
      ...mail.headers,
    ],
    part: partOf(mail, charset, seed),
  }
}
