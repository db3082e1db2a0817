import { createHash } from 'node:crypto'
import { homedir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * Where things lie. Like everything in scripts/bring this runs on the system's Node (20 or later)
 * before anything is installed: only node: modules may be imported at the top of these files.
 */

/** The project folder, absolute. */
export const projectFolder = resolve(dirname(fileURLToPath(import.meta.url)), '..', '..')

/** A path inside the project. */
export const inProject = (...parts) => join(projectFolder, ...parts)

/** Node 24 as installed by `npm ci`; the path may not exist yet. */
export const projectNode = inProject(
  'node_modules',
  'node',
  'bin',
  process.platform === 'win32' ? 'node.exe' : 'node',
)

/** A short name for this checkout, so that two clones never wait for each other. */
export const checkoutId = createHash('sha256').update(projectFolder).digest('hex').slice(0, 12)

/** The folder for what may be fetched again: outside the repository, shared by all checkouts. */
export function cacheFolder(env = process.env, platform = process.platform) {
  if (env.XDG_CACHE_HOME) return resolve(env.XDG_CACHE_HOME, 'parley')
  if (platform === 'win32')
    return join(env.LOCALAPPDATA || join(homedir(), 'AppData', 'Local'), 'Parley', 'Cache')
  if (platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'Parley')
  return join(homedir(), '.cache', 'parley')
}
