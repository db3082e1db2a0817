/** The only place that lets anything leave for another program; a test forbids it elsewhere. */
import { type BrowserWindow, clipboard, dialog, type MessageBoxOptions, shell } from 'electron'
import type { ShellAnswer } from '#preload/api.ts'
import { linkQuestion } from './link-question.ts'
import type { LinkJudge } from './links.ts'

const refused: ShellAnswer = { ok: false, error: { code: 'blocked', retry: false } }
const cancelled: ShellAnswer = { ok: false, error: { code: 'cancelled', retry: false } }

/** Opens, copies or refuses a link; `text` is what the screen drew for it. */
export type OpenLinkOutside = (
  window: BrowserWindow | null,
  address: string,
  text?: string,
) => Promise<ShellAnswer>

/**
 * The one way out for links.
 *
 * A link that warns always asks. One that doesn't opens at once where the person has allowed its host, and else asks,
 * with the real host and the whole address. One question at a time: what is clicked meanwhile is passed over.
 */
export function createOpenLinkOutside(
  judge: LinkJudge,
  /** Begins a message to a `mailto:` address; nothing is sent by it. */
  writeTo: (mailto: string) => void,
): OpenLinkOutside {
  let asking = false
  const write = (mailto: string): ShellAnswer => {
    writeTo(mailto)
    return { ok: true }
  }
  const ask: OpenLinkOutside = async (window, address, text) => {
    await judge.refresh()
    const link = await judge.judge(address, text)
    if (link.kind === 'refused') return refused
    if (link.kind === 'web' && link.warnings.length === 0 && judge.isTrusted(link.destination)) {
      return openInBrowser(window, link.href)
    }
    if (link.kind === 'mail' && link.warnings.length === 0) return write(address)
    const { buttons, ...question } = linkQuestion(link)
    const options = { title: 'Parley', noLink: true, ...question, buttons: [...buttons] }
    const { response, checkboxChecked } = await show(window, options)
    if (response === question.cancelId) return cancelled
    if (link.kind === 'mail' && response === 0) return write(address)
    if (link.kind !== 'web') clipboard.writeText(link.shown)
    else if (response === 1) clipboard.writeText(link.href)
    else {
      if (checkboxChecked && question.checkboxLabel !== undefined)
        await judge.trust(link.destination).catch(() => {})
      return openInBrowser(window, link.href)
    }
    return { ok: true }
  }
  return async (window, address, text) => {
    if (asking) return cancelled
    asking = true
    try {
      return await ask(window, address, text)
    } finally {
      asking = false
    }
  }
}

/** Where nothing on this computer opens web addresses, the address is copied instead, and the person is told. */
async function openInBrowser(window: BrowserWindow | null, href: string): Promise<ShellAnswer> {
  try {
    await shell.openExternal(href)
  } catch {
    clipboard.writeText(href)
    await show(window, {
      type: 'error',
      title: 'Parley',
      message: 'The link could not be opened',
      detail: 'No browser answered. The address was copied, so that you can paste it into one.',
      buttons: ['Close'],
    })
  }
  return { ok: true }
}

function show(window: BrowserWindow | null, options: MessageBoxOptions) {
  return window === null ? dialog.showMessageBox(options) : dialog.showMessageBox(window, options)
}

/** Opens a file of ours with the system's program for it; the caller has checked its type. */
export async function openFileOutside(path: string): Promise<ShellAnswer> {
  const problem = await shell.openPath(path)
  return problem === ''
    ? { ok: true }
    : { ok: false, error: { code: 'not-found', retry: false, detail: problem } }
}
