import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { ConversationRow } from '#shared/conversation.ts'
import { ask } from './client.ts'
import { keys } from './keys.ts'

const most = 6

/** The first few conversations that a search finds anywhere; a newer search stops the older one. Empty without words. */
export function useFoundConversations(search: string): readonly ConversationRow[] {
  const wanted = search !== ''
  const filter = { view: 'all', search } as const
  const { data } = useQuery({
    queryKey: keys.found(search),
    queryFn: ({ signal }) => ask('conversations/list', { filter, limit: most }, { signal }),
    enabled: wanted,
    placeholderData: keepPreviousData,
    gcTime: 10_000,
  })
  return wanted ? (data?.rows ?? []) : []
}
