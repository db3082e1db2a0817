import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { inProject } from './bring/project.mjs'
import { main, say } from './bring/report.mjs'

/**
 * What is wrong with a package-lock.json, as sentences.
 *
 * npm writes an incomplete lock file without a word when a platform's package cannot be found, and
 * `npm ci` then fails on another machine. So every dependency that any entry names must be in the lock.
 */
export function findLockFaults(manifest, lock) {
  const faults = []
  const packages = lock.packages ?? {}
  if (lock.lockfileVersion !== 3) faults.push(`lockfileVersion is ${lock.lockfileVersion}, expected 3`)
  for (const [name, range] of Object.entries({ ...manifest.dependencies, ...manifest.devDependencies })) {
    if (!/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(range))
      faults.push(`package.json: ${name} is not pinned exactly (${range})`)
    const locked = packages[`node_modules/${name}`]?.version
    if (locked !== undefined && locked !== range)
      faults.push(`${name} is ${range} in package.json and ${locked} in the lock`)
  }
  for (const [path, entry] of Object.entries(packages)) {
    if (path !== '' && !entry.link && !entry.integrity) faults.push(`${path} has no integrity`)
    if (entry.resolved) faults.push(`${path} names the host it came from (resolved)`)
    const own = path === '' ? entry.devDependencies : {}
    for (const name of Object.keys({ ...entry.dependencies, ...entry.optionalDependencies, ...own })) {
      if (!find(packages, path, name))
        faults.push(`${path || 'the project'} needs ${name}, which is not in the lock`)
    }
  }
  return faults
}

/** Node's own search: beside the package, then one node_modules further up, and so on. */
function find(packages, from, name) {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('node_modules/') - 1))) {
    const path = `${folder === '' ? '' : `${folder}/`}node_modules/${name}`
    if (packages[path]) return true
    if (folder === '') return false
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await main(async () => {
    const read = async name => JSON.parse(await readFile(inProject(name), 'utf8'))
    const faults = findLockFaults(await read('package.json'), await read('package-lock.json'))
    for (const fault of faults) say(`package-lock.json: ${fault}`)
    return faults.length > 0 ? 1 : 0
  })
}
