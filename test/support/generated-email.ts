import iconv from 'iconv-lite'
import { type Language, makeText, type Person } from './generated-words.ts'
import { createRandom, type Random } from './random.ts'

/** All that decides the bytes of one generated message. */
export type EmailPlan = {
  readonly seed: number
  readonly messageId: string
  readonly inReplyTo?: string
  readonly references: readonly string[]
  readonly from: Person
  readonly to: Person
  readonly replyTo?: Person
  readonly subject: string
  readonly sentAt: number
  readonly language: Language
  readonly kind: 'plain' | 'alternative' | 'html'
  readonly textLength: number
  readonly attachmentBytes: number
  /** Text of the message that is answered, quoted below. */
  readonly quoted?: string
  readonly extraHeaders: readonly string[]
  readonly fields?: readonly string[]
}

export type BuiltEmail = { readonly raw: Buffer; readonly text: string }

const base64Pool = makeBase64Pool()

/** 6 MB of base64 lines, cut into attachments: decoding them gives noise, as most attachments are. */
function makeBase64Pool(): Buffer {
  const random = createRandom(99)
  const bytes = Buffer.alloc(57 * 16_384)
  for (let at = 0; at < bytes.length; at += 4)
    bytes.writeUInt32LE(Math.floor(random.next() * 4_294_967_296), at)
  const lines: string[] = []
  for (let at = 0; at < bytes.length; at += 57) lines.push(`${bytes.toString('base64', at, at + 57)}\r\n`)
  const once = Buffer.from(lines.join(''), 'latin1')
  return Buffer.concat([once, once, once, once, once])
}

const isAscii = (text: string) => !/[^\x00-\x7f]/.test(text)

/** RFC 2047 in B encoding, cut so that no encoded word is longer than 75 characters. */
function headerText(text: string, charset: string): string {
  if (isAscii(text)) return text
  const words: string[] = []
  let chunk = ''
  const flush = () => {
    if (chunk) words.push(`=?${charset}?B?${iconv.encode(chunk, charset).toString('base64')}?=`)
    chunk = ''
  }
  for (const letter of text) {
    chunk += letter
    if (iconv.encode(chunk, charset).length > 30) flush()
  }
  flush()
  return words.join('\r\n ')
}

const mailboxText = (who: Person, charset: string) =>
  isAscii(who.name) ? `"${who.name}" <${who.address}>` : `${headerText(who.name, charset)} <${who.address}>`

const twoDigits = (value: number) => String(value).padStart(2, '0')

const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')

/** RFC 5322 date in UTC. */
function dateText(at: number): string {
  const date = new Date(at)
  const day = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'][date.getUTCDay()]
  const month = months[date.getUTCMonth()]
  const time = [date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()].map(twoDigits).join(':')
  return `${day}, ${date.getUTCDate()} ${month} ${date.getUTCFullYear()} ${time} +0000`
}

const escapeHtml = (text: string) =>
  text.replace(/[&<>]/g, sign => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[sign] ?? '')

function htmlText(text: string, random: Random): string {
  const paragraphs = text
    .split('\r\n\r\n')
    .map(part => `<p style="margin:0 0 12px 0;font-family:Arial,sans-serif">${escapeHtml(part)}</p>`)
  const picture = random.chance(0.3)
    ? `<img src="https://img.example/t/${Math.floor(random.next() * 1e9)}.gif" width="1" height="1" alt="">`
    : ''
  return `<!doctype html><html><head><meta http-equiv="Content-Type" content="text/html"><style>p{line-height:1.4}</style></head>\r\n<body><table width="100%" cellpadding="0"><tr><td>\r\n${paragraphs.join('\r\n')}\r\n${picture}</td></tr></table></body></html>\r\n`
}

/** RFC 2045 section 6.7; the text has CRLF line ends already. */
function quotedPrintable(bytes: Buffer): string {
  let out = ''
  let column = 0
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0
    if (byte === 13 && bytes[at + 1] === 10) {
      out += '\r\n'
      at += 1
      column = 0
      continue
    }
    const plain = byte > 32 && byte < 127 && byte !== 61
    const space = byte === 32 && bytes[at + 1] !== 13
    const piece =
      plain || space ? String.fromCharCode(byte) : `=${byte.toString(16).toUpperCase().padStart(2, '0')}`
    if (column + piece.length > 75) {
      out += '=\r\n'
      column = 0
    }
    out += piece
    column += piece.length
  }
  return out
}

/** One text part: its headers and its encoded bytes. */
function textPart(type: string, text: string, charset: string, random: Random): string {
  const head = (encoding: string) =>
    `Content-Type: ${type}; charset=${charset}\r\nContent-Transfer-Encoding: ${encoding}\r\n\r\n`
  if (charset === 'us-ascii') return head('7bit') + text
  const bytes = iconv.encode(text, charset)
  if (random.chance(0.5)) {
    const lines = bytes.toString('base64').match(/.{1,76}/g) ?? []
    return `${head('base64')}${lines.join('\r\n')}\r\n`
  }
  return head('quoted-printable') + quotedPrintable(bytes)
}

/** Builds the bytes of one message; the same plan gives the same bytes. */
export function buildEmail(plan: EmailPlan): BuiltEmail {
  const random = createRandom(plan.seed)
  const utf8 = plan.language.charset !== 'us-ascii' && random.chance(0.5)
  const charset = utf8 ? 'utf-8' : plan.language.charset
  const text = plan.fields
    ? `${plan.fields.join('\r\n')}\r\n\r\n`
    : makeText(random, plan.language, plan.textLength)
  const quote = plan.quoted
    ? `\r\n\r\nOn ${dateText(plan.sentAt - 86_400_000)}, ${plan.to.name} wrote:\r\n${plan.quoted
        .split('\r\n')
        .map(line => `> ${line}`)
        .join('\r\n')}`
    : ''
  const signature = `\r\n\r\n-- \r\n${plan.from.name}\r\n`
  const whole = text + quote + signature
  const headers = [
    ...Array.from(
      { length: 3 },
      (_, hop) =>
        `Received: from mx${hop}.relay.example (mx${hop}.relay.example [192.0.2.${random.between(1, 250)}])\r\n\tby in${hop}.parley.test with ESMTPS id ${Math.floor(random.next() * 1e12).toString(36)};\r\n\t${dateText(plan.sentAt + hop * 1000)}`,
    ),
    `DKIM-Signature: v=1; a=rsa-sha256; d=${plan.from.address.split('@')[1]}; s=mail;\r\n\tb=${base64Pool.toString('latin1', 0, 76)}\r\n\t ${base64Pool.toString('latin1', 156, 232)}`,
    `Message-ID: ${plan.messageId}`,
    `Date: ${dateText(plan.sentAt)}`,
    `From: ${mailboxText(plan.from, charset)}`,
    `To: ${mailboxText(plan.to, charset)}`,
    ...(plan.replyTo ? [`Reply-To: ${mailboxText(plan.replyTo, charset)}`] : []),
    `Subject: ${headerText(plan.subject, charset)}`,
    ...(plan.inReplyTo ? [`In-Reply-To: ${plan.inReplyTo}`] : []),
    ...(plan.references.length ? [`References: ${plan.references.join('\r\n ')}`] : []),
    ...plan.extraHeaders,
    'MIME-Version: 1.0',
  ].join('\r\n')
  const boundary = `=_${plan.seed.toString(36)}_part`
  const body =
    plan.kind === 'plain'
      ? textPart('text/plain', whole, charset, random)
      : plan.kind === 'html'
        ? textPart('text/html', htmlText(whole, random), charset, random)
        : multipart('alternative', `${boundary}a`, [
            textPart('text/plain', whole, charset, random),
            textPart('text/html', htmlText(whole, random), charset, random),
          ])
  if (plan.attachmentBytes === 0) return { raw: Buffer.from(`${headers}\r\n${body}`, 'latin1'), text }
  return { raw: withAttachment(headers, body, boundary, plan, random), text }
}

function multipart(subtype: string, boundary: string, parts: readonly string[]): string {
  const inner = parts.map(part => `--${boundary}\r\n${part}\r\n`).join('')
  return `Content-Type: multipart/${subtype}; boundary="${boundary}"\r\n\r\n${inner}--${boundary}--\r\n`
}

const attachmentKinds = [
  ['application/pdf', 'pdf'],
  ['image/jpeg', 'jpg'],
  ['image/png', 'png'],
  ['application/zip', 'zip'],
  ['application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'docx'],
] as const

function withAttachment(
  headers: string,
  body: string,
  boundary: string,
  plan: EmailPlan,
  random: Random,
): Buffer {
  const [type, extension] = random.pick(attachmentKinds)
  const lineBytes = 78
  const most = Math.floor(base64Pool.length / lineBytes)
  const lines = Math.min(most, Math.max(1, Math.ceil(plan.attachmentBytes / lineBytes)))
  const start = random.between(0, most - lines) * lineBytes
  const name = `${plan.language.joiner === '' ? 'scan' : 'document'}-${random.between(1, 9_999)}.${extension}`
  return Buffer.concat([
    Buffer.from(
      `${headers}\r\nContent-Type: multipart/mixed; boundary="${boundary}"\r\n\r\n--${boundary}\r\n${body}\r\n--${boundary}\r\nContent-Type: ${type}; name="${name}"\r\nContent-Disposition: attachment; filename="${name}"\r\nContent-Transfer-Encoding: base64\r\n\r\n`,
      'latin1',
    ),
    base64Pool.subarray(start, start + lines * lineBytes),
    Buffer.from(`--${boundary}--\r\n`, 'latin1'),
  ])
}
