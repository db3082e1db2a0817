import { z } from 'zod'
import type { Conversations } from '#engine/conversations/conversations.ts'
import type { HandlersOf } from './handler.ts'
import { conversationFilter, id, nothing } from './schemas.ts'

const emailId = z.strictObject({ emailId: id })

/** The list, an opened conversation, and what is done to it. */
export function conversationHandlers(conversations: Conversations) {
  return {
    'conversations/list': {
      schema: z.strictObject({
        filter: conversationFilter,
        after: z.string().max(200).optional(),
        limit: z.int().min(1).max(200),
      }),
      handle: (params, { signal }) =>
        conversations.list(params.filter, params.after ?? null, params.limit, { signal }),
    },
    'conversations/counts': { schema: nothing, handle: () => conversations.counts() },
    'conversations/get': {
      schema: z.strictObject({ id }),
      handle: params => conversations.get(params.id),
    },
    'conversations/mark': {
      schema: z.strictObject({ ids: z.array(id).max(1_000), read: z.boolean() }),
      handle: params => conversations.mark(params.ids, params.read),
    },
    'emails/body': {
      schema: emailId,
      handle: (params, { signal }) => conversations.body(params.emailId, { signal }),
    },
    'emails/text': {
      schema: z.strictObject({ emailId: id, part: z.enum(['top', 'whole']) }),
      handle: params => conversations.text(params.emailId, params.part),
    },
    'emails/source': {
      schema: emailId,
      handle: (params, { signal }) => conversations.source(params.emailId, { signal }),
    },
  } satisfies HandlersOf<
    | 'conversations/list'
    | 'conversations/counts'
    | 'conversations/get'
    | 'conversations/mark'
    | 'emails/body'
    | 'emails/text'
    | 'emails/source'
  >
}

/** What only the shell may have: raw HTML, image bytes, paths. */
export function contentHandlers(
  conversations: Conversations,
  remoteImage: (
    url: string,
    options: { readonly signal: AbortSignal },
  ) => Promise<{ type: string; bytes: Uint8Array }>,
) {
  return {
    'emails/html': { schema: emailId, handle: params => conversations.html(params.emailId) },
    'emails/inline-image': {
      schema: z.strictObject({ emailId: id, contentId: z.string().min(1).max(998) }),
      handle: (params, { signal }) => conversations.inlineImage(params.emailId, params.contentId, { signal }),
    },
    'emails/file': {
      schema: emailId,
      handle: (params, { signal, onChunk }) =>
        conversations.file(params.emailId, { signal, onProgress: onChunk }),
    },
    'remote/image': {
      schema: z.strictObject({ url: z.string().min(1).max(16_384) }),
      handle: (params, { signal }) => remoteImage(params.url, { signal }),
    },
  } satisfies HandlersOf<'emails/html' | 'emails/file' | 'emails/inline-image' | 'remote/image'>
}
