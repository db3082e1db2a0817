import { useEffect, useState } from 'react'
import { useAsk } from '#renderer/api/mutations.ts'
import { useOpenedConversation } from '#renderer/api/queries.ts'
import { useNavigation } from '#renderer/stores/navigation.ts'
import { readSoon, stopReading } from '#renderer/stores/reading.ts'

const skimMs = 500
/** What is opened is drawn first: writing takes the engine as long as reading does. */
const openMs = 60
/** Mail that arrives in the conversation on the screen counts as seen after this long before somebody's eyes. */
const arrivedMs = 1_000

/**
 * Opening marks a conversation as read at once; skimming over it with the keyboard after a moment of rest. Mail that
 * arrives while it is open is read once the window has been in front of somebody for a moment.
 *
 * Draws nothing, so that what it notices draws no window.
 */
export function MarkRead(): null {
  const { mutate } = useAsk('conversations/mark')
  const opened = useNavigation(state => state.opened)
  const openId = useNavigation(state => state.openId)
  const { data } = useOpenedConversation(openId)
  const isInFront = useInFront()
  const [seen, setSeen] = useState<{ readonly id: string; readonly emails: number } | null>(null)

  useEffect(() => {
    if (openId === null) return
    const mark = () => mutate({ ids: [openId], read: true })
    readSoon(openId, opened.how === 'open' ? openMs : skimMs, mark)
    // Who opened it has opened it, however soon they leave.
    if (opened.how === 'skim') return () => stopReading(openId)
    return
  }, [openId, opened, mutate])

  const id = data?.row.id
  const emails = data?.emails.length ?? 0
  const arrived = id !== undefined && seen?.id === id && emails > seen.emails
  useEffect(() => {
    if (id === undefined) return setSeen(null)
    if (!arrived) return setSeen({ id, emails })
    if (!isInFront) return
    const timer = setTimeout(() => {
      setSeen({ id, emails })
      mutate({ ids: [id], read: true })
    }, arrivedMs)
    return () => clearTimeout(timer)
  }, [id, emails, arrived, isInFront, mutate])
  return null
}

/** Whether the window has the keyboard: somebody is at it. */
function useInFront(): boolean {
  const [isInFront, setInFront] = useState(document.hasFocus())
  useEffect(() => {
    const look = () => setInFront(document.hasFocus())
    window.addEventListener('focus', look)
    window.addEventListener('blur', look)
    return () => {
      window.removeEventListener('focus', look)
      window.removeEventListener('blur', look)
    }
  }, [])
  return isInFront
}
