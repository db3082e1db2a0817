import type { EngineEvent } from '#shared/contract.ts'
import { errorPlace } from '#shared/error-place.ts'
import { AppError, toErrorReport } from '#shared/errors.ts'
import type { Log } from '#shared/log.ts'
import type { RpcMessage } from '#shared/rpc.ts'

/** One end of a channel, whatever carries it: a MessagePort of Electron, of Node, or a test's own. */
export type Port = {
  readonly post: (message: RpcMessage) => void
  /** Called once; `onMessage` gets what the other side sent, unchecked. */
  readonly listen: (onMessage: (data: unknown) => void, onClose: () => void) => void
  readonly close: () => void
}

/** Who stands behind a port: the screen may ask `Requests` only, the shell everything. */
export type Audience = 'screen' | 'shell'

/** Asks the engine for one thing; validation is the callee's. */
export type Handle = (
  method: string,
  params: unknown,
  context: {
    readonly signal: AbortSignal
    readonly onChunk: (chunk: unknown) => void
    readonly audience: Audience
  },
) => Promise<unknown>

/** More requests than this at once from one port are a fault of the asking side. */
const runningAtMost = 500

/**
 * Serves the messages of `shared/rpc.ts` on a port until it closes; returns the way to stop.
 *
 * Never throws, whatever arrives: garbage is dropped, an unanswerable request gets an error. When the port closes, its
 * running requests are cancelled.
 */
export function serveRpc(deps: {
  readonly port: Port
  readonly audience: Audience
  readonly handle: Handle
  readonly subscribe: (listener: (event: EngineEvent) => void) => () => void
  readonly log: Log
}): () => void {
  const { port, audience, handle, log } = deps
  const running = new Map<number, AbortController>()
  let open = true

  const post = (message: RpcMessage): boolean => {
    if (!open) return false
    try {
      port.post(message)
      return true
    } catch {
      return false
    }
  }
  const fail = (id: number, error: unknown) =>
    post({ kind: 'reply', id, ok: false, error: toErrorReport(error) })

  const forAudience = (result: unknown) => (audience === 'screen' ? JSON.stringify(result ?? null) : result)

  const run = async (id: number, method: string, params: unknown) => {
    const controller = new AbortController()
    running.set(id, controller)
    const { signal } = controller
    try {
      const onChunk = (chunk: unknown) => {
        if (!signal.aborted) post({ kind: 'chunk', id, chunk })
      }
      const result = await handle(method, params, { signal, onChunk, audience })
      if (signal.aborted) fail(id, new AppError('cancelled'))
      else if (!post({ kind: 'reply', id, ok: true, result: forAudience(result) }))
        fail(id, new AppError('internal'))
    } catch (error) {
      const report = toErrorReport(signal.aborted ? new AppError('cancelled') : error)
      if (report.code === 'internal') log.error('request-failed', { method, error: errorPlace(error) })
      post({ kind: 'reply', id, ok: false, error: report })
    } finally {
      running.delete(id)
    }
  }

  const receive = (data: unknown) => {
    const message = readMessage(data)
    if (message === null) {
      log.warn('rpc-garbage', { audience })
    } else if (message.kind === 'cancel') {
      running.get(message.id)?.abort()
    } else if (running.has(message.id)) {
      log.warn('rpc-id-in-use', { audience })
    } else if (running.size >= runningAtMost) {
      fail(message.id, new AppError('invalid-request', 'too many requests at once'))
    } else {
      void run(message.id, message.method, message.params)
    }
  }
  const unsubscribe = deps.subscribe(event => post({ kind: 'event', event }))
  const stop = () => {
    if (!open) return
    open = false
    unsubscribe()
    for (const controller of running.values()) controller.abort()
  }

  port.listen(receive, stop)
  return () => {
    stop()
    port.close()
  }
}

type Incoming =
  | { readonly kind: 'request'; readonly id: number; readonly method: string; readonly params: unknown }
  | { readonly kind: 'cancel'; readonly id: number }

function readMessage(data: unknown): Incoming | null {
  try {
    return readFields(data)
  } catch {
    return null
  }
}

function readFields(data: unknown): Incoming | null {
  if (typeof data !== 'object' || data === null) return null
  const { kind, id, method, params } = data as Readonly<Record<string, unknown>>
  if (typeof id !== 'number' || !Number.isSafeInteger(id)) return null
  if (kind === 'cancel') return { kind, id }
  if (kind !== 'request' || typeof method !== 'string' || method.length > 100) return null
  return { kind, id, method, params }
}
