import { parseArgs } from 'node:util'
import { startDemo } from './server.ts'

/** Serves the demo mailbox for scripts: one JSON line with the connection details, then until SIGTERM or SIGINT. */
const { values } = parseArgs({
  options: {
    state: { type: 'string' },
    'replies-after-ms': { type: 'string' },
  },
})

const repliesAfterMs = values['replies-after-ms']
const demo = await startDemo({
  stateFile: values.state ?? null,
  now: Date.now,
  log: line => process.stderr.write(`${line}\n`),
  ...(repliesAfterMs === undefined ? {} : { repliesAfterMs: Number(repliesAfterMs) }),
})
const { close, ...access } = demo
process.stdout.write(`${JSON.stringify(access)}\n`)

const stop = (): void => {
  close().then(
    () => process.exit(0),
    () => process.exit(1),
  )
}
process.once('SIGTERM', stop)
process.once('SIGINT', stop)
