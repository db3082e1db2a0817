import { useQuery } from '@tanstack/react-query'
import { useAttachmentProgress } from '#renderer/stores/attachment-progress.ts'
import { attachmentKey } from '#shared/attachment-key.ts'
import type { ShownFile } from './attachment-file.ts'

/** The preview of an image or a PDF, made anew each time; leaving stops what is still being fetched. */
export function usePreparedPreview(file: ShownFile) {
  const key = attachmentKey(file.target)
  const end = useAttachmentProgress(state => state.end)
  const { data } = useQuery({
    queryKey: ['attachment-preview', key],
    queryFn: async ({ signal }) => {
      const cancel = () => void window.parley.cancelAttachment(file.target)
      signal.addEventListener('abort', cancel, { once: true })
      try {
        return await window.parley.previewAttachment(file.target)
      } finally {
        signal.removeEventListener('abort', cancel)
        end(key)
      }
    },
    gcTime: 0,
    staleTime: 0,
    retry: false,
    refetchOnWindowFocus: false,
  })
  return data
}
