import { mkdir } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import { inProject, projectFolder } from './project.mjs'
import { Hint, say, took } from './report.mjs'
import { rootSwitches } from './sandbox.mjs'
import { displaySwitches } from './system-packages.mjs'

const size = { width: 1280, height: 800 }
const readyMs = 120_000
const chromiumNoise = /^\[\d+:\d+\/[\d.]+:(ERROR|WARNING)|^Debugger |^For help, see|^Waiting for the debugger/

/** What the pages of the app show when they can be read. */
export const conversationRow = '[data-testid="conversation-row"]'
export const startPage = 'section h1'

const settleMs = 30_000

/** Waits until the first sync is through, so that a picture shows it all; gives up without a word. */
export const settle = page =>
  page
    .locator('[data-testid="sync-state"]')
    .filter({ hasText: /^Synced/ })
    .waitFor({ timeout: settleMs })
    .catch(() => {})

/** What stands between Electron's path and the app's own switches. */
export const appArguments = switches => [projectFolder, ...rootSwitches(), ...displaySwitches(), ...switches]

/**
 * Starts the app under Playwright and waits until its first page shows something to read.
 *
 * `ready` is a selector. Returns `{ page, picture(file), closed, close() }`.
 */
export async function openWindow({ executable, switches, env, ready }) {
  const { _electron } = createRequire(inProject('package.json'))('playwright-core')
  const startedAt = Date.now()
  const app = await _electron
    .launch({ executablePath: executable, args: appArguments(switches), env, cwd: projectFolder })
    .catch(error => {
      throw new Hint(
        `The app ended before it showed a window. If Parley runs already with this data folder, close it first.\n${error.message}`,
      )
    })
  showOutput(app.process())
  const closed = new Promise(resolve => app.once('close', resolve))
  const page = await app.firstWindow({ timeout: readyMs })
  const handle = await app.browserWindow(page)
  await handle.evaluate((window, { width, height }) => window.setContentSize(width, height), size)
  await page
    .locator(ready)
    .first()
    .waitFor({ timeout: readyMs })
    .catch(async () => {
      const file = inProject('out', 'window.png')
      await page.screenshot({ path: file }).catch(() => {})
      await app.close()
      throw new Hint(
        `The window opened, but within two minutes nothing was listed in it (${ready}). A picture of it is in ${file}.`,
      )
    })
  say(`• The window is there, after ${took(startedAt)}`)
  const picture = async file => {
    await page.evaluate(() => document.fonts.ready)
    await mkdir(dirname(file), { recursive: true })
    await page.screenshot({ path: file })
  }
  return { page, picture, closed, close: () => app.close() }
}

/** The app's own lines, without what Chromium says about a machine without a desktop. */
function showOutput(child) {
  for (const stream of [child.stdout, child.stderr]) {
    let rest = ''
    stream?.setEncoding('utf8').on('data', text => {
      const lines = `${rest}${text}`.split('\n')
      rest = lines.pop() ?? ''
      for (const line of lines) if (line.trim() && !chromiumNoise.test(line)) say(`  ${line}`)
    })
  }
}
