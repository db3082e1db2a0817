import { z } from 'zod'
import type { EmailAddress } from '#shared/address.ts'
import type { HandlersOf } from './handler.ts'

/** People to write to. */
export function contactHandlers(find: (text: string) => readonly EmailAddress[]) {
  return {
    'contacts/find': {
      schema: z.strictObject({ text: z.string().max(320) }),
      handle: params => find(params.text),
    },
  } satisfies HandlersOf<'contacts/find'>
}
