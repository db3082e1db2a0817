import { z } from 'zod'
import type { Accounts } from '#engine/accounts/accounts.ts'
import type { AccountDraft } from '#shared/account.ts'
import { AppError } from '#shared/errors.ts'
import { describeIssues } from './describe-issues.ts'
import type { HandlersOf } from './handler.ts'
import { address, bodyWindow, id, nothing, password, personName, server } from './schemas.ts'

const draft = z.strictObject({
  name: personName,
  address,
  imap: server,
  smtp: server.nullable(),
  bodyWindow,
})

/**
 * An account as a person or a script describes it, checked.
 *
 * @throws AppError `invalid-request` with the names of the fields that are wrong
 */
export function readDraft(value: unknown): AccountDraft {
  const parsed = draft.safeParse(value)
  if (!parsed.success) throw new AppError('invalid-request', describeIssues(parsed.error))
  return parsed.data
}

/** Connecting and changing mailboxes, for the screen. */
export function accountHandlers(accounts: Accounts) {
  return {
    'accounts/list': { schema: nothing, handle: () => accounts.list() },
    'accounts/discover': {
      schema: z.strictObject({ address }),
      handle: (params, { signal }) => accounts.discover(params.address, { signal }),
    },
    'accounts/test': {
      schema: z.strictObject({
        imap: server,
        smtp: server.nullable(),
        password: password.or(z.literal('')),
        smtpPassword: password.optional(),
        accountId: id.optional(),
      }),
      handle: (params, { signal, onChunk }) => accounts.test(params, { signal, onStep: onChunk }),
    },
    'accounts/add': {
      schema: z.strictObject({ draft, password, smtpPassword: password.optional() }),
      handle: (params, { signal }) => accounts.add(params, { signal }),
    },
    'accounts/update': {
      schema: z.strictObject({
        id,
        draft,
        password: password.optional(),
        smtpPassword: password.optional(),
      }),
      handle: (params, { signal }) => accounts.update(params, { signal }),
    },
    'accounts/remove': {
      schema: z.strictObject({ id }),
      handle: (params, { signal }) => accounts.remove(params.id, { signal }),
    },
    'accounts/pause': {
      schema: z.strictObject({ id, paused: z.boolean() }),
      handle: params => accounts.setPaused(params.id, params.paused),
    },
    'accounts/body-window': {
      schema: z.strictObject({ id, bodyWindow }),
      handle: params => accounts.setBodyWindow(params.id, params.bodyWindow),
    },
    'accounts/password': {
      schema: z.strictObject({ id, password }),
      handle: (params, { signal }) => accounts.setPassword(params.id, params.password, { signal }),
    },
  } satisfies HandlersOf<
    | 'accounts/list'
    | 'accounts/discover'
    | 'accounts/test'
    | 'accounts/add'
    | 'accounts/update'
    | 'accounts/remove'
    | 'accounts/pause'
    | 'accounts/body-window'
    | 'accounts/password'
  >
}

const place = z.strictObject({ host: z.string().min(1).max(253), port: z.int().min(1).max(65_535) })

/** The demo mailbox, for the shell that started its server. */
export function demoHandlers(accounts: Accounts) {
  return {
    'demo/attach': {
      schema: z.strictObject({
        server: z.strictObject({
          imap: place,
          smtp: place,
          user: z.string().min(1).max(320),
          password,
          address,
          name: personName,
        }),
      }),
      handle: params => accounts.attachDemo(params.server),
    },
  } satisfies HandlersOf<'demo/attach'>
}
