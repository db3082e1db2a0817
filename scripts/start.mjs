import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { bringBuild } from './bring/build.mjs'
import { bringDependencies } from './bring/dependencies.mjs'
import { startVirtualDisplay } from './bring/display.mjs'
import { bringElectron } from './bring/electron.mjs'
import { inProject } from './bring/project.mjs'
import { Hint, main, say } from './bring/report.mjs'
import { run } from './bring/run.mjs'
import { bringSandbox } from './bring/sandbox.mjs'
import { bringSystemPackages, hasDisplay } from './bring/system-packages.mjs'
import { appArguments, conversationRow, openWindow, settle, startPage } from './bring/window.mjs'

/**
 * `npm start [-- --demo] [--data DIR] [--screenshot FILE]`: brings what is missing, builds, opens the app.
 *
 * Without a display it opens in a virtual one and saves a picture of the window.
 */
const usage = 'Usage: npm start -- [--demo] [--data DIR] [--screenshot FILE]'

await main(async () => {
  const options = readOptions()
  await bringDependencies()
  const { executable, version, isFallback } = await bringElectron()
  await bringSystemPackages(executable, hasDisplay() ? [] : ['display'])
  await bringSandbox(executable)
  await bringBuild()
  say(
    `• Starting Parley on Electron ${version}${isFallback ? " (the package registry's; for development)" : ''}`,
  )
  const switches = [
    ...(options.demo ? ['--demo'] : []),
    ...(options.data ? [`--data=${fromHere(options.data)}`] : []),
  ]
  if (options.screenshot === undefined && hasDisplay()) {
    const { code, stderr } = await run(executable, appArguments(switches), { output: 'inherit' })
    if (code === 127) throw new Hint(`Electron could not be started: ${stderr}`)
    return code
  }
  return underVirtualDisplay(env => openWithPicture({ executable, switches, env, options }))
})

function readOptions() {
  try {
    const { values } = parseArgs({
      options: { demo: { type: 'boolean' }, data: { type: 'string' }, screenshot: { type: 'string' } },
    })
    return values
  } catch (error) {
    throw new Hint(`${error.message}\n${usage}`)
  }
}

/** npm runs scripts in the project folder; a path is meant from where the user stands. */
function fromHere(path) {
  return resolve(process.env.INIT_CWD ?? process.cwd(), path)
}

async function underVirtualDisplay(work) {
  if (hasDisplay()) return work({ ...process.env })
  const { display, stop } = await startVirtualDisplay({ width: 1600, height: 1000 })
  say(`• There is no display here: the window opens in a virtual one (${display})`)
  try {
    return await work({ ...process.env, DISPLAY: display })
  } finally {
    await stop()
  }
}

async function openWithPicture({ executable, switches, env, options }) {
  const ready = options.demo ? conversationRow : `${conversationRow}, ${startPage}`
  const window = await openWindow({ executable, switches, env, ready })
  if (options.demo) await settle(window.page)
  const file =
    options.screenshot === undefined ? inProject('out', 'window.png') : fromHere(options.screenshot)
  await window.picture(file)
  say(`• A picture of the window is in ${file}`)
  if (options.screenshot !== undefined) await window.close()
  else say('  Parley goes on running; Ctrl+C ends it.')
  await window.closed
  return 0
}
