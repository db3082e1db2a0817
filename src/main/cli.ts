/** The engine's second door, for scripts: no window, no Electron. `npm run --silent cli -- --help`. */
import { readFileSync } from 'node:fs'
import { runCli } from './cli/run.ts'

const stopping = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopping.abort())

const { version }: { readonly version: string } = JSON.parse(
  readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
)
const code = await runCli({
  args: process.argv.slice(2),
  env: process.env,
  out: process.stdout,
  err: process.stderr,
  version,
  mimeWorkerUrl: new URL('./engine/mail/mime/worker.ts', import.meta.url),
  attachmentWorkerUrl: new URL('./engine/attachments/worker.ts', import.meta.url),
  searchWorkerUrl: new URL('./engine/store/search-worker.ts', import.meta.url),
  signal: stopping.signal,
})
// A keychain prompt nobody answered would keep the process waiting; what was written must be out first.
process.stdout.write('', () => process.stderr.write('', () => process.exit(code)))
