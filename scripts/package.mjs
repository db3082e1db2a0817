import { cp, mkdir, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { bringBuild } from './bring/build.mjs'
import { bringDependencies } from './bring/dependencies.mjs'
import { bringElectron } from './bring/electron.mjs'
import { inProject } from './bring/project.mjs'
import { Hint, main, say, step } from './bring/report.mjs'
import { tool } from './bring/run.mjs'

/**
 * `npm run package [-- --installers]`: the app as a folder that runs (release/…-unpacked), or this system's installers.
 *
 * Where only the registry's runtime exists, the folder is built around a copy of that runtime: good
 * for testing what packaging does, never for users. Nothing of the runtime's loader or its SQLite goes in.
 */
await main(async () => {
  const installers = process.argv.includes('--installers')
  await bringDependencies()
  const { executable, version, isFallback } = await bringElectron()
  if (isFallback && installers) {
    throw new Hint(
      `Installers need the Electron that users get, and its release host does not answer here. This machine can build the test folder: npm run package (on Electron ${version}).`,
    )
  }
  await bringBuild({ force: true })
  await rm(inProject('release'), { recursive: true, force: true })
  const dist = inProject('release', '.electron')
  const extra = isFallback ? await bareRuntime(executable, version, dist) : []
  try {
    await step(installers ? "Building this system's installers" : 'Packaging the app as a folder', () =>
      build([...(installers ? [] : ['--dir']), ...extra]),
    )
  } finally {
    await rm(dist, { recursive: true, force: true })
  }
  await checkNativeModules()
  await describe()
  if (isFallback) {
    say(`
  This is a test build on Electron ${version}, the development runtime, and not what users install.
  To try it, lend it that runtime's SQLite:
    PARLEY_SQLITE_LEGACY=${join(dirname(executable), 'sqlite')} release/linux-unpacked/parley
  A release with its installers (AppImage, deb, rpm; dmg and zip; nsis) is built with
  npm run package -- --installers, on each system, where Electron's release host answers.`)
  }
})

async function build(args) {
  const { code } = await tool('node_modules/electron-builder/cli.js', ['--publish', 'never', ...args])
  if (code !== 0) throw new Hint('electron-builder failed; its own message stands above.')
}

/** electron-builder wants a plain distribution: without a program in it, and without our SQLite. */
async function bareRuntime(executable, version, dist) {
  await mkdir(dist, { recursive: true })
  const leaveOut = new Set(['sqlite', 'resources'])
  const from = dirname(executable)
  for (const name of await readdir(from)) {
    if (!leaveOut.has(name)) await cp(join(from, name), join(dist, name), { recursive: true })
  }
  await mkdir(join(dist, 'resources'))
  const license = join(dist, 'LICENSE.electron.txt')
  await rename(license, join(dist, 'LICENSE')).catch(() => {})
  return [
    `-c.electronVersion=${version}`,
    `-c.electronDist=${dist}`,
    '-c.electronFuses.enableNodeCliInspectArguments=true',
  ]
}

/** A package without its keychain or its database builds well and is of no use to anybody. */
async function checkNativeModules() {
  const files = await readdir(inProject('release'), { recursive: true })
  for (const folder of ['better-sqlite3', '@napi-rs']) {
    const pattern = new RegExp(`app\\.asar\\.unpacked.*[\\\\/]${folder}[\\\\/].*\\.node$`)
    if (!files.some(file => pattern.test(file))) {
      throw new Hint(
        `The package lacks the native module of ${folder}. Install the packages anew (npm ci) and build again.`,
      )
    }
  }
}

async function describe() {
  for (const name of await readdir(inProject('release'))) {
    const path = inProject('release', name)
    const { size } = await stat(path)
    say(`  release/${name}${(await stat(path)).isDirectory() ? '/' : ` ${(size / 1_000_000).toFixed(1)} MB`}`)
  }
}
