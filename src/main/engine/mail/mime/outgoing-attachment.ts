import { createReadStream } from 'node:fs'
import { isAbsolute } from 'node:path'
import { Readable } from 'node:stream'
import { AppError } from '#shared/errors.ts'
import { isSevenBit } from './outgoing-guard.ts'
import { headerWords, refuseBreaks } from './outgoing-header.ts'

/** A file of a mail that is going out; its bytes lie at `path` and are read when the mail is. */
export type OutgoingAttachment = {
  readonly name: string
  readonly type: string
  readonly sizeBytes: number
  /** Without angle brackets: what the HTML's `cid:` names, where it draws the file. */
  readonly contentId: string | null
  /** Absolute. */
  readonly path: string
}

/** What the MIME tree is given for a file. */
export type AttachmentPart = {
  readonly filename: string
  readonly contentType: string
  readonly contentTransferEncoding: string
  readonly contentDisposition: 'inline' | 'attachment'
  readonly cid?: string
  readonly content: Readable
}

const nameLength = 180
const contentIdShape = /^[A-Za-z0-9!#$%&'*+\-/=?^_`{|}~.@]{1,200}$/
const typeShape = /^[a-z0-9][a-z0-9!#$&^_.+-]{0,60}\/[a-z0-9][a-z0-9!#$&^_.+-]{0,100}$/
const opaque = 'application/octet-stream'

/**
 * The part for a file: drawn by the HTML where `drawn` holds its content id, else attached.
 *
 * A message stays a message where it can travel unencoded (RFC 2046 §5.2.1); otherwise its bytes go as a file.
 *
 * @throws AppError `invalid-request` for a line break or NUL in a name, type or content id; `not-found` without the file
 */
export async function attachmentPart(
  attachment: OutgoingAttachment,
  drawn: ReadonlySet<string>,
): Promise<AttachmentPart> {
  const { path, contentId } = attachment
  if (!isAbsolute(path) || path.includes('\0')) throw new AppError('invalid-request', 'attachments.path')
  if (contentId !== null && !contentIdShape.test(contentId))
    throw new AppError('invalid-request', 'attachments.contentId')
  const filename = fileName(attachment.name)
  const isDrawn = contentId !== null && drawn.has(contentId)
  const type = await travellingType(attachment)
  return {
    filename,
    contentType: type,
    contentTransferEncoding: type === 'message/rfc822' ? '7bit' : 'base64',
    contentDisposition: isDrawn ? 'inline' : 'attachment',
    ...(isDrawn ? { cid: contentId } : {}),
    content: Readable.from(wholeFile(attachment), { objectMode: false, highWaterMark: 64 * 1024 }),
  }
}

async function travellingType({ type, path }: OutgoingAttachment): Promise<string> {
  const bare = refuseBreaks('attachments.type', type).split(';', 1)[0]?.trim().toLowerCase() ?? ''
  if (!typeShape.test(bare) || bare.startsWith('multipart/')) return opaque
  if (!bare.startsWith('message/')) return bare
  return bare === 'message/rfc822' && (await isSevenBit(reading(path))) ? bare : opaque
}

/** The name with its extension, never empty, without directories of the computer it came from. */
function fileName(name: string): string {
  const words = headerWords('attachments.name', name, 1_000).split(/[/\\]/).at(-1)?.trim() ?? ''
  if (words === '') return 'attachment'
  if (words.length <= nameLength) return words
  const dot = words.lastIndexOf('.')
  const extension = dot > 0 && words.length - dot <= 16 ? words.slice(dot) : ''
  return `${words.slice(0, nameLength - extension.length).toWellFormed()}${extension}`
}

/** The bytes of a file that must be as long as when it was attached. */
async function* wholeFile({ path, sizeBytes }: OutgoingAttachment): AsyncGenerator<Uint8Array> {
  let read = 0
  for await (const chunk of reading(path)) {
    read += chunk.length
    yield chunk
  }
  if (read !== sizeBytes) throw new AppError('unreadable', 'attachment: another length')
}

async function* reading(path: string): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of createReadStream(path)) yield chunk
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT'
    throw new AppError(missing ? 'not-found' : 'unreadable', 'attachment', { cause: error })
  }
}
