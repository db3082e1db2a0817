import type { Conversation } from '#shared/conversation.ts'
import { AppError } from '#shared/errors.ts'
import type { Reader } from './handle.ts'

/** A conversation opened. */
export function getConversation(_r: Reader, _id: string): Conversation {
  throw new AppError('internal')
}
