import { join } from 'node:path'
import { type BrowserWindow, dialog } from 'electron'
import type { SaveAnswer } from '#preload/api.ts'
import { safeFileName } from '#shared/file-name.ts'
import { asReport, type EngineHost } from './engine-host.ts'
import { replaceFile } from './replace-file.ts'

/** Saves an email as the server has it (RFC 5322) where the person says; its bytes never cross the screen. */
export async function saveEmail(
  deps: { readonly engine: Pick<EngineHost, 'request'>; readonly downloadsDir: string },
  window: BrowserWindow,
  emailId: string,
): Promise<SaveAnswer> {
  try {
    const file = await deps.engine.request('emails/file', { emailId })
    const chosen = await dialog.showSaveDialog(window, {
      defaultPath: join(deps.downloadsDir, safeFileName(file.name)),
      filters: [{ name: 'Email', extensions: ['eml'] }],
      properties: ['showOverwriteConfirmation', 'createDirectory'],
    })
    if (chosen.canceled || chosen.filePath === '') return { ok: true, saved: false }
    await replaceFile(file.path, chosen.filePath)
    return { ok: true, saved: true }
  } catch (error) {
    return { ok: false, error: asReport(error) }
  }
}
