import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { AccountDraft } from '#shared/account.ts'
import type { AnyMethod, Params, Result } from '#shared/contract.ts'

/** The engine in a process of its own, to be killed. */
export type SendingEngine = {
  /** Rejects where it is refused, and where the process dies first. */
  ask<M extends AnyMethod>(method: M, params: Params<M>): Promise<Result<M>>
  add(draft: AccountDraft): Promise<{ readonly id: string }>
  /** SIGKILL, and waits until it is gone. */
  kill(): Promise<void>
  close(): Promise<void>
}

const script = fileURLToPath(new URL('./sending-engine-child.ts', import.meta.url))

/** Starts the engine on a data folder. */
export function startSendingEngine(dataDir: string): SendingEngine {
  const child: ChildProcess = fork(script, [dataDir], {
    execArgv: ['--disable-warning=ExperimentalWarning'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const onExit = () => child.kill('SIGKILL')
  process.once('exit', onExit)
  const ended = new Promise<void>(resolve => child.once('exit', () => resolve()))
  const open = new Map<number, PromiseWithResolvers<unknown>>()
  let asked = 0
  child.on('message', (message: { id: number; value?: unknown; error?: string }) => {
    const waiting = open.get(message.id)
    open.delete(message.id)
    if (message.error === undefined) waiting?.resolve(message.value)
    else waiting?.reject(new Error(message.error))
  })
  void ended.then(() => {
    process.off('exit', onExit)
    for (const { reject } of open.values()) reject(new Error('The engine is gone'))
  })
  const call = (method: string, params: unknown): Promise<unknown> => {
    const waiting = Promise.withResolvers<unknown>()
    asked += 1
    open.set(asked, waiting)
    // A process that was killed takes no message; `ended` tells of it.
    child.send({ id: asked, method, params }, () => undefined)
    return waiting.promise
  }
  return {
    ask: (method, params) => call(method, params) as never,
    add: draft => call('add', draft) as never,
    async kill() {
      child.kill('SIGKILL')
      await ended
    },
    async close() {
      await call('close', {})
      child.disconnect()
      await ended
    },
  }
}
