import { forgetBuild } from './bring/build.mjs'
import { bringDependencies } from './bring/dependencies.mjs'
import { bringElectron } from './bring/electron.mjs'
import { Hint, main } from './bring/report.mjs'
import { tool } from './bring/run.mjs'
import { bringSandbox, rootSwitches } from './bring/sandbox.mjs'
import { bringSystemPackages, hasDisplay } from './bring/system-packages.mjs'

/** `npm run dev [-- SWITCHES]`: the app with its renderer replaced in place while you edit. */
await main(async () => {
  if (!hasDisplay()) {
    throw new Hint(
      'npm run dev is for work at a screen, and there is no display here. `npm start -- --demo` works in a virtual one; so does `xvfb-run npm run dev`.',
    )
  }
  await bringDependencies()
  const { executable } = await bringElectron()
  await bringSystemPackages(executable, [])
  await bringSandbox(executable)
  await forgetBuild()
  const noSandbox = rootSwitches().length > 0 ? ['--noSandbox'] : []
  const { code } = await tool(
    'node_modules/electron-vite/bin/electron-vite.js',
    ['dev', '--watch', ...noSandbox, '--', ...process.argv.slice(2)],
    { output: 'inherit', env: { ELECTRON_EXEC_PATH: executable } },
  )
  return code
})
