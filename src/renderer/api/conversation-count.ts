import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { ConversationFilter } from '#shared/conversation.ts'
import type { ConversationCount } from '#shared/search.ts'
import { ask } from './client.ts'
import { keys } from './keys.ts'

/** How many conversations a filter finds, counted up to 1,000; undefined until it is known. */
export function useConversationCount(filter: ConversationFilter): ConversationCount | undefined {
  return useQuery({
    queryKey: keys.count(filter),
    queryFn: ({ signal }) => ask('conversations/count', { filter }, { signal }),
    placeholderData: keepPreviousData,
  }).data
}
