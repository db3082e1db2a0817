import { BrowserWindow, type IpcMainInvokeEvent, type Rectangle } from 'electron'
import type { AttachmentTarget } from '#shared/attachment.ts'
import { invokeChannels } from '#shared/shell-channels.ts'
import type { Attachments } from './attachments.ts'
import type { PdfView } from './pdf-view.ts'

/** Answers one channel; the caller has made sure that it is the screen that asks. */
export type AnswerChannel = (
  channel: string,
  answer: (event: IpcMainInvokeEvent, argument: unknown) => unknown,
) => void

const invalid = { ok: false, error: { code: 'invalid-request', retry: false } } as const
const done = { ok: true } as const
const targetsAtMost = 1_000

/** Answers what the screen asks about attachments. Arguments are ids and numbers, checked here; none is a path. */
export function answerAttachmentRequests(
  handle: AnswerChannel,
  deps: { readonly attachments: Attachments; readonly pdf: Pick<PdfView, 'place' | 'close'> },
): void {
  const { attachments, pdf } = deps
  const withWindow = (
    channel: string,
    answer: (window: BrowserWindow, target: AttachmentTarget) => unknown,
  ) =>
    handle(channel, (event, target) => {
      const window = BrowserWindow.fromWebContents(event.sender)
      return isTarget(target) && window !== null ? answer(window, target) : invalid
    })

  withWindow(invokeChannels.openAttachment, (window, target) => attachments.open(window.webContents, target))
  withWindow(invokeChannels.downloadAttachment, attachments.download)
  withWindow(invokeChannels.dragAttachment, (window, target) => attachments.drag(window.webContents, target))
  withWindow(invokeChannels.previewAttachment, attachments.preview)
  withWindow(invokeChannels.cancelAttachment, (_window, target) => {
    attachments.cancel(target)
    return done
  })
  handle(invokeChannels.downloadAttachments, (event, targets) => {
    const window = BrowserWindow.fromWebContents(event.sender)
    const valid = Array.isArray(targets) && targets.length <= targetsAtMost && targets.every(isTarget)
    return valid && window !== null ? attachments.downloadAll(window, targets) : invalid
  })
  handle(invokeChannels.placePreview, (_event, bounds) => {
    if (!isBounds(bounds)) return invalid
    pdf.place(bounds)
    return done
  })
  handle(invokeChannels.closePreview, () => {
    pdf.close()
    return done
  })
}

function isTarget(value: unknown): value is AttachmentTarget {
  if (typeof value !== 'object' || value === null) return false
  const target: Partial<Record<keyof AttachmentTarget, unknown>> = value
  const { attachmentId, entry } = target
  if (typeof attachmentId !== 'string' || !/^[0-9a-z-]{1,64}$/i.test(attachmentId)) return false
  if (Object.keys(value).some(key => key !== 'attachmentId' && key !== 'entry')) return false
  return entry === undefined || (Array.isArray(entry) && entry.length <= 8 && entry.every(isIndex))
}

const isIndex = (value: unknown) => Number.isInteger(value) && Number(value) >= 0 && Number(value) <= 10_000

function isBounds(value: unknown): value is Rectangle {
  if (typeof value !== 'object' || value === null) return false
  const bounds: Partial<Record<keyof Rectangle, unknown>> = value
  return [bounds.x, bounds.y, bounds.width, bounds.height].every(
    side => Number.isInteger(side) && Math.abs(Number(side)) <= 100_000,
  )
}
