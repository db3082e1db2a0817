import { useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import type { Settings } from '#shared/settings.ts'
import { firstPart, preparedMailOptions } from './emails.ts'
import { expandedAtFirst } from './expanded-at-first.ts'
import { keys } from './keys.ts'
import { conversationOptions } from './queries.ts'

/** How mail would be shown right now. */
export type MailView = { readonly widthPx: number; readonly dark: boolean }

/**
 * Reads a conversation that is about to be opened, and prepares the HTML that will be seen first.
 *
 * Prefetching never marks anything as read.
 */
export function usePrefetchConversation(): (id: string, view: MailView) => void {
  const client = useQueryClient()
  return useCallback(
    (id, { widthPx, dark }) => {
      const ahead = async () => {
        await client.prefetchQuery(conversationOptions(id))
        const conversation = client.getQueryData(conversationOptions(id).queryKey)
        if (conversation === undefined || widthPx === 0) return
        const expanded = expandedAtFirst(conversation.emails)
        const trusted = client.getQueryData<Settings>(keys.settings)?.trustedImageSenders ?? []
        for (const email of conversation.emails) {
          if (!expanded.has(email.id) || !email.hasHtml || email.bodyState === 'absent') continue
          const images = trusted.includes(email.from[0]?.address.toLowerCase() ?? '')
          void client.prefetchQuery(
            preparedMailOptions({
              email,
              widthPx,
              dark,
              paper: 'auto',
              images,
              quotes: 'folded',
              insist: false,
              part: firstPart(email),
            }),
          )
        }
      }
      void ahead()
    },
    [client],
  )
}
