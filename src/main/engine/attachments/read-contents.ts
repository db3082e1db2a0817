import type { AttachmentKind } from '#shared/attachment.ts'
import { readCalendar } from './calendar.ts'
import { joinQuotedLines } from './card-lines.ts'
import { readCards } from './cards.ts'
import type { RawContents } from './content.ts'
import { contentLines } from './content-lines.ts'
import { readForwarded } from './forwarded.ts'
import { attachmentLimits } from './limits.ts'
import { decodeFile, readText } from './text.ts'
import { readTnef } from './tnef.ts'

/** What to read, and how. */
export type ReadOptions = {
  readonly kind: AttachmentKind
  /** Of the whole file; `bytes` may be its beginning. */
  readonly sizeBytes: number
  readonly nowMs: number
  /** See `readCalendar`. */
  readonly withDates: boolean
}

/** How much of a file is read for its kind; 0 where nothing is. */
export function readableBytes(kind: AttachmentKind): number {
  switch (kind) {
    case 'event':
    case 'contact-card':
      return attachmentLimits.listBytes
    case 'text':
    case 'program':
      return attachmentLimits.textBytes
    case 'email':
    case 'container':
      return attachmentLimits.containerBytes
    default:
      return 0
  }
}

/** Reads what an attachment holds. Runs in the thread that can be killed; may throw on anything. */
export function readContents(bytes: Uint8Array, options: ReadOptions): RawContents {
  switch (options.kind) {
    case 'event':
      return readCalendar(bytes, options)
    case 'contact-card':
      return readCards(joinQuotedLines(contentLines(decodeFile(bytes))))
    case 'email':
      return readForwarded(bytes, options.sizeBytes)
    case 'container':
      return readTnef(bytes)
    case 'text':
      return readText(bytes, options.sizeBytes)
    case 'program':
      // HTML, SVG and scripts are words; machine code is not.
      return bytes.subarray(0, 4_096).includes(0) ? { kind: 'none' } : readText(bytes, options.sizeBytes)
    default:
      return { kind: 'none' }
  }
}
