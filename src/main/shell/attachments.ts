import { randomBytes } from 'node:crypto'
import { constants } from 'node:fs'
import { chmod, copyFile, mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type BrowserWindow, dialog, type WebContents } from 'electron'
import type { ShellAnswer } from '#preload/api.ts'
import { looksExecutable, safeFileName } from '#shared/file-name.ts'
import { sendChannels } from '#shared/shell-channels.ts'
import { asReport, type EngineHost } from './engine-host.ts'
import { openFileOutside } from './open-outside.ts'
import { replaceFile } from './replace-file.ts'

/** Opening and saving attachments; their bytes go from store to file and never through the screen. */
export type Attachments = {
  readonly open: (contents: WebContents, attachmentId: string) => Promise<ShellAnswer>
  readonly download: (
    window: BrowserWindow,
    attachmentId: string,
  ) => Promise<{ readonly ok: true; readonly saved: boolean } | Extract<ShellAnswer, { ok: false }>>
  /** Removes what was opened: at quit, and at the next start after a crash. */
  readonly clear: () => Promise<void>
}

/** Attachments of the running app; copies for other programs lie in a private folder of the data folder. */
export function createAttachments(deps: {
  readonly engine: Pick<EngineHost, 'request'>
  readonly dataDir: string
  readonly downloadsDir: string
}): Attachments {
  const openedDir = join(deps.dataDir, 'opened')

  const fetchBytes = (contents: WebContents, attachmentId: string) =>
    deps.engine.request(
      'attachments/fetch',
      { attachmentId },
      {
        onChunk: ({ doneBytes, totalBytes }) => {
          if (!contents.isDestroyed())
            contents.send(sendChannels.attachmentProgress, attachmentId, doneBytes, totalBytes)
        },
      },
    )

  return {
    open: async (contents, attachmentId) => {
      try {
        const found = await fetchBytes(contents, attachmentId)
        const name = safeFileName(found.name)
        if (looksExecutable(name))
          return { ok: false, error: { code: 'blocked', retry: false, detail: name } }
        const folder = join(openedDir, randomBytes(8).toString('hex'))
        await mkdir(folder, { recursive: true, mode: 0o700 })
        const path = join(folder, name)
        await copyFile(found.path, path, constants.COPYFILE_EXCL)
        await chmod(path, 0o400)
        return await openFileOutside(path)
      } catch (error) {
        return { ok: false, error: asReport(error) }
      }
    },
    download: async (window, attachmentId) => {
      try {
        const found = await fetchBytes(window.webContents, attachmentId)
        const chosen = await dialog.showSaveDialog(window, {
          defaultPath: join(deps.downloadsDir, safeFileName(found.name)),
          properties: ['showOverwriteConfirmation', 'createDirectory'],
        })
        if (chosen.canceled || chosen.filePath === '') return { ok: true, saved: false }
        await replaceFile(found.path, chosen.filePath)
        return { ok: true, saved: true }
      } catch (error) {
        return { ok: false, error: asReport(error) }
      }
    },
    clear: () => rm(openedDir, { recursive: true, force: true }),
  }
}
