import type { ConversationFilter, ConversationPage } from '#shared/conversation.ts'
import { AppError } from '#shared/errors.ts'
import type { Reader } from './handle.ts'

/** A page of the list. */
export function pageConversations(
  _r: Reader,
  _filter: ConversationFilter,
  _after: string | null,
  _limit: number,
): ConversationPage {
  throw new AppError('internal')
}
