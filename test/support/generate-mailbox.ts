import { parseArgs } from 'node:util'
import { cachedMailbox, generateMailbox } from './mailbox-generator.ts'

/** `node test/support/generate-mailbox.ts --count 20000 [--seed 1] [--out DIR] [--end-now]` */
const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '1000' },
    seed: { type: 'string', default: '1' },
    out: { type: 'string' },
    'end-now': { type: 'boolean', default: false },
  },
})

const options = {
  count: Number(values.count),
  seed: Number(values.seed),
  ...(values['end-now'] ? { endsAt: Date.now() } : {}),
}
const startedAt = performance.now()
const made = values.out
  ? { folder: values.out, manifest: generateMailbox(values.out, options) }
  : cachedMailbox(options)
const seconds = Number(((performance.now() - startedAt) / 1000).toFixed(2))
process.stdout.write(`${JSON.stringify({ ...made, seconds }, undefined, 2)}\n`)
