import type { AttachmentTarget } from './attachment.ts'

/** One text for an attachment or a thing inside it: names its progress. */
export function attachmentKey({ attachmentId, entry = [] }: AttachmentTarget): string {
  return [attachmentId, ...entry].join('.')
}
