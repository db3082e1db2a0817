import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises'
import { oneAtATime } from './lock.mjs'
import { checkoutId, inProject, projectNode } from './project.mjs'
import { Hint, step } from './report.mjs'
import { npm } from './run.mjs'

/**
 * Installs node_modules with `npm ci` when it is missing or no longer what package-lock.json asks for.
 *
 * The stamp is npm's own: node_modules/.package-lock.json, written when an install has succeeded.
 */
export async function bringDependencies() {
  if (await isInstalled()) return
  await oneAtATime(`dependencies-${checkoutId}`, async () => {
    if (await isInstalled()) return
    await step('Installing the packages of package-lock.json (npm ci, about half a minute)', install)
  })
}

async function install() {
  await stepAsideOnWindows()
  const { code } = await npm(['ci', '--no-audit', '--no-fund', '--loglevel=error'])
  if (code !== 0) {
    throw new Hint(
      'npm ci failed; its own message stands above. Most often the package registry cannot be reached (check `npm ping` and proxy settings), or the disk is full.',
    )
  }
  if (!existsSync(projectNode)) {
    throw new Hint(
      'Node 24 did not arrive: the npm package "node" has an install script that was not allowed to run. Check `npm config get ignore-scripts` (it must be false), then start again.',
    )
  }
}

async function isInstalled() {
  if (!existsSync(projectNode)) return false
  const [wanted, installed] = await Promise.all([
    readPackages(inProject('package-lock.json')),
    readPackages(inProject('node_modules', '.package-lock.json')),
  ])
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === '') return true
    const found = installed[path]
    if (!found) return entry.optional === true || entry.devOptional === true
    return found.version === entry.version && found.integrity === entry.integrity
  })
}

async function readPackages(file) {
  try {
    return JSON.parse(await readFile(file, 'utf8')).packages ?? {}
  } catch {
    return {}
  }
}

/** Windows cannot delete a program that runs, but it can move it: npm ci would fail on our own node.exe. */
async function stepAsideOnWindows() {
  if (process.platform !== 'win32') return
  const folder = inProject('out')
  await mkdir(folder, { recursive: true })
  for (const name of await readdir(folder)) {
    if (name.startsWith('.old-node-')) await rm(inProject('out', name), { force: true }).catch(() => {})
  }
  if (process.execPath.toLowerCase() === projectNode.toLowerCase()) {
    await rename(projectNode, inProject('out', `.old-node-${process.pid}.exe`))
  }
}
