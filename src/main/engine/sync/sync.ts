import type { Attention } from '#engine/attention.ts'
import type { Events } from '#engine/events.ts'
import type { ImapConnection } from '#engine/mail/imap/connection.ts'
import type { MailReader } from '#engine/mail/mime/reader.ts'
import { releaseRunning } from '#engine/queue/queue.ts'
import { getAccountSettings, listAccountIds, setTlsSeen } from '#engine/store/accounts.ts'
import { findAttachmentByKey } from '#engine/store/attachments.ts'
import type { Store } from '#engine/store/database.ts'
import { accountOfEmail } from '#engine/store/email-lookup.ts'
import type { AccountStatus } from '#shared/account.ts'
import { AppError, isAppError } from '#shared/errors.ts'
import type { Log } from '#shared/log.ts'
import type { Clock } from '#shared/time.ts'
import { type Apart, createApart } from './apart.ts'
import { type DownloadProgress, downloadAttachment, downloadSource } from './attachments.ts'
import { completeEmail } from './complete-email.ts'
import { type Connections, createConnections } from './connections.ts'
import { createLoginGate, type LoginGate } from './login-gate.ts'
import { downloadMessage } from './message-file.ts'
import { type OnceResult, type SyncOnceOptions, syncAccountsOnce } from './once.ts'
import { placesOf } from './pieces.ts'
import { restingStatus } from './status.ts'
import { type Supervisor, startSupervisor } from './supervisor.ts'

/** What synchronising needs. */
export type SyncDeps = {
  readonly store: Store
  readonly reader: MailReader
  readonly secret: (
    accountId: string,
    kind: 'imap' | 'smtp',
    options: { readonly signal: AbortSignal },
  ) => Promise<string>
  readonly events: Events
  readonly clock: Clock
  readonly log: Log
  /** Absent: nobody is at work in a window. */
  readonly attention?: Pick<Attention, 'isAttended' | 'makeWay'>
  /** Further certificate authority to trust, PEM: for tests. */
  readonly tlsTrust?: string | undefined
  /** For jitter, in [0, 1). */
  readonly random?: () => number
}

type Waiting = { readonly signal: AbortSignal }

/** Keeps accounts in step with their servers, and brings single pieces when they are asked for. */
export type Sync = {
  /** Connects every account and keeps it in step. Without it, only what is asked for happens. */
  readonly start: () => void
  readonly syncNow: (accountId?: string) => void
  /** The network is back, the computer woke, secrets can be read again. */
  readonly wake: () => void
  readonly accountAdded: (id: string) => void
  /** Settings, secret, pause or window changed: starts over. */
  readonly accountChanged: (id: string) => void
  /** Stops; resolves when nothing of the account runs any more. */
  readonly accountRemoved: (id: string) => Promise<void>
  readonly status: () => readonly AccountStatus[]
  /** One round for scripts, without staying connected. @throws AppError the first failure */
  readonly syncOnce: (options: SyncOnceOptions) => Promise<OnceResult>
  /** Completes an email's body on disk. @throws AppError `message-missing`, `offline`, `not-found`, the connection's */
  readonly fetchBody: (emailKey: number, options: Waiting) => Promise<void>
  /** Brings an attachment into the blob store. @throws AppError `message-missing`, `offline`, `disk-full`, `too-large` */
  readonly fetchAttachment: (
    attachmentKey: number,
    options: Waiting & { readonly onProgress: (progress: DownloadProgress) => void },
  ) => Promise<{ readonly hash: string; readonly sizeBytes: number }>
  /** The first `maxBytes` of a message as the server has it. @throws AppError `message-missing`, `offline` */
  readonly fetchSource: (
    emailKey: number,
    options: Waiting & { readonly maxBytes: number },
  ) => Promise<Uint8Array>
  /** The whole message as the server has it, in the blob store. @throws as `fetchAttachment` */
  readonly fetchMessage: (
    emailKey: number,
    options: Waiting & { readonly onProgress: (progress: DownloadProgress) => void },
  ) => Promise<{ readonly hash: string; readonly sizeBytes: number }>
  /** Runs work that may take long on a connection of its own. @throws AppError `offline`, the connection's: see `Apart` */
  readonly apart: <T>(
    accountId: string,
    signal: AbortSignal,
    work: (connection: ImapConnection) => Promise<T>,
  ) => Promise<T>
  /** Jobs of this account wait in the queue. */
  readonly jobsWait: (accountId: string, options?: { readonly anew?: boolean }) => void
  readonly close: () => Promise<void>
}

/** Wires synchronising; nothing connects before `start` or a request. */
export function createSync(deps: SyncDeps): Sync {
  const { store } = deps
  const running = new Map<string, { readonly supervisor: Supervisor; readonly gate: LoginGate }>()
  const ending = new Map<string, Promise<void>>()
  const aparts = new Map<string, Apart>()
  const removed = new Set<string>()
  let started = false
  let closed = false
  let isReleased = false
  /** What was running when the engine died waits again. On a full disk that must wait too: mail can be read all the same. */
  const release = () => {
    if (isReleased) return
    store.write(w => releaseRunning(w))
    isReleased = true
  }
  try {
    release()
  } catch (error) {
    if (!isAppError(error, 'disk-full')) throw error
  }

  const connectionsOf = (accountId: string, gate: LoginGate): Connections =>
    createConnections({
      gate,
      clock: deps.clock,
      target: async options => {
        release()
        const { imap, tlsSeen } = getAccountSettings(store.reader, accountId)
        if (tlsSeen && imap.security === 'none') throw new AppError('blocked', 'signed in with TLS before')
        return {
          server: imap,
          password: await deps.secret(accountId, 'imap', options),
          tlsTrust: deps.tlsTrust,
        }
      },
      onSignedIn: connection => {
        if (connection.client.secureConnection) store.write(w => setTlsSeen(w, accountId))
      },
    })
  const begin = (accountId: string) => {
    if (closed || removed.has(accountId) || running.has(accountId)) return
    const gate = createLoginGate({ clock: deps.clock })
    const connections = connectionsOf(accountId, gate)
    const random = deps.random ?? Math.random
    running.set(accountId, {
      supervisor: startSupervisor({ ...deps, accountId, connections, gate, random }),
      gate,
    })
  }
  const end = (accountId: string): Promise<void> => {
    const one = running.get(accountId)
    running.delete(accountId)
    aparts.get(accountId)?.close()
    aparts.delete(accountId)
    const done = Promise.all([ending.get(accountId), one?.supervisor.close()]).then(() => undefined)
    const settled = done.finally(() => {
      if (ending.get(accountId) === settled) ending.delete(accountId)
    })
    ending.set(accountId, settled)
    return settled
  }
  const interact = <T>(
    accountId: string,
    signal: AbortSignal,
    work: (connection: ImapConnection) => Promise<T>,
  ): Promise<T> => {
    const one = running.get(accountId)
    return one === undefined ? withOwn(accountId, signal, work) : one.supervisor.interact(signal, work)
  }
  const apart = (accountId: string): Apart => {
    const one = running.get(accountId)
    if (one !== undefined && isOutOfReach(one.supervisor.status())) throw new AppError('offline')
    const known = aparts.get(accountId)
    if (known !== undefined) return known
    const made = createApart(connectionsOf(accountId, one?.gate ?? createLoginGate({ clock: deps.clock })))
    aparts.set(accountId, made)
    return made
  }
  /** Where nothing keeps the account connected, as on the command line: a connection for this one request. */
  async function withOwn<T>(
    accountId: string,
    signal: AbortSignal,
    work: (connection: ImapConnection) => Promise<T>,
  ): Promise<T> {
    const connections = connectionsOf(accountId, createLoginGate({ clock: deps.clock }))
    try {
      return await work(await connections.get('interactive', { signal }))
    } finally {
      await connections.release('interactive')
      connections.close()
    }
  }

  return {
    start: () => {
      started = true
      for (const id of listAccountIds(store.reader)) begin(id)
    },
    syncNow: accountId => {
      for (const [id, { supervisor }] of running)
        if (accountId === undefined || id === accountId) supervisor.nudge()
    },
    wake: () => {
      for (const { supervisor } of running.values()) supervisor.wake()
    },
    accountAdded: id => {
      if (started) begin(id)
    },
    accountChanged: id => {
      if (!started) return
      void end(id).then(() => begin(id))
    },
    accountRemoved: id => {
      removed.add(id)
      return end(id)
    },
    status: () =>
      listAccountIds(store.reader).map(id => {
        const known = running.get(id)?.supervisor.status()
        if (known !== undefined) return known
        const { paused, lastSyncedAt } = getAccountSettings(store.reader, id)
        return restingStatus(id, paused ? 'paused' : ending.has(id) ? 'connecting' : 'idle', lastSyncedAt)
      }),
    syncOnce: options => syncAccountsOnce({ ...deps, connectionsOf }, options),
    fetchBody: async (emailKey, { signal }) => {
      const accountId = accountOfEmail(store.reader, emailKey)
      if (accountId === null) throw new AppError('not-found', 'email')
      await interact(accountId, signal, connection => completeEmail(deps, connection, emailKey, { signal }))
    },
    fetchAttachment: async (attachmentKey, options) => {
      const attachment = findAttachmentByKey(store.reader, attachmentKey)
      const accountId = attachment && accountOfEmail(store.reader, attachment.emailKey)
      if (attachment === null || accountId === null) throw new AppError('not-found', 'attachment')
      const [place] = placesOf(store, attachment.emailKey)
      return interact(accountId, options.signal, connection =>
        downloadAttachment(deps, connection, attachment, place, options),
      )
    },
    fetchSource: async (emailKey, options) => {
      const accountId = accountOfEmail(store.reader, emailKey)
      if (accountId === null) throw new AppError('not-found', 'email')
      const [place] = placesOf(store, emailKey)
      return interact(accountId, options.signal, connection => downloadSource(connection, place, options))
    },
    fetchMessage: async (emailKey, options) => {
      const accountId = accountOfEmail(store.reader, emailKey)
      if (accountId === null) throw new AppError('not-found', 'email')
      const [place] = placesOf(store, emailKey)
      return interact(accountId, options.signal, connection =>
        downloadMessage(deps, connection, emailKey, place, options),
      )
    },
    apart: async (accountId, signal, work) => {
      if (closed || removed.has(accountId)) throw new AppError('cancelled')
      return apart(accountId).run(signal, work)
    },
    jobsWait: (accountId, options) => running.get(accountId)?.supervisor.jobsWait(options),
    close: async () => {
      closed = true
      for (const one of aparts.values()) one.close()
      await Promise.all([...running.keys()].map(end))
      await Promise.all(ending.values())
    },
  }
}

function isOutOfReach({ phase }: AccountStatus): boolean {
  return ['waiting', 'needs-password', 'failed', 'paused'].includes(phase)
}
