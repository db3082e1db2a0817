import type { ErrorReport } from './errors.ts'

/** A request on a port. `id` is the asking side's own counter. */
export type RpcRequest = {
  readonly kind: 'request'
  readonly id: number
  readonly method: string
  readonly params: unknown
}

/** Stops a request: its handler's AbortSignal fires, and its answer is `cancelled`. */
export type RpcCancel = { readonly kind: 'cancel'; readonly id: number }

/** One piece of a streaming answer, before the final one. */
export type RpcChunk = { readonly kind: 'chunk'; readonly id: number; readonly chunk: unknown }

/** The final answer of a request. For the screen `result` is JSON: a text crosses its two bridges far faster than an object. */
export type RpcReply =
  | { readonly kind: 'reply'; readonly id: number; readonly ok: true; readonly result: unknown }
  | { readonly kind: 'reply'; readonly id: number; readonly ok: false; readonly error: ErrorReport }

/** Something happened in the engine; sent to every connected port. */
export type RpcEvent = { readonly kind: 'event'; readonly event: import('./contract.ts').EngineEvent }

/** Everything that goes over a port between engine and screen, or engine and shell. */
export type RpcMessage = RpcRequest | RpcCancel | RpcChunk | RpcReply | RpcEvent
