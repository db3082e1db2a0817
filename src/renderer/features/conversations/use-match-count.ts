import { useConversationCount } from '#renderer/api/conversation-count.ts'
import { useCounts } from '#renderer/api/queries.ts'
import type { ConversationCounts, ConversationFilter, ConversationView } from '#shared/conversation.ts'
import type { ConversationCount } from '#shared/search.ts'

/** How many the list would show in all: to the last one where nothing narrows it, else up to 1,000. */
export function useMatchCount(filter: ConversationFilter): ConversationCount | undefined {
  const found = useConversationCount(filter)
  const counts = useCounts().data
  const isWhole = Object.keys(filter).length === 1
  return isWhole && counts !== undefined ? { count: wholeCount(filter.view, counts), more: false } : found
}

function wholeCount(view: ConversationView, counts: ConversationCounts): number {
  switch (view) {
    case 'active':
      // What is snoozed counts as active, and has a list of its own.
      return counts.active - counts.snoozed
    case 'archived':
      return counts.archived
    case 'snoozed':
      return counts.snoozed
    case 'all':
      return counts.total
  }
}
