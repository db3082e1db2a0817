import { type BrowserWindow, ipcMain } from 'electron'
import { screenSavedChannel, sendChannels } from '#shared/shell-channels.ts'

/** The disk may be slow; a screen that doesn't answer may not keep the app from ending. */
const waitAtMostMs = 3_000

/**
 * Lets the screen save what was typed before its window goes (semantics.md, Sending 1). Resolves when it is safe, or when
 * the screen does not answer.
 */
export function saveBeforeLeaving(window: BrowserWindow | null): Promise<void> {
  if (window === null || window.isDestroyed() || window.webContents.isCrashed()) return Promise.resolve()
  const { webContents } = window
  return new Promise(resolve => {
    const done = () => {
      clearTimeout(timer)
      ipcMain.off(screenSavedChannel, onSaved)
      resolve()
    }
    const onSaved = (event: Electron.IpcMainEvent) => {
      if (event.sender === webContents) done()
    }
    const timer = setTimeout(done, waitAtMostMs)
    ipcMain.on(screenSavedChannel, onSaved)
    webContents.send(sendChannels.saveNow)
  })
}

/** Holds the window's closing back until what was typed is safe; `isSafe`: there is nothing left that could save it. */
export function holdClosing(window: BrowserWindow, isSafe: () => boolean): void {
  let saved = false
  window.on('close', event => {
    if (saved || isSafe()) return
    event.preventDefault()
    void saveBeforeLeaving(window).then(() => {
      saved = true
      window.close()
    })
  })
}
