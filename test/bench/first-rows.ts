import { addAccount } from '#test/support/cli-account.ts'
import { openLiveEngine } from '#test/support/live-engine.ts'
import { serveMailbox } from '#test/support/served-mailbox.ts'
import { createTempFolder } from '#test/support/temp-folder.ts'
import { type Measurement, percentile } from './figure.ts'
import { warmServer } from './warm.ts'

const wanted = 50

/** P1: from the first connection to a page of 50 conversations. */
export const measureFirstRows: Measurement = async ({ count = 100_000, rounds = 5, say }) => {
  say(`P1: the first ${wanted} conversations of ${count} messages`)
  const { dovecot } = await serveMailbox({ count })
  const times: number[] = []
  try {
    await warmServer(dovecot)
    for (let round = 0; round < rounds; round += 1) {
      const temp = await createTempFolder('bench')
      await addAccount(dovecot, { dataDir: temp.path })
      const live = openLiveEngine({ dataDir: temp.path, start: false })
      const startedAt = performance.now()
      live.engine.start()
      await live.waitFor(
        async () =>
          (await live.ask('conversations/list', { filter: { view: 'active' }, limit: wanted })).rows.length >=
          wanted,
        { timeoutMs: 120_000, everyMs: 5, what: `${wanted} conversations` },
      )
      times.push((performance.now() - startedAt) / 1000)
      await live.close()
      await temp.remove()
    }
  } finally {
    await dovecot.stop()
  }
  return [
    {
      id: 'P1',
      what: `connect → first ${wanted} conversations readable, ${count} messages (median)`,
      value: percentile(times, 0.5),
      unit: 's',
      limit: 1,
      details: { fastest: Math.min(...times), slowest: Math.max(...times) },
    },
  ]
}
