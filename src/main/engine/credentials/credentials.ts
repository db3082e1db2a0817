import { join } from 'node:path'
import type { SecretBackend } from '#shared/account.ts'
import { AppError } from '#shared/errors.ts'
import type { Log } from '#shared/log.ts'
import { createKeychain, type OpenEntry } from './keychain.ts'
import { sessionReason } from './keychain-errors.ts'
import { createVaultFile, type VaultFile } from './vault-file.ts'

/** Which server a secret opens. Without one of its own, `smtp` takes the one for `imap`. */
export type SecretKind = 'imap' | 'smtp'

type Waiting = { readonly signal: AbortSignal }

/** The accounts' secrets: kept by the system's keychain, a passphrase vault, or this session's memory alone. */
export type Credentials = {
  readonly backend: () => SecretBackend
  /** Whether a secret for this account is known, as far as asked; an account not asked for yet counts as known. */
  readonly has: (accountId: string) => boolean
  /** @throws AppError `auth-missing`, or `secret-store-…` where the store doesn't answer */
  readonly read: (accountId: string, kind: SecretKind, options: Waiting) => Promise<string>
  /** Keeps secrets; where the store refuses, for this session only (see `backend`). `null` removes. */
  readonly write: (
    accountId: string,
    secrets: { readonly [Kind in SecretKind]?: string | null | undefined },
    options: Waiting,
  ) => Promise<void>
  /** Keeps a secret in memory and nowhere else: the demo mailbox's, new at each start. */
  readonly hold: (accountId: string, secret: string) => void
  readonly remove: (accountId: string, options: Waiting) => Promise<void>
  /** Opt-in where there is no keychain: encrypts what is known with a passphrase. */
  readonly createVault: (passphrase: string) => Promise<SecretBackend>
  readonly unlockVault: (passphrase: string) => Promise<SecretBackend>
  /** Asks the store again, and hands it what only this session knows. */
  readonly retry: (options: Waiting) => Promise<SecretBackend>
}

const unending = new AbortController().signal
const kinds: readonly SecretKind[] = ['imap', 'smtp']
const entryName = (accountId: string, kind: SecretKind) => `${accountId}/${kind}`

/**
 * Keeps secrets out of the database, the logs and the screen.
 *
 * A locked or absent store never counts as "no password", so nothing is overwritten or deleted by mistake. `fallback` is
 * one secret for accounts whose own can't be had: the command line's PARLEY_PASSWORD. `onChange` is told when the
 * backend changed; `onLate` when a store that had not answered in time has.
 */
export function createCredentials(deps: {
  readonly dataDir: string
  readonly service: string
  readonly storeName: string
  readonly openEntry: OpenEntry
  readonly vaultFile?: VaultFile
  readonly fallback?: string | undefined
  readonly timeoutMs?: number
  readonly onChange: () => void
  readonly onLate: () => void
  readonly log: Log
}): Credentials {
  const { log } = deps
  const vault = deps.vaultFile ?? createVaultFile({ path: join(deps.dataDir, 'vault.json') })
  /** What is known: `null` means asked and absent. */
  const known = new Map<string, string | null>()
  /** Known to this session only, waiting for a store. */
  const unstored = new Set<string>()
  const held = new Set<string>()
  const asking = new Map<string, Promise<string | null>>()
  let trouble: 'missing' | 'locked' | 'timeout' | null = null
  /** What the store last failed to give: a locked store fails only for names that it holds. */
  let refused = entryName('parley', 'imap')

  const keychain = createKeychain({
    service: deps.service,
    openEntry: deps.openEntry,
    ...(deps.timeoutMs === undefined ? {} : { timeoutMs: deps.timeoutMs }),
    onLate: () => {
      setTrouble(null)
      deps.onLate()
    },
  })
  const backend = (): SecretBackend => {
    if (vault.exists()) return { kind: 'vault', locked: vault.locked() }
    if (trouble !== null) return { kind: 'session', reason: trouble }
    return { kind: 'keychain', name: deps.storeName }
  }
  const setTrouble = (next: typeof trouble) => {
    if (next === trouble) return
    trouble = next
    log.info('secret-store', { trouble: next })
    deps.onChange()
  }
  /** Remembers why the store failed; other errors go on. */
  const noteTrouble = (error: unknown) => {
    const reason = sessionReason(error)
    if (reason === null) throw error
    setTrouble(reason)
  }

  /** Whoever asks, the answer serves all: so no asker's leaving ends it. */
  const askKeychain = async (name: string): Promise<string | null> => {
    try {
      const secret = await keychain.get(name, { signal: unending })
      if (!known.has(name)) known.set(name, secret)
      if (secret !== null) setTrouble(null)
      return known.get(name) ?? null
    } catch (error) {
      refused = name
      noteTrouble(error)
      throw error
    }
  }
  const ask = async (name: string, options: Waiting): Promise<string | null> => {
    const cached = known.get(name)
    if (cached !== undefined) return cached
    if (vault.exists()) return vault.get(name)
    const question = asking.get(name) ?? askKeychain(name).finally(() => asking.delete(name))
    asking.set(name, question)
    return abortable(question, options.signal)
  }
  const store = async (changes: ReadonlyMap<string, string | null>, options: Waiting) => {
    if (vault.exists()) return vault.change(changes)
    for (const [name, secret] of changes) {
      if (secret === null) await keychain.remove(name, options)
      else await keychain.set(name, secret, options)
      unstored.delete(name)
      // Only a success with content proves the store: a locked one answers for names that it doesn't hold.
      if (secret !== null) setTrouble(null)
    }
  }
  const persistable = () =>
    new Map([...known].filter((entry): entry is [string, string] => entry[1] !== null && !held.has(entry[0])))

  return {
    backend,
    has: accountId => {
      const secret = known.get(entryName(accountId, 'imap'))
      if (secret !== undefined) return secret !== null
      if (vault.exists()) return !vault.locked() && vault.get(entryName(accountId, 'imap')) !== null
      return trouble === null
    },
    read: async (accountId, kind, options) => {
      try {
        const own = await ask(entryName(accountId, kind), options)
        const secret = own ?? (kind === 'smtp' ? await ask(entryName(accountId, 'imap'), options) : null)
        if (secret !== null) return secret
      } catch (error) {
        if (deps.fallback === undefined || sessionReason(error) === null) throw error
      }
      if (deps.fallback === undefined) throw new AppError('auth-missing')
      return deps.fallback
    },
    write: async (accountId, secrets, options) => {
      const changes = new Map<string, string | null>()
      for (const kind of kinds) {
        const secret = secrets[kind]
        if (secret !== undefined) changes.set(entryName(accountId, kind), secret)
      }
      if (vault.exists() && vault.locked()) throw new AppError('secret-store-locked')
      for (const [name, secret] of changes) {
        known.set(name, secret)
        if (secret !== null) unstored.add(name)
      }
      try {
        await store(changes, options)
      } catch (error) {
        noteTrouble(error)
      }
    },
    hold: (accountId, secret) => {
      for (const kind of kinds) {
        known.set(entryName(accountId, kind), secret)
        held.add(entryName(accountId, kind))
      }
    },
    remove: async (accountId, options) => {
      const names = kinds.map(kind => entryName(accountId, kind))
      const stored = names.filter(name => !held.has(name) && known.get(name) !== null)
      for (const name of names) {
        known.set(name, null)
        unstored.delete(name)
        held.delete(name)
      }
      try {
        if (stored.length > 0) await store(new Map(stored.map(name => [name, null])), options)
      } catch (error) {
        noteTrouble(error)
        log.warn('secret-left-behind', { accountId })
      }
    },
    createVault: async passphrase => {
      await vault.create(passphrase, persistable())
      unstored.clear()
      deps.onChange()
      return backend()
    },
    unlockVault: async passphrase => {
      if (!vault.exists()) throw new AppError('not-found', 'vault')
      await vault.unlock(passphrase)
      deps.onChange()
      return backend()
    },
    retry: async options => {
      if (vault.exists()) return backend()
      for (const [name, secret] of known) if (secret === null) known.delete(name)
      try {
        const waiting = [...persistable()].filter(([name]) => unstored.has(name))
        if (waiting.length > 0) await store(new Map(waiting), options)
        else await keychain.get(refused, options)
        setTrouble(null)
      } catch (error) {
        noteTrouble(error)
      }
      return backend()
    },
  }
}

function abortable<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(new AppError('cancelled'))
    if (signal.aborted) onAbort()
    else signal.addEventListener('abort', onAbort)
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort))
  })
}
