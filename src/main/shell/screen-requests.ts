import { BrowserWindow, clipboard, type IpcMainInvokeEvent, ipcMain } from 'electron'
import type { PrepareParams, SaveAnswer, ShellAnswer } from '#preload/api.ts'
import { invokeChannels } from '#shared/shell-channels.ts'
import { answerAttachmentRequests } from './attachment-requests.ts'
import type { Attachments } from './attachments.ts'
import { answerDraftFileRequests } from './draft-file-requests.ts'
import type { DraftFiles } from './draft-files.ts'
import type { MailProtocol } from './mail-protocol.ts'
import type { OpenLinkOutside } from './open-outside.ts'
import type { PdfView } from './pdf-view.ts'
import type { PrintEmail } from './print-email.ts'

/** What answers the screen's few direct requests. */
export type ScreenRequestDeps = {
  readonly mail: Pick<MailProtocol, 'prepare'>
  readonly printEmail: PrintEmail
  readonly attachments: Attachments
  readonly draftFiles: DraftFiles
  readonly pdf: Pick<PdfView, 'place' | 'close'>
  readonly openLink: OpenLinkOutside
  readonly saveEmail: (window: BrowserWindow, emailId: string) => Promise<SaveAnswer>
  readonly startDemo: () => Promise<ShellAnswer>
  /** Origins that count as the screen: `app://parley`, and the development server in development. */
  readonly origins: ReadonlySet<string>
}

const invalid = { ok: false, error: { code: 'invalid-request', retry: false } } as const
const longestText = 1_000_000

/**
 * Answers the screen, and only the screen: each call must come from the top frame of our own origin.
 *
 * Arguments are checked here by hand: there are six of them, and none is a path.
 */
export function answerScreen(deps: ScreenRequestDeps): void {
  const handle = (channel: string, answer: (event: IpcMainInvokeEvent, argument: unknown) => unknown) => {
    ipcMain.handle(channel, (event, argument: unknown) =>
      fromScreen(event, deps.origins) ? answer(event, argument) : invalid,
    )
  }
  handle(invokeChannels.prepareMail, (_event, params) =>
    isPrepareParams(params) ? deps.mail.prepare(params) : invalid,
  )
  handle(invokeChannels.printEmail, (_event, id) => (isId(id) ? deps.printEmail(id) : invalid))
  handle(invokeChannels.saveEmail, (event, id) => {
    const window = BrowserWindow.fromWebContents(event.sender)
    return isId(id) && window !== null ? deps.saveEmail(window, id) : invalid
  })
  answerAttachmentRequests(handle, deps)
  answerDraftFileRequests(handle, deps.draftFiles)
  handle(invokeChannels.openLink, (event, link) =>
    isLink(link) ? deps.openLink(BrowserWindow.fromWebContents(event.sender), link.url, link.text) : invalid,
  )
  handle(invokeChannels.copyText, (_event, text) => {
    if (!isText(text, longestText)) return invalid
    clipboard.writeText(text)
    return { ok: true }
  })
  handle(invokeChannels.startDemo, () => deps.startDemo())
}

function fromScreen(event: IpcMainInvokeEvent, origins: ReadonlySet<string>): boolean {
  const frame = event.senderFrame
  return frame !== null && frame === event.sender.mainFrame && origins.has(originOf(frame.url))
}

function originOf(address: string): string {
  try {
    const url = new URL(address)
    return `${url.protocol}//${url.host}`
  } catch {
    return ''
  }
}

function isText(value: unknown, longest: number): value is string {
  return typeof value === 'string' && value.length <= longest
}

function isLink(value: unknown): value is { readonly url: string; readonly text?: string } {
  if (typeof value !== 'object' || value === null || !('url' in value)) return false
  const text = 'text' in value ? value.text : undefined
  return isText(value.url, 8_192) && (text === undefined || isText(text, 8_192))
}

function isId(value: unknown): value is string {
  return isText(value, 64) && /^[0-9a-z-]+$/i.test(value)
}

function isPrepareParams(value: unknown): value is PrepareParams {
  if (typeof value !== 'object' || value === null) return false
  const params: Partial<Record<keyof PrepareParams, unknown>> = value
  return (
    isId(params.emailId) &&
    typeof params.widthPx === 'number' &&
    params.widthPx >= 100 &&
    params.widthPx <= 10_000 &&
    typeof params.dark === 'boolean' &&
    (params.paper === 'auto' || params.paper === 'light' || params.paper === 'dark') &&
    typeof params.images === 'boolean' &&
    (params.quotes === 'folded' || params.quotes === 'shown') &&
    typeof params.insist === 'boolean' &&
    (params.part === 'top' || params.part === 'whole')
  )
}
