import { headerDate, localZone } from './calendar.ts'
import { canEncode, encodeWords } from './charset.ts'
import type { Person } from './conversation.ts'
import { addressHeader, digits, type Headers, messageIdOf, programHeaders, traceHeaders } from './headers.ts'
import { replySubject } from './languages.ts'
import { type Body, htmlDocument, writeBody } from './mailers.ts'
import { filePart, type MimePart, multipart, textPart } from './mime.ts'
import type { Draft, Posted } from './posted.ts'
import { wrapFlowed } from './wrap.ts'

/** A file that travels with a letter. */
export type FileContent = { readonly name: string; readonly type: string; readonly bytes: Buffer }

/** Somebody's name and address. */
export type Party = { readonly name: string; readonly address: string }

/** What a person sends. */
export type Letter = {
  readonly person: Person
  readonly to: readonly Party[]
  readonly cc: readonly Party[]
  readonly at: number
  readonly text: string
  /** Subject of a new thread or of a changed one; null takes the answered one's. */
  readonly subject: string | null
  readonly inReplyTo: Posted | null
  readonly quotes: boolean
  readonly outbound: boolean
  readonly seed: string
  readonly headers: Headers
  readonly files: readonly FileContent[]
  readonly inline: readonly FileContent[]
  readonly alternatives: readonly MimePart[]
}

const isUnicode = (charset: string): boolean => /^utf-8$/i.test(charset)
const isWestern = (person: Person): boolean => /^(en|de|fr|es|it|nl|pl|sv|pt)$/.test(person.language)

const encodingOf = (charset: string, person: Person): '7bit' | 'base64' | 'quoted-printable' => {
  if (/^iso-2022/i.test(charset)) return '7bit'
  if (isWestern(person)) return 'quoted-printable'
  return 'base64'
}

const withImages = (body: Body, letter: Letter): Body => {
  if (letter.inline.length === 0 || body.html === null) return body
  const images = letter.inline
    .map(
      file =>
        `<div><br></div><div><img src="cid:${inlineId(letter, file)}" alt="${file.name}" width="320"></div>`,
    )
    .join('')
  return {
    ...body,
    html: body.html.replace(
      /(<\/div>)(?=\s*(<br><div class="gmail_quote|<div><br><blockquote|$))/,
      `${images}$1`,
    ),
  }
}

const inlineId = (letter: Letter, file: FileContent): string =>
  `ii_${digits(letter.seed, file.name).slice(0, 12)}@${letter.person.address.split('@')[1]}`

const bodyPart = (body: Body, letter: Letter, charset: string): MimePart => {
  const { person, seed } = letter
  const boundary = (kind: string): string => `${kind}_${digits(kind, seed).slice(0, 24)}`
  const encoding = encodingOf(charset, person)
  const flowed = body.flowed ? '; format=flowed' : ''
  const text = textPart(
    'text/plain',
    `${body.flowed ? wrapFlowed(body.plain) : body.plain}\n`,
    charset,
    encoding,
    flowed,
  )
  const rich =
    body.html === null
      ? []
      : [textPart('text/html', htmlDocument(body.html, person.mailer, charset), charset, encoding)]
  const related = rich.map(html =>
    multipart('related', boundary('rel'), [
      html,
      ...letter.inline.map(file => filePart(file, inlineId(letter, file))),
    ]),
  )
  const shown = body.htmlOnly ? related : [text, ...related, ...letter.alternatives]
  return multipart('mixed', boundary('mix'), [
    multipart('alternative', boundary('alt'), shown),
    ...letter.files.map(file => filePart(file)),
  ])
}

/** Writes a person's message: body in their program's manner, thread headers, charset, files. */
export const writeLetter = (letter: Letter): Draft => {
  const { person, inReplyTo, at } = letter
  const zoneMinutes = person.zoneMinutes ?? localZone(at)
  const subject =
    letter.subject ??
    (inReplyTo === null ? '' : replySubject(inReplyTo.subject, person.language, person.mailer))
  const quoted = letter.quotes ? inReplyTo : null
  const body = withImages(writeBody({ person, text: letter.text, zoneMinutes, quoted }), letter)
  const everything = body.plain + (body.html ?? '') + subject + person.name
  const charset =
    isUnicode(person.charset) || !canEncode(everything, person.charset) ? 'UTF-8' : person.charset
  const address = ({ name, address: mailbox }: Party): string => addressHeader(name, mailbox, charset)
  const to = letter.to.map(address).join(', ')
  const messageId = messageIdOf(person, letter.seed)
  const references = inReplyTo === null ? [] : [...inReplyTo.references, inReplyTo.messageId]
  const toFirst = letter.to[0]?.address ?? ''
  return {
    posted: {
      messageId,
      references,
      subject,
      from: person.name,
      address: person.address,
      replyName: person.name,
      replyAddress: person.address,
      to: letter.to.map(({ name, address: mailbox }) => `${name} <${mailbox}>`).join(', '),
      at,
      outbound: letter.outbound,
      body,
    },
    headers: [
      ...(letter.outbound ? [] : traceHeaders(person.address, toFirst, at, letter.seed)),
      ['Date', headerDate(at, zoneMinutes)],
      ['From', address(person)],
      ['To', to],
      ...(letter.cc.length === 0 ? [] : [['Cc', letter.cc.map(address).join(', ')] as const]),
      ['Subject', encodeWords(subject, charset)],
      ['Message-ID', messageId],
      ...(inReplyTo === null
        ? []
        : [['In-Reply-To', inReplyTo.messageId] as const, ['References', references.join(' ')] as const]),
      ...programHeaders[person.mailer],
      ...letter.headers,
    ],
    part: bodyPart(body, letter, charset),
  }
}
