import { parseArgs } from 'node:util'
import { runSendingFaults } from '#test/support/sending-faults.ts'
import type { Injury } from '#test/support/sending-injuries.ts'

/** `node test/integration/sending-campaign.ts --runs 500 [--seed 1] [--minutes 6] [--desks 12] [--quota] [--injury double|lost]` */
const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '200' },
    seed: { type: 'string', default: '1' },
    minutes: { type: 'string', default: '60' },
    desks: { type: 'string', default: '12' },
    quota: { type: 'boolean', default: false },
    injury: { type: 'string' },
  },
})

const result = await runSendingFaults({
  runs: Number(values.runs),
  seed: Number(values.seed),
  desks: Number(values.desks),
  minutes: Number(values.minutes),
  quota: values.quota,
  injury: values.injury as Injury | undefined,
  say: text => process.stderr.write(`${text}\n`),
})
process.stdout.write(`${JSON.stringify(result, undefined, 2)}\n`)
process.exitCode = result.wrong.length === 0 ? 0 : 1
