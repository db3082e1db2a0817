import { connectImap, type ImapConnection } from '#engine/mail/imap/connection.ts'
import type { ImapTarget } from '#engine/mail/imap/connection-options.ts'
import { AppError, isAppError } from '#shared/errors.ts'
import type { Clock } from '#shared/time.ts'
import { syncLimits } from './limits.ts'
import type { LoginGate } from './login-gate.ts'

/** What a connection is for: each has one of its own, as far as the server allows. */
export type ConnectionRole = 'watch' | 'bulk' | 'interactive'

/** An account's connections: at most three, fewer where the server refuses more. */
export type Connections = {
  /**
   * The connection of a role, opened if need be. Where the server refuses another one, one that is open is shared.
   *
   * @throws AppError: see `connectImap` and `LoginGate`
   */
  readonly get: (role: ConnectionRole, options: { readonly signal: AbortSignal }) => Promise<ImapConnection>
  /** Whether a role would get a connection of its own. */
  readonly hasRoomFor: (role: ConnectionRole) => boolean
  readonly openOnes: () => readonly ImapConnection[]
  /** Says goodbye on the role's own connection, if it has one and nobody shares it. */
  readonly release: (role: ConnectionRole) => Promise<void>
  /** Hangs up everything; connections can be opened again. */
  readonly hangUp: () => void
  /** Hangs up everything for good. */
  readonly close: () => void
}

/** Creates the connections of one account; none is opened yet. */
export function createConnections(deps: {
  readonly target: (options: { readonly signal: AbortSignal }) => Promise<ImapTarget>
  readonly gate: LoginGate
  readonly clock: Clock
  readonly onSignedIn: (connection: ImapConnection) => void
}): Connections {
  const own = new Map<ConnectionRole, ImapConnection>()
  const opening = new Map<ConnectionRole, Promise<ImapConnection>>()
  let limit: number = syncLimits.connections
  let limitUntil = 0
  let closed = false

  const openOnes = () => [...new Set(own.values())].filter(connection => connection.isOpen())
  const mostNow = () => (deps.clock.now() < limitUntil ? limit : syncLimits.connections)
  const shared = () => {
    const bulk = own.get('bulk')
    return bulk?.isOpen() === true ? bulk : openOnes()[0]
  }
  const open = async (role: ConnectionRole, signal: AbortSignal): Promise<ImapConnection> => {
    const other = openOnes().length >= mostNow() ? shared() : undefined
    if (other !== undefined) return other
    const target = await deps.target({ signal })
    try {
      const connection = await deps.gate.signIn(() => connectImap(target, { signal }))
      if (closed) {
        connection.close()
        throw new AppError('cancelled')
      }
      own.set(role, connection)
      deps.onSignedIn(connection)
      return connection
    } catch (error) {
      const others = openOnes()
      const first = shared()
      if (first === undefined || !isAppError(error) || !isTooMany(error)) throw error
      limit = others.length
      limitUntil = deps.clock.now() + syncLimits.fewerConnectionsMs
      return first
    }
  }
  const hangUp = () => {
    for (const connection of own.values()) connection.close()
    own.clear()
  }
  return {
    get: async (role, { signal }) => {
      for (;;) {
        if (closed || signal.aborted) throw new AppError('cancelled')
        const known = own.get(role)
        if (known?.isOpen() === true) return known
        own.delete(role)
        const others = opening.get(role)
        const started = others ?? open(role, signal).finally(() => opening.delete(role))
        opening.set(role, started)
        try {
          return await started
        } catch (error) {
          // Whoever asked first has left: that ends their wait, not ours.
          if (others === undefined || !isAppError(error, 'cancelled')) throw error
        }
      }
    },
    hasRoomFor: role => own.get(role)?.isOpen() === true || openOnes().length < mostNow(),
    openOnes,
    release: async role => {
      const connection = own.get(role)
      own.delete(role)
      if (connection !== undefined && openOnes().every(other => other !== connection))
        await connection.logout()
    },
    hangUp,
    close: () => {
      closed = true
      hangUp()
    },
  }
}

/** Refusals that mean: not another one, while those that are open go on. */
function isTooMany(error: AppError): boolean {
  return error.code === 'server-busy' || error.code === 'auth-unavailable' || error.code === 'connection-lost'
}
