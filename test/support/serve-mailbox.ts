import { parseArgs } from 'node:util'
import type { DroppableCapability } from './dovecot-config.ts'
import { serveMailbox } from './served-mailbox.ts'

/**
 * `node test/support/serve-mailbox.ts --count 20000 [--seed 1] [--end-now] [--drop MOVE,IDLE]`
 *
 * Serves a generated mailbox, prints one JSON value with all that a client needs, and runs until SIGTERM
 * or SIGINT.
 */
const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '1000' },
    seed: { type: 'string', default: '1' },
    drop: { type: 'string', default: '' },
    'end-now': { type: 'boolean', default: false },
  },
})

const { dovecot, manifest } = await serveMailbox(
  {
    count: Number(values.count),
    seed: Number(values.seed),
    ...(values['end-now'] ? { endsAt: Math.floor(Date.now() / 86_400_000) * 86_400_000 } : {}),
  },
  { dropCapabilities: values.drop.split(',').filter(Boolean) as DroppableCapability[] },
)
const { host, port, tlsPort, caPath, user, folder } = dovecot
process.stdout.write(
  `${JSON.stringify({ host, port, tlsPort, caPath, user: user.name, password: user.password, folder, pid: process.pid, manifest })}\n`,
)

const keepAlive = setInterval(() => undefined, 60_000)
let stopping = false
const stop = async () => {
  if (stopping) return
  stopping = true
  clearInterval(keepAlive)
  await dovecot.stop()
}
process.on('SIGTERM', () => void stop())
process.on('SIGINT', () => void stop())
