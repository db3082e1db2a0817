import type { Email } from 'postal-mime'
import type { Person } from '../conversation.ts'
import { digits } from '../headers.ts'
import { writeLetter } from '../letter.ts'
import { renderMail } from '../mime.ts'
import type { Posted } from '../posted.ts'
import { guessLanguage } from './language.ts'
import { type Phrases, phrasesOf } from './phrases.ts'

const textOf = (email: Email): string =>
  (email.text ?? (email.html ?? '').replace(/<(br|\/p|\/div)[^>]*>/gi, '\n').replace(/<[^>]+>/g, '')).trim()

/** What was typed, without the quote below it. */
const ownText = (text: string): string =>
  text
    .split('\n')
    .filter(line => !line.startsWith('>'))
    .join('\n')

const sayings = (phrases: Phrases, email: Email): readonly string[] => {
  if (email.attachments.length > 0) return phrases.toFile
  return /[?？؟]/.test(ownText(textOf(email))) ? phrases.toQuestion : phrases.toStatement
}

const firstName = (name: string): string => name.replace(/^Dr\.\s+/, '').split(' ')[0] ?? name

/** Somebody who is not in the sample mail but is written to. */
export const strangerOf = (name: string, address: string, email: Email): Person => ({
  name,
  address,
  mailer: 'gmail',
  language: guessLanguage(ownText(textOf(email))),
  charset: 'UTF-8',
  signature: [],
  zoneMinutes: null,
})

/**
 * A customer's answer to a mail of the shop, in the customer's language and mail program.
 *
 * It answers that mail (In-Reply-To, References, quote) and goes to its Reply-To or From. `turn` counts the
 * answers that this customer has given, so that none is given twice in a row.
 */
export const writeAnswer = (answer: {
  readonly email: Email
  readonly person: Person
  readonly at: number
  readonly turn: number
}): Buffer => {
  const { email, person, at, turn } = answer
  const phrases = phrasesOf[person.language]
  const said = sayings(phrases, email)
  const sign = person.signature.length > 0 ? '' : `\n${firstName(person.name)}`
  const text = `${phrases.greeting}\n\n${said[turn % said.length]}\n\n${phrases.closing}${sign}`
  const sender = email.replyTo?.[0] ?? email.from
  const to = { name: sender?.name ?? '', address: sender?.address ?? '' }
  const messageId = email.messageId ?? `<${digits('unnamed', textOf(email)).slice(0, 24)}@lindenhof.example>`
  const answered: Posted = {
    messageId,
    references: email.references?.match(/<[^<>\s]+>/g) ?? [],
    subject: email.subject ?? '',
    from: email.from?.name ?? to.name,
    address: email.from?.address ?? to.address,
    replyName: to.name,
    replyAddress: to.address,
    to: `${person.name} <${person.address}>`,
    at: Date.parse(email.date ?? '') || at,
    outbound: true,
    body: { plain: textOf(email), html: null, htmlOnly: false, flowed: false },
  }
  const draft = writeLetter({
    person,
    to: [to],
    cc: [],
    at,
    text,
    subject: null,
    inReplyTo: answered,
    quotes: true,
    outbound: false,
    seed: `${messageId} ${person.address} ${turn}`,
    headers: [],
    files: [],
    inline: [],
    alternatives: [],
  })
  return renderMail(draft.headers, draft.part)
}
