import { join } from 'node:path'
import { BrowserWindow, nativeTheme, type Session } from 'electron'
import { screenUrl } from './app-protocol.ts'
import { mailOrigin } from './mail-protocol.ts'
import type { OpenLinkOutside } from './open-outside.ts'
import { previewOrigin } from './preview-protocol.ts'
import { webPreferences } from './web-preferences.ts'

/** What the main window needs. */
export type WindowOptions = {
  readonly session: Session
  readonly bundleDir: string
  readonly demo: boolean
  readonly developmentUrl: string | null
  readonly openLink: OpenLinkOutside
}

/**
 * Opens the main window. It can't navigate, can't open windows, and asks before a link leaves.
 *
 * Shown once its first frame is painted, so that no white flash comes before the theme.
 */
export function openMainWindow(options: WindowOptions): BrowserWindow {
  const preferences = webPreferences(join(options.bundleDir, '../preload/index.cjs'))
  const window = new BrowserWindow({
    width: 1280,
    height: 800,
    minWidth: 480,
    minHeight: 480,
    useContentSize: true,
    show: false,
    title: 'Parley',
    autoHideMenuBar: true,
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#151614' : '#f6f5f2',
    webPreferences: {
      ...preferences,
      session: options.session,
      additionalArguments: options.demo ? ['--parley-demo'] : [],
    },
  })
  window.once('ready-to-show', () => window.show())
  const { webContents } = window
  webContents.setWindowOpenHandler(({ url }) => {
    void options.openLink(window, url)
    return { action: 'deny' }
  })
  // A frame may be filled with a prepared mail or a preview and nothing else; the window itself goes nowhere.
  webContents.on('will-frame-navigate', event => {
    const isOurs = event.url.startsWith(`${mailOrigin}/`) || event.url.startsWith(`${previewOrigin}/`)
    if (event.isMainFrame || !isOurs) event.preventDefault()
  })
  webContents.on('will-attach-webview', event => event.preventDefault())
  void window.loadURL(options.developmentUrl ?? screenUrl)
  return window
}
