import type { Attachment, AttachmentEntry, AttachmentKind, AttachmentTarget } from '#shared/attachment.ts'

/** A file that a chip shows: an attachment, or a thing inside one. */
export type ShownFile = {
  readonly target: AttachmentTarget
  readonly name: string
  readonly type: string
  readonly kind: AttachmentKind
  readonly sizeBytes: number | null
  readonly onDisk: boolean
  readonly openable: boolean
  readonly disguised: boolean
}

/** An attachment as its chip shows it. */
export function fileOfAttachment(attachment: Attachment): ShownFile {
  return { ...attachment, target: { attachmentId: attachment.id } }
}

/** A thing inside an attachment as its chip shows it; its container is on disk already. */
export function fileOfEntry(container: AttachmentTarget, entry: AttachmentEntry): ShownFile {
  const target = { ...container, entry: [...(container.entry ?? []), entry.index] }
  return { ...entry, target, onDisk: true }
}

/** How a file can be looked at without leaving Parley; null where it can't. */
export type PreviewKind = 'image' | 'pdf' | 'text' | null

const raster = /^image\/(?:png|jpeg|gif|webp|avif|bmp)$/
const words = /^(?:text\/|application\/xhtml|image\/svg)/

/** Active documents are shown as the text that they are. */
export function previewKind({ kind, type }: ShownFile): PreviewKind {
  if (kind === 'image') return raster.test(type) ? 'image' : null
  if (kind === 'pdf') return 'pdf'
  if (kind === 'text') return 'text'
  return kind === 'program' && words.test(type) ? 'text' : null
}

/** An email in an email in an email: deeper ones are saved and opened elsewhere. */
const deepest = 4

/** Whether a file holds something that is read in place. */
export function isReadable({ kind, target }: ShownFile): boolean {
  const holds = kind === 'event' || kind === 'contact-card' || kind === 'email' || kind === 'container'
  return holds && (target.entry ?? []).length < deepest
}

/** An invitation or a card has a few KB. */
const readAtOnceBytes = 2_000_000

/** Whether what it holds is read without being asked for. */
export function isReadAtOnce({ kind, sizeBytes }: ShownFile): boolean {
  return kind !== 'email' && (sizeBytes ?? 0) <= readAtOnceBytes
}
