import type { z } from 'zod'
import type { Accounts } from '#engine/accounts/accounts.ts'
import type { Attachments } from '#engine/attachments/attachments.ts'
import type { Actions } from '#engine/conversations/actions.ts'
import type { Conversations } from '#engine/conversations/conversations.ts'
import type { Credentials } from '#engine/credentials/credentials.ts'
import type { Lists } from '#engine/lists/unsubscribe.ts'
import type { Drafts } from '#engine/outbox/drafts.ts'
import type { Outbox } from '#engine/outbox/outbox.ts'
import type { Handle } from '#engine/rpc-server.ts'
import type { Search } from '#engine/search/search.ts'
import type { EmailAddress } from '#shared/address.ts'
import type { AnyMethod, AppInfo, DoctorReport, Method } from '#shared/contract.ts'
import { AppError } from '#shared/errors.ts'
import type { Overview } from '#shared/overview.ts'
import { accountHandlers, demoHandlers } from './accounts.ts'
import { actionHandlers } from './actions.ts'
import { appHandlers, doctorHandlers, overviewHandlers, type SettingsAccess, trustHandlers } from './app.ts'
import { attachmentFileHandlers, attachmentHandlers } from './attachments.ts'
import { contactHandlers } from './contacts.ts'
import { contentHandlers, conversationHandlers } from './conversations.ts'
import { describeIssues } from './describe-issues.ts'
import { draftFileHandlers, draftHandlers } from './drafts.ts'
import type { HandlersOf } from './handler.ts'
import { listHandlers } from './lists.ts'
import { outboxHandlers } from './outbox.ts'
import { searchHandlers } from './search.ts'
import { secretHandlers } from './secrets.ts'
import { type SyncControl, syncHandlers, wakeHandlers } from './sync.ts'

/** Everything that answers requests. */
export type Services = {
  readonly info: () => AppInfo
  readonly inspect: () => Promise<DoctorReport>
  readonly attend: () => void
  readonly settings: SettingsAccess
  readonly accounts: Accounts
  readonly credentials: Pick<Credentials, 'createVault' | 'unlockVault' | 'retry'>
  readonly conversations: Conversations
  readonly actions: Actions
  readonly attachments: Attachments
  readonly drafts: Drafts
  readonly outbox: Outbox
  readonly lists: Lists
  readonly search: Search
  readonly sync: SyncControl
  readonly overview: (periodDays: number) => Overview
  readonly findContacts: (text: string) => readonly EmailAddress[]
  readonly remoteImage: (
    url: string,
    options: { readonly signal: AbortSignal },
  ) => Promise<{ type: string; bytes: Uint8Array }>
}

/** A handler whose types the table has forgotten: `schema` guards what `handle` takes. */
type Untyped = {
  readonly schema: z.ZodType
  readonly handle: (
    params: never,
    context: { readonly signal: AbortSignal; readonly onChunk: (chunk: unknown) => void },
  ) => unknown
}

/**
 * The engine's one door: each method of the contract, validated, for those who may ask it.
 *
 * @throws AppError `unknown-method` also where the screen asks a method of the shell's; `invalid-request` names the
 * fields that are wrong, never their values
 */
export function createHandlers(services: Services): Handle {
  const { accounts, conversations, sync } = services
  const open: HandlersOf<Method> = {
    ...appHandlers(services.info, services.attend, services.settings),
    ...accountHandlers(accounts),
    ...secretHandlers(services.credentials),
    ...syncHandlers(sync),
    ...conversationHandlers(conversations),
    ...actionHandlers(services.actions),
    ...attachmentHandlers(services.attachments),
    ...draftHandlers(services.drafts),
    ...outboxHandlers(services.outbox),
    ...listHandlers(services.lists),
    ...searchHandlers(services.search),
    ...overviewHandlers(services.overview),
    ...contactHandlers(services.findContacts),
  }
  const shellOnly: HandlersOf<Exclude<AnyMethod, Method>> = {
    ...contentHandlers(conversations, services.remoteImage),
    ...attachmentFileHandlers(services.attachments),
    ...draftFileHandlers(services.drafts),
    ...demoHandlers(accounts),
    ...wakeHandlers(sync),
    ...doctorHandlers(services.inspect),
    ...trustHandlers(services.settings),
  }
  const forScreen = new Map<string, Untyped>(Object.entries(open))
  const forShell = new Map<string, Untyped>([...forScreen, ...Object.entries(shellOnly)])

  return async (method, params, { signal, onChunk, audience }) => {
    const handler = (audience === 'shell' ? forShell : forScreen).get(method)
    if (handler === undefined) throw new AppError('unknown-method')
    const parsed = handler.schema.safeParse(params)
    if (!parsed.success) throw new AppError('invalid-request', describeIssues(parsed.error))
    // The schema has just made sure of the type that the table forgot.
    return handler.handle(parsed.data as never, { signal, onChunk })
  }
}
