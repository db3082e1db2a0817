import { z } from 'zod'
import type { Attachments } from '#engine/attachments/attachments.ts'
import type { HandlersOf } from './handler.ts'
import { id } from './schemas.ts'

const target = z.strictObject({
  attachmentId: id,
  entry: z.array(z.int().min(0).max(10_000)).max(8).optional(),
})

/** What attachments hold, for the screen. */
export function attachmentHandlers(attachments: Attachments) {
  return {
    'attachments/contents': {
      schema: target,
      handle: (params, { signal }) => attachments.contents(params, { signal }),
    },
  } satisfies HandlersOf<'attachments/contents'>
}

/** Where their bytes are, for the shell only. */
export function attachmentFileHandlers(attachments: Attachments) {
  return {
    'attachments/fetch': {
      schema: target,
      handle: (params, { signal, onChunk }) => attachments.fetch(params, { signal, onProgress: onChunk }),
    },
  } satisfies HandlersOf<'attachments/fetch'>
}
