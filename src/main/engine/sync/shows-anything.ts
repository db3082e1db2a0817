import type { IndexedEmail } from '#engine/mail/mime/index-email.ts'

/** Whether there is anything to see of a message besides its headers. */
export function showsAnything({ hasHtml, preview, attachments }: IndexedEmail): boolean {
  return hasHtml || preview !== '' || attachments.length > 0
}
