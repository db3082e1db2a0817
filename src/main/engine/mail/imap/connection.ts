import { ImapFlow } from 'imapflow'
import { AppError } from '#shared/errors.ts'
import { createScrubber } from '../scrub.ts'
import { connectionOptions, type ImapTarget } from './connection-options.ts'
import { toImapError } from './errors.ts'
import { createExclusive } from './exclusive.ts'
import { endIdle, installLane, type LaneActivity } from './lane.ts'
import { imapLimits } from './limits.ts'
import { watchProgress } from './watchdog.ts'

/** What a server can do, as far as sync decides by it. */
export type ServerAbilities = {
  readonly idle: boolean
  /** RFC 7162: changes since a modification sequence. */
  readonly condstore: boolean
  /** RFC 7162: expunged UIDs since a modification sequence; enabled on this connection. */
  readonly qresync: boolean
  /** RFC 4731: search results as compact sets. */
  readonly esearch: boolean
  /** RFC 6851. */
  readonly move: boolean
  /** RFC 4315: UID EXPUNGE, and which message got which UID. */
  readonly uidPlus: boolean
  /** X-GM-EXT-1. */
  readonly gmail: boolean
}

/** A signed-in connection to an IMAP server. One user at a time: see `use`. */
export type ImapConnection = {
  /** For the functions of this folder only. */
  readonly client: ImapFlow
  readonly abilities: ServerAbilities
  readonly isOpen: () => boolean
  /** Resolves when the connection is gone, with the reason; null after `close`. */
  readonly closed: Promise<AppError | null>
  /**
   * Runs commands alone on the connection, in order of asking. The signal takes effect while waiting; commands that
   * were sent finish (IMAP has no way to stop one), and their answer is dropped.
   *
   * @throws AppError: see `toImapError`
   */
  readonly use: <T>(signal: AbortSignal, work: () => Promise<T>) => Promise<T>
  /**
   * Waits in IDLE with the mailbox that is selected, or without IDLE just waits, until the server tells something,
   * somebody else wants the connection, or `ms` passed.
   */
  readonly idle: (signal: AbortSignal, ms: number) => Promise<void>
  /** Whether the server told of new, changed or vanished mail in the selected mailbox since this was last asked. */
  readonly takeNews: () => boolean
  /** Runs a command that sends much: until its end, silence is no fault of the server's; a dead line still ends it. */
  readonly upload: <T>(work: () => Promise<T>) => Promise<T>
  /** Says LOGOUT and hangs up. */
  readonly logout: () => Promise<void>
  /** Hangs up at once. */
  readonly close: () => void
  /** Hangs up because the peer is gone: `closed` tells `connection-lost`. */
  readonly drop: () => void
}

/**
 * Connects and signs in.
 *
 * TLS is implicit or required by STARTTLS; a server that greets with PREAUTH is refused, because a session that
 * nobody signed in to is somebody else's.
 *
 * @throws AppError: `auth-rejected`, `auth-unavailable`, `server-busy`, a `tls-…` or `connection-…` code, `host-not-found`,
 *   `blocked`, `protocol-violation`, `cancelled`
 */
export async function connectImap(
  target: ImapTarget,
  { signal }: { signal: AbortSignal },
): Promise<ImapConnection> {
  signal.throwIfAborted()
  const client = new ImapFlow(connectionOptions(target))
  let problem: AppError | null = null
  let closing = false
  const closed = new Promise<AppError | null>(resolve => {
    client.on('error', error => {
      problem ??= toImapError(error)
    })
    client.on('close', () => resolve(closing ? null : (problem ?? new AppError('connection-lost'))))
  })
  const activity = installLane(client)
  const hangUp = () => {
    closing = true
    client.close()
  }
  signal.addEventListener('abort', hangUp, { once: true })
  try {
    await client.connect()
    if (client.greeting === undefined) throw new AppError('protocol-violation', 'PREAUTH')
    if (client.capabilities.size > imapLimits.capabilities)
      throw new AppError('protocol-violation', 'capabilities')
  } catch (error) {
    hangUp()
    throw withoutSecret(toImapError(error, signal), target)
  } finally {
    signal.removeEventListener('abort', hangUp)
  }
  if (signal.aborted) {
    hangUp()
    throw new AppError('cancelled')
  }
  return toConnection(client, activity, closed, () => problem, hangUp)
}

/** Servers have quoted the command that they refused, and the words of a refusal are shown. */
function withoutSecret(problem: AppError, { server, password }: ImapTarget): AppError {
  if (problem.detail === undefined) return problem
  return new AppError(problem.code, createScrubber(server.user, [password])(problem.detail), {
    cause: problem.cause,
  })
}

function toConnection(
  client: ImapFlow,
  activity: LaneActivity,
  closed: Promise<AppError | null>,
  problem: () => AppError | null,
  hangUp: () => void,
): ImapConnection {
  const exclusive = createExclusive()
  const abilities = abilitiesOf(client)
  const isOpen = () => client.usable
  let news = false
  let wake: (() => void) | null = null
  const onNews = () => {
    news = true
    wake?.()
  }
  client.on('exists', onNews)
  client.on('expunge', onNews)
  client.on('flags', onNews)
  client.on('close', () => wake?.())

  const guarded = async <T>(work: () => Promise<T>): Promise<T> => {
    if (!isOpen()) throw problem() ?? new AppError('connection-lost')
    const watch = watchProgress({
      received: () => client.stats().received,
      isHeld: activity.isHeld,
      onSilence: () => client.close(),
    })
    try {
      const result = await work()
      // Some of imapflow's commands answer a lost connection with `false`.
      if (!isOpen()) throw problem() ?? new AppError('connection-lost')
      return result
    } catch (error) {
      throw isOpen() ? toImapError(error) : (problem() ?? toImapError(error))
    } finally {
      watch.stop()
    }
  }
  const idle = async (signal: AbortSignal, ms: number) => {
    if (news || exclusive.isWanted()) return
    const idling = abilities.idle ? client.idle().then(() => wake?.()) : null
    idling?.catch(() => undefined)
    await new Promise<void>(resolve => {
      const stop = () => wake?.()
      const timer = setTimeout(stop, ms)
      wake = () => {
        clearTimeout(timer)
        signal.removeEventListener('abort', stop)
        resolve()
      }
      signal.addEventListener('abort', stop, { once: true })
    })
    wake = null
    // DONE is a command like others: a peer that doesn't answer it is gone.
    if (isOpen()) await guarded(() => endIdle(client))
    await idling?.catch(() => undefined)
  }
  return {
    client,
    abilities,
    isOpen,
    closed,
    use: (signal, work) => {
      const result = exclusive.run(signal, () => guarded(work))
      wake?.()
      return result
    },
    idle: (signal, ms) =>
      exclusive.run(signal, async () => {
        if (!isOpen()) throw problem() ?? new AppError('connection-lost')
        await idle(signal, ms)
      }),
    upload: activity.holdWhile,
    takeNews: () => {
      const told = news
      news = false
      return told
    },
    logout: async () => {
      await client.logout().catch(() => undefined)
      hangUp()
    },
    close: hangUp,
    drop: () => client.close(),
  }
}

function abilitiesOf(client: ImapFlow): ServerAbilities {
  const has = (name: string) => client.capabilities.has(name)
  const rev2 = client.enabled.has('IMAP4REV2')
  return {
    idle: has('IDLE') || rev2,
    condstore: client.enabled.has('CONDSTORE'),
    qresync: client.enabled.has('QRESYNC'),
    esearch: has('ESEARCH') || rev2,
    move: has('MOVE') || rev2,
    uidPlus: has('UIDPLUS') || rev2,
    gmail: has('X-GM-EXT-1'),
  }
}
