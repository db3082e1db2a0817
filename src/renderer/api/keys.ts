import type { ActionTarget } from '#shared/actions.ts'
import type { ConversationFilter } from '#shared/conversation.ts'
import type { ExcerptParams } from '#shared/search.ts'

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
  /** What follows from the lists: counts, the palette's finds, how much is searchable. */
  besideLists: ['beside-lists'],
  count: (filter: ConversationFilter) => ['beside-lists', 'count', filter],
  found: (search: string) => ['beside-lists', 'found', search],
  excerpt: (params: ExcerptParams) => ['beside-lists', 'excerpt', params],
  coverage: ['beside-lists', 'coverage'],
  conversations: ['conversation'],
  conversation: (id: string) => ['conversation', id],
  actions: ['actions'],
  refused: ['actions', 'refused'],
  mailboxes: ['mailboxes'],
  drafts: ['drafts'],
  draft: (id: string) => ['draft', id],
  outbox: ['outbox'],
  contacts: (text: string) => ['contacts', text],
  deletePreview: (target: ActionTarget) => ['delete-preview', target],
  body: (emailId: string) => ['email-body', emailId],
  text: (emailId: string, bodyState: string, part: 'top' | 'whole') => [
    'email-text',
    emailId,
    bodyState,
    part,
  ],
  source: (emailId: string) => ['email-source', emailId],
  mail: (emailId: string, bodyState: string, ...look: readonly (string | number | boolean)[]) => [
    'prepared-mail',
    emailId,
    bodyState,
    ...look,
  ],
} as const
