import { randomUUID } from 'node:crypto'
import { mkdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { cacheFolder } from './project.mjs'
import { say } from './report.mjs'

const heartbeatMs = 3_000
const staleMs = 30_000

/**
 * Runs `work` while no other process of this user does work of the same name.
 *
 * The lock is a folder (mkdir is atomic everywhere); its owner touches it. A lock whose owner died,
 * or which nobody has touched for thirty seconds, is taken over.
 */
export async function oneAtATime(name, work) {
  const folder = join(cacheFolder(), 'locks')
  await mkdir(folder, { recursive: true })
  const lock = join(folder, name)
  const token = randomUUID()
  let told = false
  while (!(await take(lock, token))) {
    if (await isAbandoned(lock)) await discard(lock)
    else {
      if (!told) say('  another start of Parley is doing this already; waiting for it')
      told = true
      await pause(500)
    }
  }
  const heartbeat = setInterval(() => {
    const now = new Date()
    utimes(lock, now, now).catch(() => {})
  }, heartbeatMs)
  try {
    return await work()
  } finally {
    clearInterval(heartbeat)
    if ((await readOwner(lock))?.token === token) await rm(lock, { recursive: true, force: true })
  }
}

async function take(lock, token) {
  try {
    await mkdir(lock)
  } catch (error) {
    if (error.code === 'EEXIST') return false
    throw error
  }
  await writeFile(join(lock, 'owner.json'), JSON.stringify({ token, pid: process.pid, host: hostname() }))
  return true
}

async function readOwner(lock) {
  try {
    return JSON.parse(await readFile(join(lock, 'owner.json'), 'utf8'))
  } catch {
    return undefined
  }
}

async function isAbandoned(lock) {
  const touched = await stat(lock).catch(() => undefined)
  if (!touched) return false
  if (Date.now() - touched.mtimeMs > staleMs) return true
  const owner = await readOwner(lock)
  if (!owner || owner.host !== hostname()) return false
  try {
    process.kill(owner.pid, 0)
    return false
  } catch (error) {
    return error.code === 'ESRCH'
  }
}

/** Moves the lock away before it is deleted: of several that wait, one succeeds. */
async function discard(lock) {
  const aside = `${lock}.${randomUUID()}`
  await rename(lock, aside).catch(() => {})
  await rm(aside, { recursive: true, force: true })
}
