import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { _electron, type ElectronApplication, type Page } from 'playwright-core'
import { createTempFolder } from './temp-folder.ts'

const project = fileURLToPath(new URL('../../', import.meta.url))

export type LaunchOptions = {
  /** Default: a new folder that goes with the app. */
  readonly dataDir?: string
  readonly args?: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  readonly timeoutMs?: number
}

/** The real app in a real Electron window. */
export type LaunchedParley = {
  readonly app: ElectronApplication
  readonly window: Page
  readonly dataDir: string
  /** Everything the processes printed. */
  output(): string
  close(): Promise<void>
}

let known: string | undefined

/** The Electron in use: what bench and test sessions found already, else what the project brings. */
export function electronPath(): string {
  known ??=
    process.env['PARLEY_ELECTRON'] ??
    execFileSync(process.execPath, [`${project}scripts/electron-path.mjs`], { encoding: 'utf8' })
      .trim()
      .split('\n')
      .at(-1) ??
    ''
  return known
}

/** Starts the built app (`out/`) on the display of this session and waits for its window. */
export async function launchParley(options: LaunchOptions = {}): Promise<LaunchedParley> {
  const temp = options.dataDir === undefined ? await createTempFolder('app') : undefined
  const dataDir = options.dataDir ?? temp?.path ?? ''
  const root = process.getuid?.() === 0
  const environment = { ...process.env, ...options.env }
  const app = await _electron.launch({
    executablePath: electronPath(),
    cwd: project,
    args: [project, ...(root ? ['--no-sandbox'] : []), '--data', dataDir, ...(options.args ?? [])],
    env: Object.fromEntries(
      Object.entries(environment).filter((entry): entry is [string, string] => entry[1] !== undefined),
    ),
    timeout: options.timeoutMs ?? 30_000,
  })
  let printed = ''
  const child = app.process()
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', chunk => {
      printed += String(chunk)
    })
  const window = await findWindow(app)
  const quit = async () => {
    const ended = new Promise<void>(resolve => {
      if (child.exitCode !== null || child.signalCode !== null) resolve()
      else child.once('exit', () => resolve())
    })
    const hard = setTimeout(() => child.kill('SIGKILL'), 10_000)
    await app.close().catch(() => undefined)
    await ended
    clearTimeout(hard)
  }
  return {
    app,
    window,
    dataDir,
    output: () => printed,
    async close() {
      await quit()
      await temp?.remove()
    },
  }
}

/** The window a person sees: hidden helpers have windows of their own. */
async function findWindow(app: ElectronApplication): Promise<Page> {
  for (let page: Page | undefined = await app.firstWindow(); ; page = await app.waitForEvent('window')) {
    const handle = await app.browserWindow(page)
    const helper = await handle.evaluate(
      window => !window.isVisible() && window.webContents.getURL().includes('washer'),
    )
    if (!helper) return page
  }
}
