import { z } from 'zod'
import type { Actions } from '#engine/conversations/actions.ts'
import { targetsAtMost } from '#shared/actions.ts'
import type { HandlersOf } from './handler.ts'
import { conversationFilter, id, keyword, nothing, tagLook } from './schemas.ts'

const target = z.union([
  z.strictObject({ ids: z.array(id).max(targetsAtMost) }),
  z.strictObject({ filter: conversationFilter, except: z.array(id).max(targetsAtMost) }),
])

const action = z.union([
  z.strictObject({
    kind: z.enum([
      'archive',
      'unarchive',
      'delete',
      'undelete',
      'mark-read',
      'mark-unread',
      'unsnooze',
      'mute',
      'unmute',
    ]),
  }),
  z.strictObject({ kind: z.literal('snooze'), until: z.int().min(0).max(8_640_000_000_000_000) }),
  z.strictObject({
    kind: z.enum(['tag', 'untag']),
    keyword,
    definition: z.exactOptional(z.strictObject(tagLook)),
  }),
])

/** What is done to conversations, the journal of it, and the way back. */
export function actionHandlers(actions: Actions) {
  return {
    'conversations/act': {
      schema: z.strictObject({
        target: z.union([target, z.strictObject({ counted: id })]),
        action,
        upTo: z.exactOptional(z.int().min(0)),
        actionId: z.exactOptional(id),
      }),
      handle: (params, { signal, onChunk }) => actions.act(params, { signal, onProgress: onChunk }),
    },
    'conversations/delete-preview': {
      schema: z.strictObject({ target }),
      handle: (params, { signal }) => actions.deletePreview(params.target, { signal }),
    },
    'actions/list': {
      schema: z.strictObject({
        after: z
          .string()
          .regex(/^\d{1,15}$/)
          .optional(),
        limit: z.int().min(1).max(200),
      }),
      handle: params => actions.list(params),
    },
    'actions/undo': {
      schema: z.strictObject({ id }),
      handle: (params, { signal, onChunk }) => actions.undo(params.id, { signal, onProgress: onChunk }),
    },
    'actions/refused': { schema: nothing, handle: () => actions.refused() },
    'actions/settle': {
      schema: z.strictObject({ id, choice: z.enum(['retry', 'undo', 'keep-here']) }),
      handle: (params, { signal }) => actions.settle(params.id, params.choice, { signal }),
    },
    'mailboxes/list': { schema: nothing, handle: () => actions.mailboxes() },
    'accounts/create-archive': {
      schema: z.strictObject({ accountId: id }),
      handle: params => actions.createArchive(params.accountId),
    },
  } satisfies HandlersOf<
    | 'conversations/act'
    | 'conversations/delete-preview'
    | 'actions/list'
    | 'actions/undo'
    | 'actions/refused'
    | 'actions/settle'
    | 'mailboxes/list'
    | 'accounts/create-archive'
  >
}
