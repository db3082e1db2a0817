import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { oneAtATime } from './lock.mjs'
import { checkoutId, inProject } from './project.mjs'
import { Hint, step } from './report.mjs'
import { tool } from './run.mjs'

const sources = ['src', 'demo', 'package.json', 'package-lock.json', 'electron.vite.config.ts']
const stamp = inProject('out', '.built-from')

/**
 * Builds out/ when its sources changed.
 *
 * The stamp is a hash of the sources, not their times: a fresh clone, a switch of branches and a
 * touched file all give the right answer.
 */
export async function bringBuild({ force = false } = {}) {
  if (!force && (await isBuilt())) return
  await oneAtATime(`build-${checkoutId}`, async () => {
    if (!force && (await isBuilt())) return
    await step('Building the app', async () => {
      const builtFrom = await hashSources()
      const { code, stdout, stderr } = await tool(
        'node_modules/electron-vite/bin/electron-vite.js',
        ['build'],
        { output: 'keep' },
      )
      if (code !== 0) throw new Hint(`The build failed:\n${stdout}${stderr}`)
      await writeFile(stamp, builtFrom)
    })
  })
}

/** For whoever writes to out/ in another way: the next start builds anew. */
export const forgetBuild = () => rm(stamp, { force: true })

async function isBuilt() {
  if (
    !existsSync(inProject('out', 'main', 'index.js')) ||
    !existsSync(inProject('out', 'renderer', 'index.html'))
  )
    return false
  const builtFrom = await readFile(stamp, 'utf8').catch(() => '')
  return builtFrom === (await hashSources())
}

async function hashSources() {
  const hash = createHash('sha256')
  for (const source of sources) {
    for (const file of await listFiles(source)) {
      hash
        .update(file)
        .update('\0')
        .update(await readFile(inProject(file)))
        .update('\0')
    }
  }
  return hash.digest('hex')
}

/** Files below a path of the project, sorted; tests are no part of a build. */
async function listFiles(path) {
  const entries = await readdir(inProject(path), { withFileTypes: true }).catch(() => undefined)
  if (!entries) return existsSync(inProject(path)) ? [path] : []
  const lists = await Promise.all(
    entries
      .filter(entry => !/\.test\.tsx?$/.test(entry.name))
      .map(entry => (entry.isDirectory() ? listFiles(join(path, entry.name)) : [join(path, entry.name)])),
  )
  return lists.flat().sort()
}
