import { join } from 'node:path'
import { addAccount, syncOnce } from '#test/support/cli-account.ts'
import { serveMailbox } from '#test/support/served-mailbox.ts'
import { createTempFolder } from '#test/support/temp-folder.ts'
import { type Measurement, percentile } from './figure.ts'
import { measurePeers } from './peers.ts'

/** P4: a resync that finds nothing new. */
export const measureResync: Measurement = async ({ count = 100_000, peers, rounds = 5, say }) => {
  say(`P4: nothing new in ${count} messages`)
  const temp = await createTempFolder('bench')
  const { dovecot } = await serveMailbox({ count })
  try {
    const cli = { dataDir: join(temp.path, 'data'), timeoutMs: 1_800_000 }
    await addAccount(dovecot, cli)
    await syncOnce(cli, 'none')
    const engine: number[] = []
    const whole: number[] = []
    for (let round = 0; round < rounds; round += 1) {
      const { seconds, processSeconds, added, updated, removed } = await syncOnce(cli, 'none')
      if (added + updated + removed !== 0) throw new Error('There was something new')
      engine.push(seconds)
      whole.push(processSeconds)
    }
    const { mbsyncAgain } = peers ? await measurePeers(dovecot, temp.path, { indexers: false }) : {}
    const value = percentile(engine, 0.5)
    return [
      {
        id: 'P4',
        what: `resync with nothing new, ${count} messages`,
        value,
        unit: 's',
        limit: 0.5,
        ratios: mbsyncAgain === undefined ? [] : [{ against: 'mbsync again', value: value / mbsyncAgain }],
        details: {
          withProcessStart: percentile(whole, 0.5),
          ...(mbsyncAgain === undefined ? {} : { mbsyncAgain }),
        },
      },
    ]
  } finally {
    await dovecot.stop()
    await temp.remove()
  }
}
