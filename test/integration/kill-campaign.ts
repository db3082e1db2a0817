import { parseArgs } from 'node:util'
import type { DroppableCapability } from '#test/support/dovecot-config.ts'
import { runKillCampaign } from '#test/support/kill-campaign.ts'

/** `node test/integration/kill-campaign.ts --count 20000 --kills 50 [--seed 1] [--drop CONDSTORE,QRESYNC,MOVE,UIDPLUS,IDLE]` */
const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '20000' },
    kills: { type: 'string', default: '50' },
    seed: { type: 'string', default: '1' },
    drop: { type: 'string', default: '' },
  },
})

const result = await runKillCampaign({
  count: Number(values.count),
  kills: Number(values.kills),
  seed: Number(values.seed),
  dropCapabilities: values.drop.split(',').filter(Boolean) as DroppableCapability[],
  say: text => process.stderr.write(`${text}\n`),
})
process.stdout.write(`${JSON.stringify(result, undefined, 2)}\n`)
const good =
  result.killed >= Number(values.kills) &&
  result.disagreements.length === 0 &&
  result.lostMarks.length === 0 &&
  result.integrity === 'ok' &&
  result.emails === result.expected &&
  result.emailsWithoutCopy === 0 &&
  result.doctorOk
process.exitCode = good ? 0 : 1
