import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bringDependencies } from './bring/dependencies.mjs'
import { startVirtualDisplay } from './bring/display.mjs'
import { bringElectron } from './bring/electron.mjs'
import { inProject } from './bring/project.mjs'
import { main, step } from './bring/report.mjs'
import { rootSwitches } from './bring/sandbox.mjs'
import { bringSystemPackages, hasDisplay } from './bring/system-packages.mjs'

/**
 * Draws every icon of resources/ from its SVG: `node scripts/icons.mjs`, after a change of a drawing.
 *
 * The PNGs, the .ico and the .icns are committed; a build needs nothing but them.
 */
const sizes = [16, 22, 24, 32, 48, 64, 128, 256, 512, 1024]
const trayNames = ['tray', 'tray-unread']
const templateNames = ['template', 'template-unread']

/** Apple's grid leaves a margin of a tenth around the shape. */
const appleViewBox = '-124 -124 1272 1272'

await main(async () => {
  await bringDependencies()
  const { executable } = await bringElectron()
  await bringSystemPackages(executable, hasDisplay() ? [] : ['display'])
  const display = hasDisplay() ? undefined : await startVirtualDisplay({ width: 1280, height: 1100 })
  const canvas = await openCanvas(
    executable,
    display ? { ...process.env, DISPLAY: display.display } : process.env,
  )
  try {
    await step('Drawing the icons', () => drawAll(canvas.draw))
  } finally {
    await canvas.close()
    await display?.stop()
  }
})

async function drawAll(draw) {
  const svg = await readFile(inProject('resources', 'icon.svg'), 'utf8')
  const icons = new Map()
  await mkdir(inProject('resources', 'icons'), { recursive: true })
  for (const size of sizes) {
    icons.set(size, await draw(svg, size))
    await writeFile(inProject('resources', 'icons', `${size}x${size}.png`), icons.get(size))
  }
  await writeFile(
    inProject('resources', 'icon.ico'),
    toIco([16, 24, 32, 48, 64, 256].map(size => [size, icons.get(size)])),
  )
  const apple = svg.replace('0 0 1024 1024', appleViewBox)
  const appleSizes = { ic11: 32, ic12: 64, ic07: 128, ic13: 256, ic08: 256, ic14: 512, ic09: 512, ic10: 1024 }
  const entries = []
  for (const [type, size] of Object.entries(appleSizes)) entries.push([type, await draw(apple, size)])
  await writeFile(inProject('resources', 'icon.icns'), toIcns(entries))
  await drawTray(draw)
}

async function drawTray(draw) {
  const folder = inProject('resources', 'tray')
  for (const name of trayNames) {
    const svg = await readFile(join(folder, `${name}.svg`), 'utf8')
    for (const size of [16, 22, 32])
      await writeFile(join(folder, `${name}-${size}.png`), await draw(svg, size))
  }
  for (const name of templateNames) {
    const svg = await readFile(join(folder, `${name}.svg`), 'utf8')
    // macOS finds both sizes by these names and colours the shape itself
    const target = name.replace('template', 'tray').concat('-Template')
    await writeFile(join(folder, `${target}.png`), await draw(svg, 16))
    await writeFile(join(folder, `${target}@2x.png`), await draw(svg, 32))
  }
}

/** A page of Electron's own Chromium as the renderer of SVG. */
async function openCanvas(executable, env) {
  const folder = await mkdtemp(join(tmpdir(), 'parley-icons-'))
  await writeFile(join(folder, 'package.json'), '{ "name": "icons", "main": "main.cjs" }')
  const app = `const { app, BrowserWindow } = require('electron'); app.whenReady().then(() => new BrowserWindow({ show: false }).loadURL('about:blank'))`
  await writeFile(join(folder, 'main.cjs'), app)
  const { _electron } = createRequire(inProject('package.json'))('playwright-core')
  const running = await _electron.launch({
    executablePath: executable,
    args: [folder, ...rootSwitches()],
    env,
  })
  const page = await running.firstWindow()
  const draw = async (svg, size) => {
    const url = await page.evaluate(drawInPage, { svg, size })
    return Buffer.from(url.slice(url.indexOf(',') + 1), 'base64')
  }
  const close = async () => {
    await running.close()
    await rm(folder, { recursive: true, force: true })
  }
  return { draw, close }
}

/** Runs in the page: SVG text → PNG data URL. */
async function drawInPage({ svg, size }) {
  const image = new Image(size, size)
  image.src = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }))
  await image.decode()
  const canvas = new OffscreenCanvas(size, size)
  canvas.getContext('2d').drawImage(image, 0, 0, size, size)
  const blob = await canvas.convertToBlob({ type: 'image/png' })
  return new Promise(resolve => {
    const reader = new FileReader()
    reader.onload = () => resolve(reader.result)
    reader.readAsDataURL(blob)
  })
}

/** Windows: a directory of PNG images (allowed since Vista). */
function toIco(images) {
  const header = Buffer.alloc(6 + 16 * images.length)
  header.writeUInt16LE(1, 2)
  header.writeUInt16LE(images.length, 4)
  let offset = header.length
  images.forEach(([size, png], index) => {
    const at = 6 + 16 * index
    header.writeUInt8(size % 256, at)
    header.writeUInt8(size % 256, at + 1)
    header.writeUInt16LE(1, at + 4)
    header.writeUInt16LE(32, at + 6)
    header.writeUInt32LE(png.length, at + 8)
    header.writeUInt32LE(offset, at + 12)
    offset += png.length
  })
  return Buffer.concat([header, ...images.map(([, png]) => png)])
}

/** macOS: chunks of a four-letter type, their length and a PNG. */
function toIcns(entries) {
  const chunk = (type, data) => {
    const head = Buffer.alloc(8)
    head.write(type, 'latin1')
    head.writeUInt32BE(data.length + 8, 4)
    return Buffer.concat([head, data])
  }
  return chunk('icns', Buffer.concat(entries.map(([type, png]) => chunk(type, png))))
}
