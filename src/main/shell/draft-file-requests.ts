import { BrowserWindow } from 'electron'
import { invokeChannels } from '#shared/shell-channels.ts'
import type { AnswerChannel } from './attachment-requests.ts'
import type { DraftFiles } from './draft-files.ts'

const invalid = { ok: false, error: { code: 'invalid-request', retry: false } } as const

/**
 * Answers what the screen asks about files of drafts.
 *
 * A path comes from the preload alone, which has it from Chromium for a file that the person dropped: no page can name one.
 */
export function answerDraftFileRequests(handle: AnswerChannel, files: DraftFiles): void {
  handle(invokeChannels.pickDraftFiles, (event, asked) => {
    const window = BrowserWindow.fromWebContents(event.sender)
    if (window === null || !isRecord(asked) || !isId(asked['draftId'])) return invalid
    const { draftId, what } = asked
    return what === 'files' || what === 'images' ? files.pick(window, draftId, what) : invalid
  })
  handle(invokeChannels.dropDraftFile, (event, asked) => {
    if (!isRecord(asked) || !isId(asked['draftId'])) return invalid
    const { draftId, path } = asked
    return typeof path === 'string' && path !== '' && path.length <= 4_096
      ? files.drop(event.sender, draftId, path)
      : invalid
  })
  handle(invokeChannels.cancelDraftFile, (_event, key) => {
    if (!isId(key)) return invalid
    files.cancel(key)
    return { ok: true }
  })
  handle(invokeChannels.draftImage, (_event, id) => (isId(id) ? files.image(id) : invalid))
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

function isId(value: unknown): value is string {
  return typeof value === 'string' && /^[0-9a-z-]{1,64}$/i.test(value)
}
