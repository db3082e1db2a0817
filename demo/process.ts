import { type DemoServer, startDemo } from './server.ts'

/** What the app asks of the demo's process. */
type Request = { readonly type: 'start'; readonly stateFile: string | null } | { readonly type: 'stop' }

/** The part of Electron's parentPort that is used here; the demo never imports Electron. */
type ParentPort = {
  on(event: 'message', listener: (event: { readonly data: Request }) => void): void
  postMessage(message: unknown): void
}

const parentPortOf = (): ParentPort => {
  const holder: { readonly parentPort?: ParentPort } = process
  if (!holder.parentPort) throw new Error('The demo must be started by the app; scripts use demo/cli.ts')
  return holder.parentPort
}

// The IMAP package still builds buffers the old way, which warns once it is bundled.
process.noDeprecation = true

const port = parentPortOf()
let demo: DemoServer | null = null

const start = async (stateFile: string | null): Promise<void> => {
  demo ??= await startDemo({ stateFile, now: Date.now, log: line => console.error(line) })
  // The contract names the fields of an account; a second own address is none of them.
  const { close: _close, supportAddress: _supportAddress, ...server } = demo
  port.postMessage({ type: 'ready', server })
}

const stop = async (): Promise<void> => {
  await demo?.close()
  port.postMessage({ type: 'stopped' })
  // The message needs one turn of the loop to leave the process.
  setImmediate(() => process.exit(0))
}

const handle = async (request: Request): Promise<void> => {
  try {
    await (request.type === 'start' ? start(request.stateFile) : stop())
  } catch (error) {
    port.postMessage({ type: 'failed', message: error instanceof Error ? error.message : String(error) })
  }
}

let queue: Promise<void> = Promise.resolve()
port.on('message', ({ data }) => {
  queue = queue.then(() => handle(data))
})
