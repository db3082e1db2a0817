import type { AttachmentKind } from './attachment.ts'

/** What an attachment is, by its type and name. */
export function attachmentKind(_name: string, type: string): AttachmentKind {
  return type.startsWith('image/') ? 'image' : 'other'
}
