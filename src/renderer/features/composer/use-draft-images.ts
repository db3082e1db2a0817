import { useEffect, useMemo } from 'react'
import type { DraftSession } from './draft-session.ts'
import type { ShowImage } from './inline-image.ts'

/** Addresses of the images that the text draws, made of their bytes; freed with the composer. */
export function useDraftImages(session: DraftSession): {
  readonly show: ShowImage
  /** These bytes are this image: they need not be asked for. */
  readonly know: (contentId: string, bytes: Blob) => void
} {
  const images = useMemo(() => {
    const known = new Map<string, string>()
    const know = (contentId: string, bytes: Blob) => known.set(contentId, URL.createObjectURL(bytes))
    const show: ShowImage = async contentId => {
      const before = known.get(contentId)
      if (before !== undefined) return before
      const file = session.state.getState().attachments.find(each => each.contentId === contentId)
      if (file === undefined) return null
      const answer = await window.parley.draftImage(file.id)
      if (!answer.ok) return null
      know(contentId, new Blob([new Uint8Array(answer.bytes)], { type: answer.type }))
      return known.get(contentId) ?? null
    }
    const free = () => {
      for (const address of known.values()) URL.revokeObjectURL(address)
    }
    return { show, know, free }
  }, [session])
  useEffect(() => () => images.free(), [images])
  return images
}
