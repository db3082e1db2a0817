import { safeText } from '#shared/safe-text.ts'
import { decodeBytes } from './charset.ts'
import { type EnclosedFile, liftEnclosedFiles } from './enclosed-files.ts'
import { enrichedToText } from './enriched-text.ts'
import { unflow } from './flowed.ts'
import type { TextType } from './layout.ts'
import { mimeLimits } from './limits.ts'
import { decodeTransfer, looksBase64 } from './transfer.ts'

/** How a text part is coded, from its header or from BODYSTRUCTURE. */
export type TextCoding = {
  readonly type: TextType
  readonly charset: string | null
  readonly encoding: string
  readonly flowed: boolean
  readonly delSp: boolean
}

/**
 * The bytes of one text part as text: transfer encoding, charset and format=flowed undone, `\n` between lines.
 *
 * Never throws and never returns NUL. HTML comes back as HTML. Reads at most the limit for one part.
 */
export function decodeTextPart(bytes: Uint8Array, coding: TextCoding): string {
  return readTextPart(bytes, coding).text
}

/** {@link decodeTextPart}, and the files that stood in the text as blocks: those are taken out of it. */
export function readTextPart(
  bytes: Uint8Array,
  coding: TextCoding,
): { readonly text: string; readonly files: readonly EnclosedFile[] } {
  const raw = Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const believed = coding.encoding !== 'base64' || looksBase64(raw)
  const plain = decodeTransfer(raw, believed ? coding.encoding : '8bit', mimeLimits.textPartBytes)
  const { rest, files } = coding.type === 'text/plain' ? liftEnclosedFiles(plain) : { rest: plain, files: [] }
  const charset = coding.charset ?? (coding.type === 'text/html' ? charsetOfHtml(rest) : null)
  const text = safeText(decodeBytes(rest, charset))
  if (coding.type === 'text/enriched') return { text: enrichedToText(text), files }
  return { text: coding.flowed && coding.type === 'text/plain' ? unflow(text, coding.delSp) : text, files }
}

/** A page's own charset, only where the mail names none, and never a charset that hides markup. */
function charsetOfHtml(bytes: Buffer): string | null {
  const head = bytes.toString('latin1', 0, Math.min(bytes.length, 2_048))
  const label = /<meta[^>]{0,200}charset\s{0,5}=\s{0,5}["']?([a-z0-9_:.-]{1,40})/i
    .exec(head)?.[1]
    ?.toLowerCase()
  return label === undefined ||
    label.startsWith('utf-7') ||
    label.startsWith('utf-16') ||
    label.startsWith('iso-2022') ||
    label.startsWith('hz')
    ? null
    : label
}
