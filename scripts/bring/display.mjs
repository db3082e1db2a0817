import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { Hint } from './report.mjs'

const startMs = 20_000

/**
 * Starts an X server without a screen, for one run.
 *
 * The server chooses a free number itself and listens on no network. Returns `{ display, stop }`.
 */
export async function startVirtualDisplay({ width, height }) {
  const server = spawn(
    'Xvfb',
    ['-displayfd', '3', '-screen', '0', `${width}x${height}x24`, '-nolisten', 'tcp', '-noreset'],
    { stdio: ['ignore', 'ignore', 'pipe', 'pipe'], detached: true },
  )
  let said = ''
  server.stderr.on('data', text => {
    said += text
  })
  const failed = new Promise((_resolve, reject) => {
    const fail = why => reject(new Hint(`The virtual display (Xvfb) did not start: ${why}\n${said.trim()}`))
    server.once('error', error => fail(error.message))
    server.once('exit', code => fail(`it ended with code ${code}.`))
    setTimeout(fail, startMs, 'no answer in 20 seconds.').unref()
  })
  failed.catch(() => {})
  const number = await Promise.race([readLine(server.stdio[3]), failed])
  server.unref()
  server.stderr.unref()
  server.stdio[3].destroy()
  const stop = async () => {
    process.off('exit', kill)
    if (server.exitCode !== null || server.signalCode !== null) return
    server.ref()
    kill()
    await once(server, 'exit')
  }
  const kill = () => server.kill('SIGTERM')
  process.on('exit', kill)
  return { display: `:${number}`, stop }
}

async function readLine(stream) {
  let text = ''
  for await (const part of stream.setEncoding('utf8')) {
    text += part
    if (text.includes('\n')) return text.trim()
  }
  throw new Error('closed before it named its number')
}
