import { inflateRawSync } from 'node:zlib'
import { AppError } from '#shared/errors.ts'
import type { Reader } from './handle.ts'

/** What is on disk of an email's body. */
export type EmailContent = {
  readonly headers: string
  readonly text: string | null
  readonly html: string | null
}

const largestBytes = 64 * 1024 * 1024

/**
 * The stored content of an email, or null when only its row is here.
 *
 * @throws AppError 'store-damaged' when it can't be unpacked
 */
export function readContent(r: Reader, emailKey: number): EmailContent | null {
  const row = r
    .prepare<{ headers: Uint8Array; text: Uint8Array | null; html: Uint8Array | null }>(
      'SELECT headers, text, html FROM email_content WHERE email_key = ?',
    )
    .get(emailKey)
  if (row === undefined) return null
  return {
    headers: unpack(row.headers),
    text: row.text && unpack(row.text),
    html: row.html && unpack(row.html),
  }
}

/** The text of an email alone, without unpacking its HTML. */
export function readText(r: Reader, emailKey: number): string | null {
  const row = r
    .prepare<{ text: Uint8Array | null }>('SELECT text FROM email_content WHERE email_key = ?')
    .get(emailKey)
  return row?.text ? unpack(row.text) : null
}

/** The HTML of an email alone. */
export function readHtml(r: Reader, emailKey: number): string | null {
  const row = r
    .prepare<{ html: Uint8Array | null }>('SELECT html FROM email_content WHERE email_key = ?')
    .get(emailKey)
  return row?.html ? unpack(row.html) : null
}

function unpack(packed: Uint8Array): string {
  try {
    return inflateRawSync(packed, { maxOutputLength: largestBytes }).toString('utf8')
  } catch (error) {
    throw new AppError('store-damaged', 'content', { cause: error })
  }
}
