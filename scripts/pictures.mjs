import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bringBuild } from './bring/build.mjs'
import { bringDependencies } from './bring/dependencies.mjs'
import { startVirtualDisplay } from './bring/display.mjs'
import { bringElectron } from './bring/electron.mjs'
import { inProject } from './bring/project.mjs'
import { main, step } from './bring/report.mjs'
import { bringSandbox } from './bring/sandbox.mjs'
import { bringSystemPackages } from './bring/system-packages.mjs'
import { conversationRow, openWindow, settle, startPage } from './bring/window.mjs'

/** A conversation of the demo mailbox with HTML and files. */
const shownContact = 'Mira Halvorsen'
/** Mail frames say nothing when they have painted. */
const framesMs = 1_500

/** `node scripts/pictures.mjs`: the screenshots of docs/images, 1280×800, light and dark. */
await main(async () => {
  await bringDependencies()
  const { executable } = await bringElectron()
  await bringSystemPackages(executable, ['display'])
  await bringSandbox(executable)
  await bringBuild()
  const display = await startVirtualDisplay({ width: 1600, height: 1000 })
  const data = await mkdtemp(join(tmpdir(), 'parley-pictures-'))
  const open = (folder, switches, ready) =>
    openWindow({
      executable,
      switches: [`--data=${join(data, folder)}`, ...switches],
      env: { ...process.env, DISPLAY: display.display },
      ready,
    })
  try {
    await step('The start page', async () => takeStart(await open('empty', [], startPage)))
    await step('The demo mailbox', async () => takeDemo(await open('demo', ['--demo'], conversationRow)))
  } finally {
    await rm(data, { recursive: true, force: true })
    await display.stop()
  }
})

async function takeStart(window) {
  await takeBoth(window, 'start')
  await window.close()
}

async function takeDemo(window) {
  const { page } = window
  await settle(page)
  await takeBoth(window, 'list')
  await page.locator(conversationRow).filter({ hasText: shownContact }).first().click()
  await page.locator('[data-testid="email-card"]').first().waitFor()
  await page.waitForTimeout(framesMs)
  await takeBoth(window, 'thread')
  await window.close()
}

async function takeBoth({ page, picture }, name) {
  for (const colorScheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await page.mouse.move(0, 0)
    await picture(inProject('docs', 'images', `${name}-${colorScheme}.png`))
  }
}
