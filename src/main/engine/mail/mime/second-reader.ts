import { simpleParser } from 'mailparser'
import { safeText } from '#shared/safe-text.ts'
import { asBuffer } from './headers.ts'
import type { ParsedEmail } from './parse.ts'

/**
 * Lets mailparser read a message that baffled the walker, and takes its body where it found one.
 *
 * Headers, attachments and part numbers stay the walker's: what is shown comes from one reading. mailparser's own
 * conversions between text and HTML are off: they are slow, and fail on deep nesting (threats.md, finding 5).
 */
export async function readAgain(raw: Uint8Array, email: ParsedEmail): Promise<ParsedEmail> {
  try {
    const found = await simpleParser(asBuffer(raw), {
      skipHtmlToText: true,
      skipTextToHtml: true,
      skipTextLinks: true,
      skipImageLinks: true,
    })
    const text = found.text === undefined ? null : safeText(found.text)
    const html = typeof found.html === 'string' ? safeText(found.html) : null
    if ((text ?? '').trim() === '' && (html ?? '').trim() === '') return email
    return {
      ...email,
      text,
      html,
      problems: [...email.problems.filter(problem => problem !== 'unreadable'), 'second-reader'],
    }
  } catch {
    // Both readers gave up: what the walker made of it stands.
    return email
  }
}
