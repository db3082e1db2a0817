import { useQuery } from '@tanstack/react-query'
import type { AttachmentTarget } from '#shared/attachment.ts'
import { attachmentKey } from '#shared/attachment-key.ts'
import { ask } from './client.ts'

/** What an attachment holds for reading, fetched where it is not here. Leaving cancels the fetch. */
export const useAttachmentContents = (target: AttachmentTarget, wanted: boolean) =>
  useQuery({
    queryKey: ['attachment-contents', attachmentKey(target)],
    queryFn: ({ signal }) => ask('attachments/contents', target, { signal }),
    enabled: wanted,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  })
