import { constants, inflateRawSync } from 'node:zlib'
import { AppError } from '#shared/errors.ts'
import type { Reader } from './handle.ts'

/** What is on disk of an email's body. */
export type EmailContent = {
  /** Without what only relays and filters read; bytes as Latin-1, because headers may be in any charset. */
  readonly headers: string
  readonly text: string | null
  readonly html: string | null
}

const largestBytes = 64 * 1024 * 1024

/**
 * The stored content of an email, or null when only its row is here. `mail/mime/pack-content.ts` tells its form.
 *
 * @throws AppError 'store-damaged' when it can't be unpacked
 */
export function readContent(r: Reader, emailKey: number): EmailContent | null {
  const row = r
    .prepare<{ packed: Uint8Array }>('SELECT packed FROM email_content WHERE email_key = ?')
    .get(emailKey)
  if (row === undefined) return null
  return unpackContent(row.packed)
}

/** The texts of an email for whoever looks for something in them: each is unpacked when it is asked for. */
export type Bodies = {
  /** The text's beginning, some kilobytes; the whole of a short one. Much cheaper than all. */
  readonly beginning: () => string
  readonly text: () => string
  readonly html: () => string
}

/** So much is unpacked for a beginning: three times as much text. */
const beginningBytes = 1_500

/**
 * The texts of an email, or null when only its row is here. Its functions throw.
 *
 * @throws AppError 'store-damaged' when it can't be unpacked
 */
export function readBodies(r: Reader, emailKey: number): Bodies | null {
  const row = r
    .prepare<{ packed: Uint8Array }>('SELECT packed FROM email_content WHERE email_key = ?')
    .get(emailKey)
  if (row === undefined) return null
  const { packed } = row
  let whole: ReturnType<typeof locate> | null = null
  const all = () => {
    whole ??= locate(unpack(packed))
    return whole
  }
  return {
    beginning: () => {
      if (packed.length <= beginningBytes) return all().bytes.toString('utf8', 8, all().htmlAt)
      const { bytes, htmlAt } = locate(unpackBeginning(packed.subarray(0, beginningBytes)))
      return bytes.toString('utf8', 8, htmlAt)
    },
    text: () => all().bytes.toString('utf8', 8, all().htmlAt),
    html: () => all().bytes.toString('utf8', all().htmlAt, all().headersAt),
  }
}

/**
 * Packed content read.
 *
 * @throws AppError 'store-damaged' when it can't be unpacked
 */
export function unpackContent(packed: Uint8Array): EmailContent {
  const { bytes, text, html, htmlAt, headersAt } = locate(unpack(packed))
  return {
    text: text === 0 ? null : bytes.toString('utf8', 8, htmlAt),
    html: html === 0 ? null : bytes.toString('utf8', htmlAt, headersAt),
    headers: bytes.toString('latin1', headersAt),
  }
}

function locate(bytes: Buffer) {
  if (bytes.length < 8) throw new AppError('store-damaged', 'content')
  const text = bytes.readUInt32LE(0)
  const html = bytes.readUInt32LE(4)
  const htmlAt = 8 + Math.max(0, text - 1)
  return { bytes, text, html, htmlAt, headersAt: htmlAt + Math.max(0, html - 1) }
}

function unpack(packed: Uint8Array): Buffer {
  try {
    return inflateRawSync(packed, { maxOutputLength: largestBytes })
  } catch (error) {
    throw new AppError('store-damaged', 'content', { cause: error })
  }
}

function unpackBeginning(packed: Uint8Array): Buffer {
  try {
    return inflateRawSync(packed, { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: largestBytes })
  } catch (error) {
    throw new AppError('store-damaged', 'content', { cause: error })
  }
}
