import type { Chunk, Method, Params, Result } from '#shared/contract.ts'
import { AppError, fromErrorReport } from '#shared/errors.ts'

type AskOptions<M extends Method> = {
  readonly signal?: AbortSignal
  readonly onChunk?: (chunk: Chunk<M>) => void
}

let lastRequestId = 0
let listening = false
const chunkListeners = new Map<number, (chunk: unknown) => void>()

/** Asks the engine. Throws AppError; aborting the signal cancels the request in the engine too. */
export async function ask<M extends Method>(
  method: M,
  params: Params<M>,
  options: AskOptions<M> = {},
): Promise<Result<M>> {
  const { signal, onChunk } = options
  if (signal?.aborted === true) throw new AppError('cancelled')
  lastRequestId += 1
  const id = lastRequestId
  if (onChunk !== undefined) {
    listenForChunks()
    // The engine streams what the contract names for this method; it is typed on both sides.
    chunkListeners.set(id, onChunk as (chunk: unknown) => void)
  }
  const cancel = () => window.parley.cancel(id)
  signal?.addEventListener('abort', cancel, { once: true })
  try {
    const answer = await window.parley.request(id, method, params)
    if (!answer.ok) throw fromErrorReport(answer.error)
    // The engine answers with what the contract names, as JSON.
    return JSON.parse(String(answer.result)) as Result<M>
  } finally {
    signal?.removeEventListener('abort', cancel)
    chunkListeners.delete(id)
  }
}

function listenForChunks(): void {
  if (listening) return
  listening = true
  window.parley.onChunk((id, chunk) => chunkListeners.get(id)?.(chunk))
}
