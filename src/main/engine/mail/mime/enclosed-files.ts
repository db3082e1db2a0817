import { decodeRaw } from './encoded-words.ts'
import { displayFileName } from './file-name.ts'
import type { AttachmentInfo } from './layout.ts'
import { findUuBlocks } from './uuencode.ts'
import { findYencBlocks } from './yenc.ts'

/** How files stood in mail before MIME: as blocks of a plain text. */
export type EnclosedKind = 'uuencode' | 'yenc'

/** A file that stands as a block inside a text. */
export type EnclosedFile = {
  readonly kind: EnclosedKind
  /** Which block of its kind in this part, counted from 1. */
  readonly ordinal: number
  /** Clean, never empty. */
  readonly name: string
  /** Decoded; null where its end isn't here. */
  readonly sizeBytes: number | null
}

/** A text without the files that stood in it. */
export type LiftedText = { readonly rest: Buffer; readonly files: readonly EnclosedFile[] }

const beginning = Buffer.from('begin ', 'latin1')

/** More files than this in one text are a dump: the rest is shown as it came. */
const filesAtMost = 100

/** Takes uuencoded and yEnc blocks out of a plain text; `bytes` are those after the transfer encoding. Linear. */
export function liftEnclosedFiles(bytes: Buffer): LiftedText {
  // Both kinds begin with this word; most texts don't hold it.
  if (!bytes.includes(beginning)) return { rest: bytes, files: [] }
  const uu = findUuBlocks(bytes, filesAtMost).map((block, index) => ({
    kind: 'uuencode' as const,
    block,
    index,
  }))
  const yenc = findYencBlocks(bytes, filesAtMost).map((block, index) => ({
    kind: 'yenc' as const,
    block,
    index,
  }))
  if (uu.length === 0 && yenc.length === 0) return { rest: bytes, files: [] }
  const found = [...uu, ...yenc].sort((a, b) => a.block.start - b.block.start)
  const kept: Buffer[] = []
  const files: EnclosedFile[] = []
  let at = 0
  for (const { kind, block, index } of found) {
    if (block.start < at) continue
    kept.push(bytes.subarray(at, block.start))
    at = block.end
    files.push({
      kind,
      ordinal: index + 1,
      name: displayFileName(decodeRaw(block.name), 'application/octet-stream'),
      sizeBytes: block.complete ? block.sizeBytes : null,
    })
  }
  kept.push(bytes.subarray(at))
  return { rest: Buffer.concat(kept), files }
}

/** The attachment that a file inside the text of a part is. `transfer` is the part's own transfer encoding. */
export function enclosedAttachment(partId: string, transfer: string, file: EnclosedFile): AttachmentInfo {
  return {
    partId,
    name: file.name,
    type: 'application/octet-stream',
    sizeBytes: file.sizeBytes,
    disposition: 'attachment',
    contentId: null,
    encoding: `x-${file.kind}-block:${file.ordinal}${isIdentity(transfer) ? '' : `;${transfer}`}`,
    charset: null,
  }
}

/** What an attachment's encoding says of a file inside a text; null where it is a part of its own. */
export function parseEnclosedEncoding(
  encoding: string,
): { readonly kind: EnclosedKind; readonly ordinal: number; readonly transfer: string } | null {
  const match = /^x-(uuencode|yenc)-block:(\d{1,3})(?:;(base64|quoted-printable))?$/.exec(encoding)
  if (match === null) return null
  return {
    kind: match[1] === 'yenc' ? 'yenc' : 'uuencode',
    ordinal: Number(match[2]),
    transfer: match[3] ?? '8bit',
  }
}

function isIdentity(transfer: string): boolean {
  return transfer !== 'base64' && transfer !== 'quoted-printable'
}
