import { bringBuild } from './bring/build.mjs'
import { bringDependencies } from './bring/dependencies.mjs'
import { startVirtualDisplay } from './bring/display.mjs'
import { bringElectron } from './bring/electron.mjs'
import { inProject } from './bring/project.mjs'
import { Hint, main, say } from './bring/report.mjs'
import { tool } from './bring/run.mjs'
import { bringSandbox } from './bring/sandbox.mjs'
import { runInSession } from './bring/secret-service.mjs'
import { bringSystemPackages } from './bring/system-packages.mjs'

/**
 * `npm test [-- unit|integration|e2e …] [PATH …] [vitest's switches]`: brings what is missing, builds, runs the tests.
 *
 * Always in a virtual display and a session of its own, so that nothing of the user's is touched and
 * a run looks the same everywhere. The last line on stdout is `N passed, N failed`.
 */
const projects = ['unit', 'integration', 'e2e']

await main(async () => {
  const chosen = projects.filter(project => process.argv.slice(2).includes(project))
  const rest = process.argv.slice(2).filter(argument => !projects.includes(argument))
  const wanted = whatCanRun(chosen.length > 0 ? chosen : projects)
  const withWindow = wanted.includes('e2e')
  await bringDependencies()
  if (wanted.every(project => project === 'unit')) return runPlainly(rest)
  const executable = withWindow ? (await bringElectron()).executable : undefined
  await bringSystemPackages(executable, withWindow ? ['tests', 'display'] : ['tests'])
  if (executable) await bringSandbox(executable)
  if (withWindow) await bringBuild()
  const virtual = withWindow && process.platform === 'linux'
  const display = virtual ? await startVirtualDisplay({ width: 1600, height: 1000 }) : undefined
  try {
    const { code } = await runInSession(
      inProject('scripts', 'test-session.mjs'),
      [wanted.join(','), ...rest],
      {
        ...(display ? { DISPLAY: display.display } : {}),
        ...(executable ? { PARLEY_ELECTRON: executable } : {}),
      },
    )
    if (code === 127) throw new Hint('dbus-run-session could not be started (package dbus-x11).')
    return code
  } finally {
    await display?.stop()
  }
})

/** Unit tests need no server, no window and no keyring. */
async function runPlainly(rest) {
  const { code } = await tool('scripts/test-session.mjs', ['unit', ...rest], { output: 'inherit' })
  return code
}

/** Dovecot runs on Unix; elsewhere the tests that need it are not started, and we say so. */
function whatCanRun(wanted) {
  if (process.platform === 'linux') return wanted
  const possible = wanted.filter(project => project === 'unit')
  if (possible.length < wanted.length) {
    say('• Integration and e2e tests need Linux with Dovecot and are not run here.')
  }
  if (possible.length === 0) throw new Hint('Nothing to run on this system.')
  return possible
}
