import { useEffect, useState } from 'react'
import { useNavigation } from '#renderer/stores/navigation.ts'

/**
 * The conversation that the panel shows; null shows the overview.
 *
 * What is opened is shown at once. Where the keyboard moves over the list, the row at the cursor is painted first and the
 * panel follows: a key that is held down moves as fast as rows are drawn, and conversations that were passed are not (P9).
 */
export function useShownConversation(): string | null {
  const openId = useNavigation(state => state.openId)
  const skimmed = useNavigation(state => state.opened.how === 'skim')
  const [followed, setFollowed] = useState(openId)
  const waits = skimmed && openId !== null && followed !== null && openId !== followed
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const follow = () => setFollowed(openId)
    const frame = requestAnimationFrame(() => {
      timer = setTimeout(follow)
    })
    return () => {
      cancelAnimationFrame(frame)
      clearTimeout(timer)
    }
  }, [openId])
  return waits ? followed : openId
}
