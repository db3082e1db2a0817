import { t } from '#renderer/i18n/messages.ts'
import type { Attachment } from '#shared/attachment.ts'
import { AttachmentChip } from './AttachmentChip.tsx'

/** The attachments of an email, under its text. Inline images are part of the text. */
export function AttachmentList({ attachments }: { readonly attachments: readonly Attachment[] }) {
  const listed = attachments.filter(attachment => !attachment.inline)
  if (listed.length === 0) return null
  return (
    <ul aria-label={t('attachment.list')} className="mt-3 flex flex-wrap gap-2">
      {listed.map(attachment => (
        <li key={attachment.id} className="max-w-full">
          <AttachmentChip attachment={attachment} />
        </li>
      ))}
    </ul>
  )
}
