import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { app } from 'electron'

/**
 * Stands in for Electron's default_app, which the registry-shipped runtime lacks:
 * `EXECUTABLE PROJECT-FOLDER [switches]` starts the project, exactly as a downloaded Electron would.
 */
const folder = process.argv.slice(1).find(argument => !argument.startsWith('-'))
if (!folder || !existsSync(join(resolve(folder), 'package.json'))) {
  const what = folder ? `${folder} holds no package.json.` : 'No project folder was given.'
  process.stderr.write(`${what}\nUsage: ${process.execPath} PROJECT-FOLDER [switches]\n`)
  app.exit(2)
} else {
  process.env.PARLEY_SQLITE_LEGACY = join(dirname(process.execPath), 'sqlite')
  await start(resolve(folder))
}

async function start(projectFolder) {
  const project = JSON.parse(readFileSync(join(projectFolder, 'package.json'), 'utf8'))
  Object.defineProperty(process, 'defaultApp', { configurable: false, enumerable: true, value: true })
  if (project.version) app.setVersion(project.version)
  if (project.productName || project.name) app.setName(project.productName || project.name)
  if (process.platform === 'linux') app.setDesktopName(project.desktopName || `${app.name}.desktop`)
  app.setAppPath(projectFolder)
  let entry
  try {
    entry = createRequire(join(projectFolder, 'package.json')).resolve(projectFolder)
  } catch {
    process.stderr.write(
      `${join(projectFolder, project.main ?? 'index.js')} does not exist: build the app first (npm run build).\n`,
    )
    app.exit(2)
    return
  }
  await import(pathToFileURL(entry).href)
}
