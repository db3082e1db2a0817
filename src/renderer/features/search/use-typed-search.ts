import { useCallback, useEffect, useRef, useState } from 'react'
import { useListFilter } from '#renderer/stores/list-filter.ts'

const typingPauseMs = 60

/** What stands in the field, and the search that the list has: a pause of typing asks. */
export function useTypedSearch(): {
  readonly text: string
  /** Asks after a pause. */
  readonly type: (text: string) => void
  /** Asks at once. */
  readonly ask: (text: string) => void
} {
  const search = useListFilter(state => state.search)
  const change = useListFilter(state => state.change)
  const [text, setText] = useState(search)
  const [shown, setShown] = useState(search)
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null)
  // Someone else changed the filter (Clear filters, a saved view, a figure of the overview): the field follows.
  if (shown !== search) {
    setShown(search)
    setText(search)
  }
  const stop = useCallback(() => {
    if (timer.current !== null) clearTimeout(timer.current)
    timer.current = null
  }, [])
  useEffect(() => stop, [stop])

  const askNow = (next: string) => {
    stop()
    setText(next)
    setShown(next)
    change({ search: next })
  }
  const type = (next: string) => {
    setText(next)
    stop()
    timer.current = setTimeout(() => {
      setShown(next)
      change({ search: next })
    }, typingPauseMs)
  }
  return { text, type, ask: askNow }
}
