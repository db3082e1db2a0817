import { useCallback } from 'react'
import { usePrefetchConversation } from '#renderer/api/prefetch.ts'
import { isDark } from '#renderer/stores/dark.ts'
import { useMailWidth } from '#renderer/stores/mail-width.ts'

/** Reads a conversation ahead as it would be shown right now. The same function for good: rows are not drawn for it. */
export function usePrefetchRow(): (id: string) => void {
  const prefetch = usePrefetchConversation()
  return useCallback(
    id => prefetch(id, { widthPx: useMailWidth.getState().widthPx, dark: isDark() }),
    [prefetch],
  )
}
