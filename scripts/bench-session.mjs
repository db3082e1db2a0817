import { main } from './bring/report.mjs'
import { tool } from './bring/run.mjs'
import { unlockKeyring } from './bring/secret-service.mjs'

/** Runs the benchmarks inside the session that bench.mjs made. */
await main(async () => {
  const endKeyring = await unlockKeyring()
  try {
    const { code } = await tool('test/bench/run.ts', process.argv.slice(2), { output: 'inherit' })
    return code
  } finally {
    await endKeyring()
  }
})
