import { createEngine, type Engine } from '#engine/engine.ts'
import type { AccountStatus } from '#shared/account.ts'
import type { AnyMethod, Chunk, EngineEvent, Params, Result } from '#shared/contract.ts'
import { systemClock } from '#shared/time.ts'
import { type WaitOptions, waitFor } from './wait-for.ts'

export type LogLine = { readonly level: string; readonly event: string; readonly fields: unknown }

/** The engine in this process, knocked at through its door. */
export type LiveEngine = {
  readonly engine: Engine
  readonly events: readonly EngineEvent[]
  readonly logged: readonly LogLine[]
  ask<M extends AnyMethod>(
    method: M,
    params: Params<M>,
    onChunk?: (chunk: Chunk<M>) => void,
  ): Promise<Result<M>>
  status(): Promise<readonly AccountStatus[]>
  /** Asks again after each event until the answer is there. */
  waitFor<T>(ask: () => T | Promise<T>, options?: WaitOptions): Promise<Exclude<T, undefined | null | false>>
  close(): Promise<void>
}

export type LiveEngineOptions = {
  readonly dataDir: string
  readonly password?: string
  /** Connect every account and keep it in step; default yes. */
  readonly start?: boolean
}

/** Opens the engine on a data folder as the app does, without a window. */
export function openLiveEngine(options: LiveEngineOptions): LiveEngine {
  const events: EngineEvent[] = []
  const logged: LogLine[] = []
  const write = (level: string) => (event: string, fields?: unknown) =>
    void logged.push({ level, event, fields })
  const engine = createEngine({
    dataDir: options.dataDir,
    version: '0.0.0-test',
    clock: systemClock,
    log: { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') },
    mimeWorkerUrl: new URL('../../src/main/engine/mail/mime/worker.ts', import.meta.url),
    attachmentWorkerUrl: new URL('../../src/main/engine/attachments/worker.ts', import.meta.url),
    secretFallback: options.password ?? 'secret',
  })
  engine.subscribe(event => void events.push(event))
  if (options.start ?? true) engine.start()
  const ask: LiveEngine['ask'] = async (method, params, onChunk) =>
    (await engine.handle(method, params, {
      signal: AbortSignal.timeout(60_000),
      onChunk: chunk => onChunk?.(chunk as never),
      audience: 'shell',
    })) as never
  return {
    engine,
    events,
    logged,
    ask,
    status: () => ask('sync/status', {}),
    waitFor: (question, wait = {}) => waitFor(question, { timeoutMs: 15_000, everyMs: 20, ...wait }),
    close: () => engine.close(),
  }
}
