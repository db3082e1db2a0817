import { bringBuild } from './bring/build.mjs'
import { bringDependencies } from './bring/dependencies.mjs'
import { startVirtualDisplay } from './bring/display.mjs'
import { bringElectron } from './bring/electron.mjs'
import { inProject } from './bring/project.mjs'
import { main } from './bring/report.mjs'
import { bringSandbox } from './bring/sandbox.mjs'
import { runInSession } from './bring/secret-service.mjs'
import { bringPeers, bringSystemPackages } from './bring/system-packages.mjs'

/** `npm run bench [-- ARGUMENTS]`: brings what is missing and the peers to compare with, builds, runs test/bench/run.ts. */
await main(async () => {
  await bringDependencies()
  const { executable } = await bringElectron()
  await bringSystemPackages(executable, ['tests', 'display'])
  await bringSandbox(executable)
  await bringPeers()
  await bringBuild()
  const display =
    process.platform === 'linux' ? await startVirtualDisplay({ width: 1600, height: 1000 }) : undefined
  try {
    const { code } = await runInSession(inProject('scripts', 'bench-session.mjs'), process.argv.slice(2), {
      PARLEY_ELECTRON: executable,
      ...(display ? { DISPLAY: display.display } : {}),
    })
    return code
  } finally {
    await display?.stop()
  }
})
