import { type IndexedEmail, type MailToRead, toIndexed } from './index-email.ts'
import { parseMessage, usedStructure } from './parse.ts'

/** What the walker reports when it could not tell the parts of a message apart. */
const baffled = new Set(['multipart-without-parts', 'unreadable'])

/**
 * Reads one message for the store: with the walker, and where that is baffled with the second reader (ADR 0002).
 */
export async function readMail(mail: MailToRead): Promise<IndexedEmail> {
  const email = parseMessage(mail.raw, mail)
  if (usedStructure(mail.raw, mail) !== undefined || !email.problems.some(problem => baffled.has(problem)))
    return toIndexed(email, mail.receivedAt)
  const { readAgain } = await import('./second-reader.ts')
  return toIndexed(await readAgain(mail.raw, email), mail.receivedAt)
}
