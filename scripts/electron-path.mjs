import { bringDependencies } from './bring/dependencies.mjs'
import { bringElectron } from './bring/electron.mjs'
import { main } from './bring/report.mjs'

/** `npm run --silent electron-path`: the path of the Electron executable in use, and nothing else, on stdout. */
await main(async () => {
  await bringDependencies()
  const { executable } = await bringElectron()
  process.stdout.write(`${executable}\n`)
})
