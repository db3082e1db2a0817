import { queryOptions, useQueries, useQuery } from '@tanstack/react-query'
import type { AttachmentTarget } from '#shared/attachment.ts'
import { attachmentKey } from '#shared/attachment-key.ts'
import { ask } from './client.ts'

const contentsOf = (target: AttachmentTarget) =>
  queryOptions({
    queryKey: ['attachment-contents', attachmentKey(target)],
    queryFn: ({ signal }) => ask('attachments/contents', target, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  })

/** What an attachment holds for reading, fetched where it is not here. Leaving cancels the fetch. */
export const useAttachmentContents = (target: AttachmentTarget, wanted: boolean) =>
  useQuery({ ...contentsOf(target), enabled: wanted })

/** The same of several, in their order. */
export const useContentsOfAll = (targets: readonly AttachmentTarget[]) =>
  useQueries({ queries: targets.map(contentsOf) })
