import type { ConversationFilter } from '#shared/conversation.ts'

/** Names of what the cache holds. */
export const keys = {
  appInfo: ['app-info'],
  settings: ['settings'],
  accounts: ['accounts'],
  syncStatus: ['sync-status'],
  counts: ['counts'],
  overview: ['overview'],
  lists: ['conversation-list'],
  list: (filter: ConversationFilter) => ['conversation-list', filter],
  conversations: ['conversation'],
  conversation: (id: string) => ['conversation', id],
  body: (emailId: string) => ['email-body', emailId],
  text: (emailId: string, bodyState: string) => ['email-text', emailId, bodyState],
  source: (emailId: string) => ['email-source', emailId],
  mail: (emailId: string, bodyState: string, ...look: readonly (string | number | boolean)[]) => [
    'prepared-mail',
    emailId,
    bodyState,
    ...look,
  ],
} as const
