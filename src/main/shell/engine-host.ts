import { join } from 'node:path'
import {
  MessageChannelMain,
  type MessagePortMain,
  type UtilityProcess,
  utilityProcess,
  type WebContents,
} from 'electron'
import type { AnyMethod, Chunk, EngineEvent, Params, Result } from '#shared/contract.ts'
import { AppError, type ErrorReport, fromErrorReport, toErrorReport } from '#shared/errors.ts'
import type { Log } from '#shared/log.ts'
import { createRpcClient } from '#shared/rpc-client.ts'
import { screenReadyChannel, sendChannels } from '#shared/shell-channels.ts'

/** The engine as the main process sees it: a process that may die and comes back, and a port to ask it. */
export type EngineHost = {
  readonly start: () => void
  /** Gives a page its own port, now and after each restart of the engine. */
  readonly attach: (contents: WebContents) => void
  readonly request: <M extends AnyMethod>(
    method: M,
    params: Params<M>,
    options?: { readonly onChunk?: (chunk: Chunk<M>) => void; readonly signal?: AbortSignal },
  ) => Promise<Result<M>>
  /** Lets it finish its writes; resolves when it is gone, or after the deadline. */
  readonly stop: () => Promise<void>
}

/** What the host is told. */
export type EngineHostOptions = {
  /** Folder of the built main bundle. */
  readonly bundleDir: string
  readonly dataDir: string
  readonly version: string
  readonly log: Log
  readonly onEvent: (event: EngineEvent) => void
  readonly onReady: () => void
  /** Loopback images for tests of the unpackaged app only. */
  readonly allowPrivateImages: boolean
}

const firstRestartMs = 250
const longestRestartMs = 30_000
const healthyAfterMs = 60_000
const stopDeadlineMs = 8_000
/** Failures that a new try would meet again: the user must act, so the engine stays down and says why. */
const lasting: ReadonlySet<string> = new Set(['store-newer', 'store-locked'])

/** Forks the engine, restarts it with back-off when it dies, and hands out ports (architecture.md, the house). */
export function createEngineHost(options: EngineHostOptions): EngineHost {
  const { log } = options
  const pages = new Set<WebContents>()
  const client = createRpcClient({ onEvent: options.onEvent })
  let child: UtilityProcess | null = null
  let ready = false
  let stopping = false
  let failure: ErrorReport | null = null
  let restartMs = firstRestartMs
  let restartTimer: NodeJS.Timeout | null = null

  const giveShellPort = (engine: UtilityProcess) => {
    const { port1, port2 } = new MessageChannelMain()
    engine.postMessage({ type: 'connect', audience: 'shell' }, [port1])
    port2.on('message', event => client.receive(event.data))
    port2.start()
    client.connect(message => port2.postMessage(message))
  }
  const givePort = (engine: UtilityProcess, contents: WebContents) => {
    if (contents.isDestroyed()) return
    const { port1, port2 }: { port1: MessagePortMain; port2: MessagePortMain } = new MessageChannelMain()
    engine.postMessage({ type: 'connect', audience: 'screen' }, [port1])
    contents.postMessage(sendChannels.enginePort, null, [port2])
  }
  const tellPages = (state: { type: 'engine-down' } | { type: 'engine-failed'; error: ErrorReport }) => {
    for (const page of pages) if (!page.isDestroyed()) page.send(sendChannels.engineState, state)
  }
  const giveUp = (error: ErrorReport) => {
    failure = error
    client.fail(error)
    tellPages({ type: 'engine-failed', error })
  }

  const start = () => {
    const startedAt = Date.now()
    const engine = utilityProcess.fork(join(options.bundleDir, 'engine.js'), [], {
      serviceName: 'Parley engine',
    })
    child = engine
    engine.on('message', (message: { type: string; error?: ErrorReport }) => {
      if (message.type === 'ready') {
        ready = true
        giveShellPort(engine)
        for (const page of pages) givePort(engine, page)
        log.info('engine-ready', { afterMs: Date.now() - startedAt })
        options.onReady()
      } else if (message.type === 'failed' && message.error !== undefined) {
        log.error('engine-start-failed', { code: message.error.code })
        if (lasting.has(message.error.code)) giveUp(message.error)
      }
    })
    engine.on('exit', code => {
      child = null
      ready = false
      if (stopping || failure !== null) return
      log.warn('engine-exit', { code })
      client.disconnect()
      tellPages({ type: 'engine-down' })
      if (Date.now() - startedAt > healthyAfterMs) restartMs = firstRestartMs
      restartTimer = setTimeout(start, restartMs)
      restartMs = Math.min(restartMs * 2, longestRestartMs)
    })
    engine.postMessage({
      type: 'init',
      dataDir: options.dataDir,
      version: options.version,
      allowPrivateImages: options.allowPrivateImages,
    })
  }

  return {
    start,
    attach: contents => {
      // One port per page load: a second one would orphan what was asked over the first.
      contents.ipc.on(screenReadyChannel, event => {
        if (event.senderFrame !== contents.mainFrame) return
        pages.add(contents)
        if (failure !== null)
          contents.send(sendChannels.engineState, { type: 'engine-failed', error: failure })
        else if (ready && child !== null) givePort(child, contents)
      })
      contents.once('destroyed', () => pages.delete(contents))
    },
    request: async (method, params, requestOptions) => {
      const onChunk = requestOptions?.onChunk
      const handle = client.request(
        method,
        params,
        onChunk === undefined ? {} : { onChunk: c => onChunk(c as never) },
      )
      const { signal } = requestOptions ?? {}
      if (signal?.aborted === true) handle.cancel()
      signal?.addEventListener('abort', handle.cancel, { once: true })
      const answer = await handle.answer
      signal?.removeEventListener('abort', handle.cancel)
      if (!answer.ok) throw fromErrorReport(answer.error)
      return answer.result as Result<typeof method>
    },
    stop: () => {
      stopping = true
      if (restartTimer !== null) clearTimeout(restartTimer)
      client.fail({ code: 'engine-failed', retry: false })
      const engine = child
      if (engine === null) return Promise.resolve()
      return new Promise(resolve => {
        const deadline = setTimeout(() => {
          log.warn('engine-stop-deadline')
          engine.kill()
          resolve()
        }, stopDeadlineMs)
        engine.once('exit', () => {
          clearTimeout(deadline)
          resolve()
        })
        engine.postMessage({ type: 'close' })
      })
    },
  }
}

/** Turns any failure into the error that the screen can put into words. */
export function asReport(error: unknown): ErrorReport {
  if (error instanceof AppError || !(error instanceof Error)) return toErrorReport(error)
  const isFull = 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT')
  return isFull ? { code: 'disk-full', retry: false } : toErrorReport(error)
}
