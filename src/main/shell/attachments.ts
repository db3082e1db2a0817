import { join } from 'node:path'
import { app, type BrowserWindow, dialog, nativeImage, type WebContents } from 'electron'
import type { PreparedPreview, SaveAllAnswer, SaveAnswer, ShellAnswer } from '#preload/api.ts'
import type { AttachmentTarget } from '#shared/attachment.ts'
import { attachmentKey } from '#shared/attachment-key.ts'
import { AppError, type ErrorReport } from '#shared/errors.ts'
import { looksExecutable, safeFileName } from '#shared/file-name.ts'
import { sendChannels } from '#shared/shell-channels.ts'
import { copyToPrivate, saveInto } from './attachment-files.ts'
import { asReport, type EngineHost } from './engine-host.ts'
import { markDownloaded } from './mark-downloaded.ts'
import { openFileOutside } from './open-outside.ts'
import type { PdfView } from './pdf-view.ts'
import type { PreviewProtocol } from './preview-protocol.ts'
import { replaceFile } from './replace-file.ts'

/** Opening, saving and previewing attachments; their bytes go from store to file and never through the screen. */
export type Attachments = {
  readonly open: (contents: WebContents, target: AttachmentTarget) => Promise<ShellAnswer>
  readonly download: (window: BrowserWindow, target: AttachmentTarget) => Promise<SaveAnswer>
  /** All into one folder that the user chooses, under names that are free there. */
  readonly downloadAll: (
    window: BrowserWindow,
    targets: readonly AttachmentTarget[],
  ) => Promise<SaveAllAnswer>
  /** Stops fetching: nothing of it stays. */
  readonly cancel: (target: AttachmentTarget) => void
  /** Hands a file to the drag that has just begun; only what is here already, and never a program. */
  readonly drag: (contents: WebContents, target: AttachmentTarget) => Promise<ShellAnswer>
  readonly preview: (window: BrowserWindow, target: AttachmentTarget) => Promise<PreparedPreview>
}

/** A picture to drag where the system has none for the file: one grey pixel in a square. */
const plainIcon = nativeImage.createFromBuffer(Buffer.alloc(32 * 32 * 4, 0x99), { width: 32, height: 32 })

/** Attachments of the running app; copies for other programs lie in a private folder of the data folder. */
export function createAttachments(deps: {
  readonly engine: Pick<EngineHost, 'request'>
  readonly preview: Pick<PreviewProtocol, 'offerImage' | 'offerPdf'>
  readonly pdf: Pick<PdfView, 'begin'>
  /** Where copies for other programs lie; see `clearOpened`. */
  readonly openedDir: string
  readonly downloadsDir: string
}): Attachments {
  const underWay = new Map<string, AbortController>()

  const begin = (target: AttachmentTarget): AbortController => {
    const key = attachmentKey(target)
    const controller = new AbortController()
    underWay.get(key)?.abort()
    underWay.set(key, controller)
    return controller
  }
  const fetchBytes = async (
    contents: WebContents,
    target: AttachmentTarget,
    controller: AbortController = begin(target),
  ) => {
    const key = attachmentKey(target)
    try {
      if (controller.signal.aborted) throw new AppError('cancelled')
      return await deps.engine.request('attachments/fetch', target, {
        signal: controller.signal,
        onChunk: ({ doneBytes, totalBytes }) => {
          if (!contents.isDestroyed())
            contents.send(sendChannels.attachmentProgress, key, doneBytes, totalBytes)
        },
      })
    } finally {
      if (underWay.get(key) === controller) {
        underWay.delete(key)
        // By the same way as what went before: an answer may overtake it, and the file would seem to be coming for ever.
        if (!contents.isDestroyed()) contents.send(sendChannels.attachmentProgress, key, null, null)
      }
    }
  }
  const fetchToHandOver = async (contents: WebContents, target: AttachmentTarget) => {
    const found = await fetchBytes(contents, target)
    const name = safeFileName(found.name)
    // The engine judged by name and bytes; the name is judged once more as it will stand on the disk.
    if (!found.openable || looksExecutable(name)) throw new AppError('blocked', name)
    return { ...found, name }
  }

  return {
    open: async (contents, target) => {
      try {
        const found = await fetchToHandOver(contents, target)
        return await openFileOutside(await copyToPrivate(deps.openedDir, found.path, found.name))
      } catch (error) {
        return { ok: false, error: asReport(error) }
      }
    },
    download: async (window, target) => {
      try {
        const found = await fetchBytes(window.webContents, target)
        const chosen = await dialog.showSaveDialog(window, {
          defaultPath: join(deps.downloadsDir, safeFileName(found.name)),
          properties: ['showOverwriteConfirmation', 'createDirectory'],
        })
        if (chosen.canceled || chosen.filePath === '') return { ok: true, saved: false }
        await replaceFile(found.path, chosen.filePath)
        await markDownloaded(chosen.filePath)
        return { ok: true, saved: true }
      } catch (error) {
        return { ok: false, error: asReport(error) }
      }
    },
    downloadAll: async (window, targets) => {
      const chosen = await dialog.showOpenDialog(window, {
        defaultPath: deps.downloadsDir,
        properties: ['openDirectory', 'createDirectory'],
      })
      const [folder] = chosen.filePaths
      if (chosen.canceled || folder === undefined) return { ok: true, saved: 0, failed: [] }
      const failed: ErrorReport[] = []
      let saved = 0
      // All begin now, so that stopping reaches those that still wait.
      const begun = targets.map(target => ({ target, controller: begin(target) }))
      for (const { target, controller } of begun) {
        try {
          const found = await fetchBytes(window.webContents, target, controller)
          await saveInto(folder, found.path, found.name)
          saved += 1
        } catch (error) {
          failed.push(asReport(error))
        }
      }
      return { ok: true, saved, failed }
    },
    cancel: target => underWay.get(attachmentKey(target))?.abort(),
    drag: async (contents, target) => {
      try {
        const found = await fetchToHandOver(contents, target)
        const file = await copyToPrivate(deps.openedDir, found.path, found.name)
        const icon = await app.getFileIcon(file).catch(() => plainIcon)
        if (!contents.isDestroyed()) contents.startDrag({ file, icon: icon.isEmpty() ? plainIcon : icon })
        return { ok: true }
      } catch (error) {
        return { ok: false, error: asReport(error) }
      }
    },
    preview: async (window, target) => {
      const showPdf = deps.pdf.begin()
      try {
        const found = await fetchBytes(window.webContents, target)
        if (found.kind === 'image')
          return { ok: true, kind: 'image', ...(await deps.preview.offerImage(found.path)) }
        if (found.kind !== 'pdf') throw new AppError('blocked', 'no preview')
        showPdf(window, await deps.preview.offerPdf(found.path))
        return { ok: true, kind: 'pdf' }
      } catch (error) {
        return { ok: false, error: asReport(error) }
      }
    },
  }
}
