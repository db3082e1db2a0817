import { parseEnclosedEncoding } from '#engine/mail/mime/enclosed-files.ts'
import { decodeTransfer } from '#engine/mail/mime/transfer.ts'
import { decodeUuBlock } from '#engine/mail/mime/uuencode.ts'
import { decodeYencBlock } from '#engine/mail/mime/yenc.ts'
import { attachmentLimits } from './limits.ts'

/** The bytes of an attachment from its part, files that stand inside a text included; null where there is none. */
export function decodePart(encoded: Buffer, encoding: string): Buffer | null {
  const longest = attachmentLimits.containerBytes
  const enclosed = parseEnclosedEncoding(encoding)
  if (enclosed === null) return decodeTransfer(encoded, encoding, longest)
  const text = decodeTransfer(encoded, enclosed.transfer, longest)
  const decode = enclosed.kind === 'yenc' ? decodeYencBlock : decodeUuBlock
  return decode(text, enclosed.ordinal, longest)
}
