import { type BrowserWindow, type Rectangle, type Session, WebContentsView } from 'electron'
import type { Log } from '#shared/log.ts'
import { pdfPreferences } from './web-preferences.ts'

/** Chromium's PDF viewer over a part of the window, in a process and a session of its own. */
export type PdfView = {
  /** Begins a preview: the answer shows it, unless another one began or it was closed in the meantime. */
  readonly begin: () => (window: BrowserWindow, url: string) => void
  /** In CSS px of the window's page. */
  readonly place: (bounds: Rectangle) => void
  readonly close: () => void
}

/** What Chromium's viewer consists of, beside the document. */
export const pdfViewerPages = [
  'chrome-extension://mhjfbmdgcfjbbpaeojofohoefgiehjai/',
  'chrome://resources/',
] as const

/** Without its own bar: printing and saving go through ours, and the names of the pages need no room. */
const looks = '#toolbar=0&navpanes=0&view=FitH'

/**
 * Shows one PDF at a time. The session has no network (see `guardSession`), the page no preload, and it goes nowhere.
 *
 * Escape closes it also while it has the keyboard: `onClosed` tells the screen.
 */
export function createPdfView(deps: {
  readonly session: Session
  readonly log: Log
  /** `failed` where there is no viewer in this build, or it died. */
  readonly onClosed: (window: BrowserWindow, why: 'escape' | 'failed') => void
}): PdfView {
  let turn = 0
  let open: { readonly window: BrowserWindow; readonly view: WebContentsView } | null = null

  const close = () => {
    turn += 1
    const closing = open
    open = null
    if (closing === null) return
    if (!closing.window.isDestroyed()) {
      closing.window.contentView.removeChildView(closing.view)
      closing.window.webContents.focus()
    }
    if (!closing.view.webContents.isDestroyed()) closing.view.webContents.close()
  }

  const show = (window: BrowserWindow, url: string) => {
    const view = new WebContentsView({ webPreferences: { ...pdfPreferences, session: deps.session } })
    view.setBounds({ x: 0, y: 0, width: 0, height: 0 })
    open = { window, view }
    const { webContents } = view
    webContents.setWindowOpenHandler(() => ({ action: 'deny' }))
    webContents.on('will-navigate', event => event.preventDefault())
    const end = (why: 'escape' | 'failed') => {
      if (open?.view !== view) return
      close()
      if (!window.isDestroyed()) deps.onClosed(window, why)
    }
    webContents.on('before-input-event', (_event, input) => {
      if (input.type === 'keyDown' && input.key === 'Escape') end('escape')
    })
    webContents.on('render-process-gone', (_event, details) => {
      deps.log.warn('pdf-view-gone', { reason: details.reason })
      end('failed')
    })
    window.contentView.addChildView(view)
    webContents.loadURL(`${url}${looks}`).then(
      () => {
        // Arrows and Page Down turn the pages at once.
        if (open?.view === view) webContents.focus()
      },
      () => {
        // Without a viewer Chromium takes a PDF for a download, and no session of ours downloads.
        deps.log.warn('pdf-view-failed')
        end('failed')
      },
    )
  }

  return {
    close,
    place: bounds => open?.view.setBounds(bounds),
    begin: () => {
      close()
      const mine = turn
      return (window, url) => {
        if (mine === turn && !window.isDestroyed()) show(window, url)
      }
    },
  }
}
