import { z } from 'zod'
import type { Outbox } from '#engine/outbox/outbox.ts'
import type { HandlersOf } from './handler.ts'
import { id, nothing } from './schemas.ts'

const submission = z.strictObject({ id })

/** Mail on its way out. */
export function outboxHandlers(outbox: Outbox) {
  return {
    'outbox/send': {
      schema: z.strictObject({
        draftId: id,
        revision: z.int().min(1),
        sendAt: z.int().min(0).max(8_640_000_000_000_000).optional(),
      }),
      handle: (params, { signal }) => outbox.send(params, { signal }),
    },
    'outbox/list': { schema: nothing, handle: () => outbox.list() },
    'outbox/get': { schema: submission, handle: params => outbox.get(params.id) },
    'outbox/cancel': { schema: submission, handle: params => outbox.cancel(params.id) },
    'outbox/send-now': { schema: submission, handle: params => outbox.sendNow(params.id) },
    'outbox/settle': {
      schema: z.strictObject({ id, choice: z.enum(['sent', 'send-again', 'edit']) }),
      handle: params => outbox.settle(params.id, params.choice),
    },
  } satisfies HandlersOf<
    'outbox/send' | 'outbox/list' | 'outbox/get' | 'outbox/cancel' | 'outbox/send-now' | 'outbox/settle'
  >
}
