import { setImmediate } from 'node:timers/promises'
import type { Credentials } from '#engine/credentials/credentials.ts'
import {
  type AccountRecord,
  getAccount,
  insertAccount,
  listAccounts,
  type NewIdentity,
  removeAccount,
  removeSomeMail,
  setAccountPaused,
  setBodyWindow,
  updateAccount,
} from '#engine/store/accounts.ts'
import type { Store } from '#engine/store/database.ts'
import type {
  Account,
  AccountDraft,
  BodyWindow,
  ConnectionTestResult,
  ConnectionTestStep,
  Discovery,
  ServerSettings,
} from '#shared/account.ts'
import { addressKey } from '#shared/address.ts'
import type { DemoServer, Params } from '#shared/contract.ts'
import { AppError, fromErrorReport } from '#shared/errors.ts'
import { isLoopbackHost } from '#shared/loopback.ts'
import type { Clock } from '#shared/time.ts'
import type { ConnectionTest } from './connection-test.ts'

const conversationsAtOnce = 200

type Waiting = { readonly signal: AbortSignal }
type Done = Record<string, never>

/** Connecting, changing and removing mailboxes. Each change tells sync and the views. */
export type Accounts = {
  readonly list: () => readonly Account[]
  readonly discover: (address: string, options: Waiting) => Promise<readonly Discovery[]>
  readonly test: (
    params: Params<'accounts/test'>,
    options: Waiting & { readonly onStep: (step: ConnectionTestStep) => void },
  ) => Promise<ConnectionTestResult>
  /** Tests first: an account that can't be reached isn't stored. @throws AppError with the test's code */
  readonly add: (params: Params<'accounts/add'>, options: Waiting) => Promise<{ readonly id: string }>
  /** Stores without a test; `password` null leaves the account without a secret. For the command line. */
  readonly store: (
    params: {
      readonly draft: AccountDraft
      readonly password: string | null
      readonly smtpPassword?: string | undefined
    },
    options: Waiting,
  ) => Promise<{ readonly id: string }>
  readonly update: (params: Params<'accounts/update'>, options: Waiting) => Promise<Done>
  readonly remove: (id: string, options: Waiting) => Promise<Done>
  readonly setPaused: (id: string, paused: boolean) => Done
  readonly setBodyWindow: (id: string, bodyWindow: BodyWindow) => Done
  readonly setPassword: (id: string, password: string, options: Waiting) => Promise<Done>
  /** The one demo account: made at the first start, given the server's new place at later ones. */
  readonly attachDemo: (server: DemoServer) => { readonly accountId: string }
}

/** Wires accounts to what they need; `sync` and `changed` are told after each change has been stored. */
export function createAccounts(deps: {
  readonly store: Store
  readonly credentials: Credentials
  readonly clock: Clock
  readonly discover: (address: string, options: Waiting) => Promise<readonly Discovery[]>
  readonly testConnection: ConnectionTest
  readonly sync: {
    readonly accountAdded: (id: string) => void
    readonly accountChanged: (id: string) => void
    readonly accountRemoved: (id: string) => Promise<void>
  }
  readonly changed: (change: { readonly accounts: true; readonly conversations?: 'many' }) => void
}): Accounts {
  const { store, credentials, sync } = deps

  const insert = (draft: AccountDraft, kind: Account['kind']): string => {
    const id = store.write(w =>
      insertAccount(w, { ...draft, kind, identities: [identityOf(draft)], createdAt: deps.clock.now() }),
    )
    deps.changed({ accounts: true })
    return id
  }
  const changed = (id: string): Done => {
    sync.accountChanged(id)
    deps.changed({ accounts: true })
    return {}
  }
  const storeNew: Accounts['store'] = async ({ draft, password, smtpPassword }, options) => {
    checkDraft(draft)
    if (listAccounts(store.reader).some(known => sameMailbox(known.imap, draft.imap))) {
      throw new AppError('invalid-request', 'this mailbox is connected already')
    }
    const id = insert(draft, 'imap')
    if (password !== null) await credentials.write(id, { imap: password, smtp: smtpPassword }, options)
    sync.accountAdded(id)
    return { id }
  }
  /** A stored secret goes only where it has gone before: a new host needs it typed again. */
  const storedSecret = async (
    known: AccountRecord,
    kind: 'imap' | 'smtp',
    server: ServerSettings,
    options: Waiting,
  ): Promise<string> => {
    if (!isKnownHost(known, server))
      throw new AppError('auth-missing', 'another server needs the password again')
    return credentials.read(known.id, kind, options)
  }

  return {
    list: () =>
      listAccounts(store.reader).map(({ tlsSeen: _, lastSyncedAt: __, ...account }) => ({
        ...account,
        hasSecret: credentials.has(account.id),
      })),
    discover: deps.discover,
    test: async (params, options) => {
      const { imap, smtp } = params
      checkServers(imap, smtp)
      const known = params.accountId === undefined ? null : getAccount(store.reader, params.accountId)
      const secret = async (kind: 'imap' | 'smtp', server: ServerSettings) => {
        if (known === null) throw new AppError('auth-missing')
        return storedSecret(known, kind, server, options)
      }
      const password = params.password === '' ? await secret('imap', imap) : params.password
      const ownSmtp = params.smtpPassword ?? (params.password === '' ? null : params.password)
      const smtpPassword = ownSmtp ?? (smtp === null ? password : await secret('smtp', smtp))
      return deps.testConnection({ imap, smtp, password, smtpPassword }, options)
    },
    add: async (params, options) => {
      const { draft, password } = params
      checkDraft(draft)
      const smtpPassword = params.smtpPassword ?? password
      const tested = { imap: draft.imap, smtp: draft.smtp, password, smtpPassword }
      const result = await deps.testConnection(tested, { ...options, onStep: () => {} })
      const problem = result.imap ?? result.smtp
      if (problem !== null) throw fromErrorReport(problem)
      return storeNew(params, options)
    },
    store: storeNew,
    update: async ({ id, draft, password, smtpPassword }, options) => {
      checkDraft(draft)
      const known = getAccount(store.reader, id)
      if (known.kind === 'demo')
        throw new AppError('invalid-request', 'the demo mailbox is set up by the app')
      if (known.tlsSeen && draft.imap.security === 'none')
        throw new AppError('blocked', 'this account has used TLS')
      const moved = [draft.imap, draft.smtp].some(server => server !== null && !isKnownHost(known, server))
      if (moved && password === undefined) {
        throw new AppError('auth-missing', 'another server needs the password again')
      }
      if (password !== undefined || smtpPassword !== undefined) {
        await credentials.write(id, { imap: password, smtp: smtpPassword }, options)
      }
      const others = known.identities
        .filter(identity => addressKey(identity.address) !== addressKey(known.address))
        .map(identityOf)
      store.write(w => updateAccount(w, id, { ...draft, identities: [identityOf(draft), ...others] }))
      return changed(id)
    },
    remove: async (id, options) => {
      getAccount(store.reader, id)
      await sync.accountRemoved(id)
      // A large mailbox goes in pieces, so that requests are answered in between.
      while (store.write(w => removeSomeMail(w, id, conversationsAtOnce))) await setImmediate()
      store.write(w => removeAccount(w, id))
      await credentials.remove(id, options)
      deps.changed({ accounts: true, conversations: 'many' })
      return {}
    },
    setPaused: (id, paused) => {
      getAccount(store.reader, id)
      store.write(w => setAccountPaused(w, id, paused))
      return changed(id)
    },
    setBodyWindow: (id, bodyWindow) => {
      getAccount(store.reader, id)
      store.write(w => setBodyWindow(w, id, bodyWindow))
      return changed(id)
    },
    setPassword: async (id, password, options) => {
      getAccount(store.reader, id)
      await credentials.write(id, { imap: password }, options)
      return changed(id)
    },
    attachDemo: server => {
      const draft = demoDraft(server)
      const known = listAccounts(store.reader).find(account => account.kind === 'demo')
      if (known === undefined) {
        const accountId = insert(draft, 'demo')
        credentials.hold(accountId, server.password)
        sync.accountAdded(accountId)
        return { accountId }
      }
      credentials.hold(known.id, server.password)
      store.write(w =>
        updateAccount(w, known.id, {
          ...draft,
          bodyWindow: known.bodyWindow,
          identities: [identityOf(draft)],
        }),
      )
      changed(known.id)
      return { accountId: known.id }
    },
  }
}

function identityOf(from: { readonly name: string; readonly address: string }): NewIdentity {
  return { name: from.name, address: from.address, addressKey: addressKey(from.address) }
}

function demoDraft({ name, address, imap, smtp, user }: DemoServer): AccountDraft {
  const server = (place: DemoServer['imap']): ServerSettings => ({ ...place, security: 'none', user })
  return { name, address, imap: server(imap), smtp: server(smtp), bodyWindow: 'all' }
}

function checkDraft(draft: AccountDraft): void {
  checkServers(draft.imap, draft.smtp)
}

/** no connection without TLS, except to this very computer. */
function checkServers(...servers: readonly (ServerSettings | null)[]): void {
  for (const server of servers) {
    if (server?.security === 'none' && !isLoopbackHost(server.host)) {
      throw new AppError('blocked', 'a connection without TLS is for this computer only')
    }
  }
}

function sameMailbox(a: ServerSettings, b: ServerSettings): boolean {
  return a.host.toLowerCase() === b.host.toLowerCase() && a.port === b.port && a.user === b.user
}

function isKnownHost(known: AccountRecord, server: ServerSettings): boolean {
  return [known.imap, known.smtp].some(place => place?.host.toLowerCase() === server.host.toLowerCase())
}
