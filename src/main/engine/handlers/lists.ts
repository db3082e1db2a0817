import { z } from 'zod'
import type { Lists } from '#engine/lists/unsubscribe.ts'
import type { HandlersOf } from './handler.ts'
import { id } from './schemas.ts'

/** Leaving lists. */
export function listHandlers(lists: Lists) {
  return {
    'emails/unsubscribe': {
      schema: z.strictObject({ emailId: id }),
      handle: (params, { signal }) => lists.unsubscribe(params.emailId, { signal }),
    },
  } satisfies HandlersOf<'emails/unsubscribe'>
}
