import { readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { type BrowserWindow, dialog, type WebContents } from 'electron'
import type { DraftAttachment } from '#shared/draft.ts'
import type { AttachAnswer, DraftImage } from '#shared/draft-files.ts'
import { AppError, type ErrorReport } from '#shared/errors.ts'
import { rasterTypeOf } from '#shared/image-type.ts'
import { sendChannels } from '#shared/shell-channels.ts'
import { asReport, type EngineHost } from './engine-host.ts'

/** Files into drafts: chosen or dropped here, staged by the engine; their paths never reach the screen. */
export type DraftFiles = {
  /** Asks the person for files; `images` are drawn in the text. */
  readonly pick: (window: BrowserWindow, draftId: string, what: 'files' | 'images') => Promise<AttachAnswer>
  readonly drop: (contents: WebContents, draftId: string, path: string) => Promise<AttachAnswer>
  /** Stops staging: nothing of it stays. */
  readonly cancel: (key: string) => void
  readonly image: (attachmentId: string) => Promise<DraftImage>
}

const imageEndings = ['png', 'jpg', 'jpeg', 'gif', 'webp']
/** As much of a picture as the composer draws. */
const imageAtMostBytes = 30 * 1024 * 1024

/** The files of drafts, with progress for the screen. */
export function createDraftFiles(deps: { readonly engine: Pick<EngineHost, 'request'> }): DraftFiles {
  const underWay = new Map<string, AbortController>()
  let lastKey = 0

  const stage = async (contents: WebContents, draftId: string, path: string, inline: boolean) => {
    lastKey += 1
    const key = `file-${lastKey}`
    const name = basename(path)
    const controller = new AbortController()
    underWay.set(key, controller)
    const tell = (doneBytes: number | null, totalBytes: number | null) => {
      if (contents.isDestroyed()) return
      contents.send(sendChannels.draftFile, { draftId, key, name, doneBytes, totalBytes })
    }
    try {
      const file = await stat(path)
      if (!file.isFile()) throw new AppError('unreadable', 'not a file')
      tell(0, file.size)
      return await deps.engine.request(
        'drafts/attach-file',
        { id: draftId, path, inline },
        { signal: controller.signal, onChunk: ({ doneBytes, totalBytes }) => tell(doneBytes, totalBytes) },
      )
    } finally {
      underWay.delete(key)
      tell(null, null)
    }
  }
  const stageAll = async (
    contents: WebContents,
    draftId: string,
    paths: readonly string[],
    inline: boolean,
  ): Promise<AttachAnswer> => {
    const added: DraftAttachment[] = []
    const failed: { name: string; error: ErrorReport }[] = []
    for (const path of paths) {
      try {
        added.push(await stage(contents, draftId, path, inline))
      } catch (error) {
        failed.push({ name: basename(path), error: asReport(error) })
      }
    }
    return { ok: true, added, failed }
  }

  return {
    pick: async (window, draftId, what) => {
      const chosen = await dialog.showOpenDialog(window, {
        properties: ['openFile', 'multiSelections'],
        ...(what === 'images' ? { filters: [{ name: 'Images', extensions: imageEndings }] } : {}),
      })
      if (chosen.canceled) return { ok: true, added: [], failed: [] }
      return stageAll(window.webContents, draftId, chosen.filePaths, what === 'images')
    },
    drop: (contents, draftId, path) => stageAll(contents, draftId, [path], false),
    cancel: key => underWay.get(key)?.abort(),
    image: async attachmentId => {
      try {
        const { path } = await deps.engine.request('drafts/file', { attachmentId })
        if ((await stat(path)).size > imageAtMostBytes) throw new AppError('too-large')
        const bytes = new Uint8Array(await readFile(path))
        // The bytes say what they are; whoever named them may be wrong.
        const type = rasterTypeOf(bytes)
        if (type === null) throw new AppError('blocked', 'no picture')
        return { ok: true, bytes, type }
      } catch (error) {
        return { ok: false, error: asReport(error) }
      }
    },
  }
}
