import { useMemo } from 'react'
import { t } from '#renderer/i18n/messages.ts'
import type { Attachment } from '#shared/attachment.ts'
import { AttachmentCard } from './AttachmentCard.tsx'
import { AttachmentFiles } from './AttachmentFiles.tsx'
import { fileOfAttachment, isReadable } from './attachment-file.ts'
import { useEventCopies } from './use-event-copies.ts'

/** What came with an email, under its text: invitations and cards to read, then the files. Inline images are text. */
export function AttachmentList(props: {
  readonly attachments: readonly Attachment[]
  /** For telling an organiser who isn't the sender. */
  readonly senderAddress?: string | null
  /** Whether the email itself says nothing. */
  readonly bodyEmpty?: boolean
}) {
  const { attachments, senderAddress = null, bodyEmpty = false } = props
  const listed = useMemo(
    () => attachments.filter(one => !one.inline || one.kind === 'event').map(fileOfAttachment),
    [attachments],
  )
  const copies = useEventCopies(listed.filter(file => file.kind === 'event'))
  const files = listed.filter(file => !copies.has(file))
  if (files.length === 0) return null
  return (
    <>
      {files
        .filter(isReadable)
        .slice(0, mostCards)
        .map(file => (
          <AttachmentCard
            key={file.target.attachmentId}
            file={file}
            senderAddress={senderAddress}
            bodyEmpty={bodyEmpty}
          />
        ))}
      <AttachmentFiles files={files} label={t('attachment.list')} />
    </>
  )
}

/** A digest may hold a hundred emails; the first ones are offered for reading, all are listed. */
const mostCards = 10
