import { parseArgs } from 'node:util'
import type { DroppableCapability } from '#test/support/dovecot-config.ts'
import { runTwoClients } from '#test/support/two-clients.ts'

/** `node test/integration/two-clients.ts --sequences 1000 [--seed 1] [--drop MOVE,UIDPLUS]` */
const { values } = parseArgs({
  options: {
    sequences: { type: 'string', default: '1000' },
    seed: { type: 'string', default: '1' },
    drop: { type: 'string', default: '' },
  },
})

const result = await runTwoClients({
  sequences: Number(values.sequences),
  seed: Number(values.seed),
  dropCapabilities: values.drop.split(',').filter(Boolean) as DroppableCapability[],
  say: text => process.stderr.write(`${text}\n`),
})
process.stdout.write(`${JSON.stringify(result, undefined, 2)}\n`)
const good =
  result.wrong.length === 0 &&
  result.disagreements.length === 0 &&
  result.openJobs === 0 &&
  result.emailsWithoutCopy === 0
process.exitCode = good ? 0 : 1
