import { useEffect } from 'react'
import { useAsk } from '#renderer/api/mutations.ts'
import { useNavigation } from '#renderer/stores/navigation.ts'

const skimMs = 500

/** Opening marks a conversation as read at once; skimming over it with the keyboard after a moment of rest. */
export function useMarkRead(): void {
  const { mutate } = useAsk('conversations/mark')
  const opened = useNavigation(state => state.opened)
  const openId = useNavigation(state => state.openId)
  useEffect(() => {
    if (openId === null) return
    const timer = setTimeout(() => mutate({ ids: [openId], read: true }), opened.how === 'open' ? 0 : skimMs)
    return () => clearTimeout(timer)
  }, [openId, opened, mutate])
}
