import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { type UtilityProcess, utilityProcess } from 'electron'
import type { DemoServer } from '#shared/contract.ts'
import { AppError } from '#shared/errors.ts'
import type { Log } from '#shared/log.ts'

/** The demo mailbox's process: loaded only when somebody wants the demo. */
export type DemoHost = {
  readonly start: () => Promise<DemoServer>
  readonly stop: () => Promise<void>
}

type DemoMessage =
  | { readonly type: 'ready'; readonly server: DemoServer }
  | { readonly type: 'failed'; readonly message: string }
  | { readonly type: 'stopped' }

const stopDeadlineMs = 3_000
/** A demo that dies comes back after this; it never spins. */
const restartAfterMs = 3_000

/** Starts the demo servers in a process of their own; what happens in the demo is kept in the data folder. */
export function createDemoHost(deps: {
  readonly bundleDir: string
  readonly dataDir: string
  readonly log: Log
  readonly onExit: () => void
}): DemoHost {
  let child: UtilityProcess | null = null
  let started: Promise<DemoServer> | null = null
  let stopping = false
  let restartTimer: NodeJS.Timeout | null = null

  const launch = () =>
    new Promise<DemoServer>((resolve, reject) => {
      const demo = utilityProcess.fork(join(deps.bundleDir, 'demo.js'), [], {
        serviceName: 'Parley demo mailbox',
      })
      child = demo
      demo.on('message', (message: DemoMessage) => {
        if (message.type === 'ready') resolve(message.server)
        if (message.type === 'failed') reject(new AppError('internal', message.message))
      })
      demo.once('exit', code => {
        child = null
        started = null
        reject(new AppError('internal'))
        if (stopping) return
        deps.log.warn('demo-exit', { code })
        restartTimer = setTimeout(deps.onExit, restartAfterMs)
      })
      const folder = join(deps.dataDir, 'demo')
      mkdirSync(folder, { recursive: true, mode: 0o700 })
      demo.postMessage({ type: 'start', stateFile: join(folder, 'state.json') })
    })

  return {
    start: () => {
      started ??= launch()
      return started
    },
    stop: () => {
      stopping = true
      if (restartTimer !== null) clearTimeout(restartTimer)
      const demo = child
      if (demo === null) return Promise.resolve()
      return new Promise(resolve => {
        const deadline = setTimeout(() => {
          demo.kill()
          resolve()
        }, stopDeadlineMs)
        demo.once('exit', () => {
          clearTimeout(deadline)
          resolve()
        })
        demo.postMessage({ type: 'stop' })
      })
    },
  }
}
