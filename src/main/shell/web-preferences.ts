import type { WebPreferences } from 'electron'

/** What every page of ours runs with, frozen: a test compares it with what Electron reports. */
const hardenedPreferences = Object.freeze({
  sandbox: true,
  contextIsolation: true,
  webSecurity: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webviewTag: false,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  navigateOnDragDrop: false,
  safeDialogs: true,
  plugins: false,
  disableDialogs: true,
  spellcheck: false,
} satisfies WebPreferences)

/** The PDF viewer's: hardened as well, no preload, and the one plugin that Chromium has. */
export const pdfPreferences: WebPreferences = Object.freeze({ ...hardenedPreferences, plugins: true })

/** The hardened preferences with a page's preload. */
export function webPreferences(preload: string): WebPreferences {
  return { ...hardenedPreferences, preload }
}
