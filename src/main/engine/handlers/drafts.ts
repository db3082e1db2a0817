import { z } from 'zod'
import type { Drafts } from '#engine/outbox/drafts.ts'
import type { HandlersOf } from './handler.ts'
import { id, nothing, oneLine } from './schemas.ts'

/** Servers refuse mail to more (RFC 5321 §4.5.3.1.8 asks them to take 100). */
const recipientsAtMost = 1_000
/** What a person writes and pastes; pictures are files. */
const textAtMost = 5_000_000
const attachedBytesAtMost = 30 * 1024 * 1024

const kind = z.enum(['new', 'reply', 'reply-all', 'forward'])
/** As typed: whether mail can be sent there is told before sending (R-47: no control characters in any header). */
const addresses = z
  .array(z.strictObject({ name: oneLine.max(500), address: oneLine.max(320) }))
  .max(recipientsAtMost)
const subject = oneLine.max(2_000)

const content = z.strictObject({
  identityId: id.nullable(),
  to: addresses,
  cc: addresses,
  bcc: addresses,
  subject,
  html: z.string().max(textAtMost),
  text: z.string().max(textAtMost),
  plain: z.boolean(),
})

/** nothing else can be prefilled. */
const prefill = z.strictObject({
  to: addresses.optional(),
  cc: addresses.optional(),
  bcc: addresses.optional(),
  subject: subject.optional(),
  text: z.string().max(textAtMost).optional(),
})

const draft = z.strictObject({ id })

/** Writing mail. */
export function draftHandlers(drafts: Drafts) {
  return {
    'drafts/open': {
      schema: z.strictObject({
        kind,
        conversationId: id.optional(),
        emailId: id.optional(),
        prefill: prefill.optional(),
      }),
      handle: params => drafts.open(params),
    },
    'drafts/get': { schema: draft, handle: params => drafts.get(params.id) },
    'drafts/save': {
      schema: z.strictObject({ id, content }),
      handle: params => drafts.save(params.id, params.content),
    },
    'drafts/list': { schema: nothing, handle: () => drafts.list() },
    'drafts/revisions': { schema: draft, handle: params => drafts.revisions(params.id) },
    'drafts/revision': {
      schema: z.strictObject({ id, revision: z.int().min(1) }),
      handle: params => drafts.revision(params.id, params.revision),
    },
    'drafts/retarget': {
      schema: z.strictObject({ id, kind }),
      handle: params => drafts.retarget(params.id, params.kind),
    },
    'drafts/discard': { schema: draft, handle: params => drafts.discard(params.id) },
    'drafts/restore': { schema: draft, handle: params => drafts.restore(params.id) },
    'drafts/check': { schema: draft, handle: params => drafts.check(params.id) },
    'drafts/attach-bytes': {
      schema: z.strictObject({
        id,
        name: z.string().max(1_000),
        type: oneLine.max(200),
        bytes: z.custom<Uint8Array>(
          value => value instanceof Uint8Array && value.length <= attachedBytesAtMost,
        ),
        inline: z.boolean(),
      }),
      handle: (params, { signal }) => drafts.attachBytes(params, { signal }),
    },
    'drafts/attach-email-file': {
      schema: z.strictObject({ id, attachmentId: id }),
      handle: (params, { signal, onChunk }) =>
        drafts.attachEmailFile(params.id, params.attachmentId, { signal, onProgress: onChunk }),
    },
    'drafts/detach': {
      schema: z.strictObject({ id, attachmentId: id }),
      handle: params => drafts.detach(params.id, params.attachmentId),
    },
  } satisfies HandlersOf<
    | 'drafts/open'
    | 'drafts/get'
    | 'drafts/save'
    | 'drafts/list'
    | 'drafts/revisions'
    | 'drafts/revision'
    | 'drafts/retarget'
    | 'drafts/discard'
    | 'drafts/restore'
    | 'drafts/check'
    | 'drafts/attach-bytes'
    | 'drafts/attach-email-file'
    | 'drafts/detach'
  >
}

/** Files by path, for the shell only. */
export function draftFileHandlers(drafts: Drafts) {
  return {
    'drafts/attach-file': {
      schema: z.strictObject({ id, path: z.string().min(1).max(32_768), inline: z.boolean() }),
      handle: (params, { signal, onChunk }) => drafts.attachFile(params, { signal, onProgress: onChunk }),
    },
    'drafts/file': {
      schema: z.strictObject({ attachmentId: id }),
      handle: params => drafts.file(params.attachmentId),
    },
  } satisfies HandlersOf<'drafts/attach-file' | 'drafts/file'>
}
