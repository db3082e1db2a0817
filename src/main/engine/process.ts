/** The engine as a process of its own: forked by the shell, which restarts it when it ends (utilityProcess). */
import { createEngine, type Engine } from '#engine/engine.ts'
import { createFileLog } from '#engine/log.ts'
import { type Audience, type Port, serveRpc } from '#engine/rpc-server.ts'
import { errorPlace } from '#shared/error-place.ts'
import { type ErrorReport, toErrorReport } from '#shared/errors.ts'
import type { Log } from '#shared/log.ts'
import { systemClock } from '#shared/time.ts'

/** Electron's MessagePortMain, as far as it is used: this process never imports electron. */
type MessagePortMain = {
  readonly postMessage: (message: unknown) => void
  readonly on: (event: 'message' | 'close', listener: (event: { readonly data: unknown }) => void) => void
  readonly start: () => void
  readonly close: () => void
}

/** What the shell sends. */
type Order =
  | {
      readonly type: 'init'
      readonly dataDir: string
      readonly version: string
      readonly allowPrivateImages?: boolean
    }
  | { readonly type: 'connect'; readonly audience: Audience }
  | { readonly type: 'close' }

/** What the shell is told. */
type Answer =
  | { readonly type: 'ready' }
  | { readonly type: 'failed'; readonly error: ErrorReport }
  | { readonly type: 'closed' }

type ParentPort = {
  readonly postMessage: (message: Answer) => void
  readonly on: (
    event: 'message',
    listener: (event: { readonly data: Order; readonly ports: readonly MessagePortMain[] }) => void,
  ) => void
}

/** The shell restarts a process that ends with this; anything may be half done, so nothing goes on. */
const failedExit = 70

const parent = (process as unknown as { readonly parentPort: ParentPort }).parentPort
let running: { readonly engine: Engine; readonly log: Log; readonly stops: (() => void)[] } | null = null

for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
  process.on(event, (error: unknown) => {
    running?.log.error(event, { stack: errorPlace(error) })
    process.exit(failedExit)
  })
}

parent.on('message', ({ data, ports }) => {
  if (data.type === 'init') start(data)
  else if (data.type === 'close') void close()
  else for (const port of ports) connect(data.audience, port)
})

function start(order: Extract<Order, { type: 'init' }>): void {
  const log = createFileLog({ dataDir: order.dataDir, clock: systemClock })
  try {
    const engine = createEngine({
      dataDir: order.dataDir,
      version: order.version,
      clock: systemClock,
      log,
      mimeWorkerUrl: new URL(workerFiles(import.meta.url).mime, import.meta.url),
      attachmentWorkerUrl: new URL(workerFiles(import.meta.url).attachments, import.meta.url),
      searchWorkerUrl: new URL(workerFiles(import.meta.url).search, import.meta.url),
      allowPrivateImages: order.allowPrivateImages,
    })
    running = { engine, log, stops: [] }
    engine.start()
    log.info('engine-started', { version: order.version, node: process.versions.node })
    parent.postMessage({ type: 'ready' })
  } catch (error) {
    const report = toErrorReport(error)
    log.error('engine-start-failed', { code: report.code, stack: errorPlace(error) })
    parent.postMessage({ type: 'failed', error: report })
    setTimeout(() => process.exit(failedExit), 100)
  }
}

/** The build puts the workers beside this file. */
function workerFiles(self: string): Readonly<Record<'mime' | 'attachments' | 'search', string>> {
  return self.endsWith('.ts')
    ? {
        mime: './mail/mime/worker.ts',
        attachments: './attachments/worker.ts',
        search: './store/search-worker.ts',
      }
    : { mime: './mime-worker.js', attachments: './attachment-worker.js', search: './search-worker.js' }
}

function connect(audience: Audience, port: MessagePortMain): void {
  if (running === null) {
    port.close()
    return
  }
  const { engine, log, stops } = running
  stops.push(
    serveRpc({ port: asPort(port), audience, handle: engine.handle, subscribe: engine.subscribe, log }),
  )
}

function asPort(port: MessagePortMain): Port {
  return {
    post: message => port.postMessage(message),
    listen: (onMessage, onClose) => {
      port.on('message', event => onMessage(event.data))
      port.on('close', onClose)
      port.start()
    },
    close: () => port.close(),
  }
}

async function close(): Promise<void> {
  const closing = running
  running = null
  for (const stop of closing?.stops ?? []) stop()
  await closing?.engine.close()
  closing?.log.info('engine-closed')
  parent.postMessage({ type: 'closed' })
  process.exit(0)
}
