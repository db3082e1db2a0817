import { useMailboxes } from '#renderer/api/actions.ts'
import { useAccounts, useSettings } from '#renderer/api/queries.ts'
import type { ConversationFilter } from '#shared/conversation.ts'
import { filterWords } from './filter-words.ts'

/** Puts filters into words, with the names that tags, mailboxes and accounts have now. */
export function useFilterWords(): (filter: ConversationFilter) => string {
  const { tags } = useSettings()
  const mailboxes = useMailboxes().data ?? []
  const accounts = useAccounts().data ?? []
  return filter => filterWords(filter, { tags, mailboxes, accounts })
}
