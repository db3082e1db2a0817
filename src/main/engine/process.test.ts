import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createTempFolder, type TempFolder } from '#test/support/temp-folder.ts'
import { waitFor } from '#test/support/wait-for.ts'

/** Stands in for Electron's side of a utilityProcess: the same ports, over Node's own channels. */
const preload = `
import { EventEmitter } from 'node:events'
import { MessageChannel } from 'node:worker_threads'
const parent = new EventEmitter()
parent.postMessage = message => process.send({ from: 'parent', message })
process.parentPort = parent
let far
process.on('message', ({ to, message }) => {
  if (to === 'port') return far.postMessage(message)
  if (to === 'crash') return setImmediate(() => { throw new RangeError('words of a mail') })
  if (message.type !== 'connect') return parent.emit('message', { data: message, ports: [] })
  const { port1, port2 } = new MessageChannel()
  far = port2
  far.on('message', data => process.send({ from: 'port', message: data }))
  const port = {
    postMessage: data => port1.postMessage(data), close: () => port1.close(), start: () => port1.start(),
    on: (event, listener) => port1.on(event, data => listener({ data })),
  }
  parent.emit('message', { data: message, ports: [port] })
})
`

type Received = { readonly from: string; readonly message: Record<string, unknown> }

const started: ChildProcess[] = []
let folder: TempFolder
beforeEach(async () => {
  folder = await createTempFolder('engine')
})
afterEach(async () => {
  for (const child of started.splice(0)) child.kill('SIGKILL')
  await folder.remove()
})

function fork() {
  const received: Received[] = []
  const script = fileURLToPath(new URL('./process.ts', import.meta.url))
  const child = spawn(
    process.execPath,
    ['--import', `data:text/javascript,${encodeURIComponent(preload)}`, script],
    {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    },
  )
  started.push(child)
  child.on('message', message => received.push(message as Received))
  const exit = new Promise<number | null>(resolve => child.once('exit', code => resolve(code)))
  const send = (to: string, message: object = {}) => child.send({ to, message })
  const heard = (matches: (entry: Received) => boolean) =>
    waitFor(() => received.find(matches), { timeoutMs: 15_000, what: 'an answer of the engine' })
  const toldParent = (type: string) => heard(entry => entry.from === 'parent' && entry.message.type === type)
  const ask = async (id: number, method: string) => {
    send('port', { kind: 'request', id, method, params: {} })
    return (await heard(entry => entry.from === 'port' && entry.message.id === id)).message
  }
  return {
    send,
    exit,
    toldParent,
    ask,
    init: () => send('parent', { type: 'init', dataDir: folder.path, version: '9.9.9' }),
  }
}

describe('the engine process', () => {
  it('starts, answers on a port, and closes when told', async () => {
    const engine = fork()
    engine.init()
    await engine.toldParent('ready')
    engine.send('parent', { type: 'connect', audience: 'screen' })
    const info = await engine.ask(1, 'app/info')
    expect(info.ok).toBe(true)
    expect(JSON.parse(String(info.result))).toMatchObject({
      version: '9.9.9',
      dataDir: folder.path,
      storeState: { kind: 'ready' },
    })
    expect(await engine.ask(2, 'doctor')).toMatchObject({ ok: false, error: { code: 'unknown-method' } })
    engine.send('parent', { type: 'close' })
    await engine.toldParent('closed')
    expect(await engine.exit).toBe(0)
  }, 30_000)

  it('says that another process has the folder, and ends', async () => {
    const first = fork()
    first.init()
    await first.toldParent('ready')
    const second = fork()
    second.init()
    expect((await second.toldParent('failed')).message).toEqual({
      type: 'failed',
      error: { code: 'store-locked', retry: false },
    })
    expect(await second.exit).toBe(70)
  }, 30_000)

  it('logs where something went wrong that nobody caught, not its words, and ends so that the shell starts it again', async () => {
    const engine = fork()
    engine.init()
    await engine.toldParent('ready')
    engine.send('crash')
    expect(await engine.exit).toBe(70)
    const log = readFileSync(join(folder.path, 'logs', 'engine.log'), 'utf8')
    expect(log).toContain('"uncaughtException","stack":"RangeError at ')
    expect(log).not.toContain('words of a mail')
  }, 30_000)
})
