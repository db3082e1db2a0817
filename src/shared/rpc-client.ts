import type { EngineEvent } from './contract.ts'
import type { ErrorReport } from './errors.ts'
import type { RpcMessage } from './rpc.ts'

/** The answer to a request, as a value: errors don't keep their fields across a context bridge. */
export type RpcAnswer =
  | { readonly ok: true; readonly result: unknown }
  | { readonly ok: false; readonly error: ErrorReport }

/** The asking side of a port. */
export type RpcClient = {
  readonly request: (method: string, params: unknown, options?: RpcRequestOptions) => RpcRequestHandle
  /** A port is there: what waited goes out. A new port fails what the old one still owed. */
  readonly connect: (post: (message: RpcMessage) => void) => void
  /** The port is gone; what was under way fails with `engine-restarted`, what comes now waits. */
  readonly disconnect: () => void
  /** There will be no port: everything waiting and everything to come fails with this. */
  readonly fail: (error: ErrorReport) => void
  readonly receive: (message: RpcMessage) => void
}

/** What an asker may want to hear before the answer. */
export type RpcRequestOptions = { readonly onChunk?: (chunk: unknown) => void }

/** A request under way. */
export type RpcRequestHandle = { readonly answer: Promise<RpcAnswer>; readonly cancel: () => void }

type Pending = {
  readonly message: Extract<RpcMessage, { kind: 'request' }>
  readonly resolve: (answer: RpcAnswer) => void
  readonly onChunk: ((chunk: unknown) => void) | undefined
  sent: boolean
}

/**
 * Matches answers to requests on a port that may come and go.
 *
 * Requests made before the first port, or between two, wait in order; a permanent failure reaches all of them and stays.
 */
export function createRpcClient(deps: { readonly onEvent: (event: EngineEvent) => void }): RpcClient {
  const pending = new Map<number, Pending>()
  let post: ((message: RpcMessage) => void) | null = null
  let failure: ErrorReport | null = null
  let lastId = 0

  const settle = (id: number, answer: RpcAnswer) => {
    const entry = pending.get(id)
    if (entry === undefined) return
    pending.delete(id)
    entry.resolve(answer)
  }
  const failSent = () => {
    for (const [id, entry] of pending) {
      if (entry.sent) settle(id, { ok: false, error: { code: 'engine-restarted', retry: true } })
    }
  }

  return {
    request: (method, params, options) => {
      const id = ++lastId
      const answer = new Promise<RpcAnswer>(resolve => {
        if (failure !== null) {
          resolve({ ok: false, error: failure })
          return
        }
        const message = { kind: 'request', id, method, params } as const
        pending.set(id, { message, resolve, onChunk: options?.onChunk, sent: post !== null })
        post?.(message)
      })
      const cancel = () => {
        if (pending.get(id)?.sent === true) post?.({ kind: 'cancel', id })
        settle(id, { ok: false, error: { code: 'cancelled', retry: false } })
      }
      return { answer, cancel }
    },
    connect: newPost => {
      failSent()
      post = newPost
      failure = null
      for (const entry of pending.values()) {
        entry.sent = true
        newPost(entry.message)
      }
    },
    disconnect: () => {
      post = null
      failSent()
    },
    fail: error => {
      post = null
      failure = error
      for (const id of [...pending.keys()]) settle(id, { ok: false, error })
    },
    receive: message => {
      if (message.kind === 'reply') {
        settle(
          message.id,
          message.ok ? { ok: true, result: message.result } : { ok: false, error: message.error },
        )
      } else if (message.kind === 'chunk') pending.get(message.id)?.onChunk?.(message.chunk)
      else if (message.kind === 'event') deps.onEvent(message.event)
    },
  }
}
