/** The only place that lets anything leave for another program; a test forbids it elsewhere. */
import { type BrowserWindow, clipboard, dialog, shell } from 'electron'
import type { ShellAnswer } from '#preload/api.ts'
import { judgeLink } from './links.ts'

const refused: ShellAnswer = { ok: false, error: { code: 'blocked', retry: false } }

/**
 * Shows where a link really leads and opens it in the system's browser when the user says so.
 *
 * Only http, https and mailto pass; everything else is refused without a question.
 */
export async function openLinkOutside(window: BrowserWindow | null, address: string): Promise<ShellAnswer> {
  const link = judgeLink(address)
  if (link.kind === 'refused') return refused
  const mail = link.kind === 'mail'
  const options = {
    type: 'question' as const,
    title: 'Parley',
    message: mail ? `Write to ${link.shown}?` : `Open ${link.shown} in your browser?`,
    detail: link.href.length > 600 ? `${link.href.slice(0, 600)}…` : link.href,
    buttons: mail ? ['Copy address', 'Cancel'] : ['Open', 'Copy link', 'Cancel'],
    defaultId: 0,
    cancelId: mail ? 1 : 2,
    noLink: true,
  }
  const { response } = await (window === null
    ? dialog.showMessageBox(options)
    : dialog.showMessageBox(window, options))
  if (mail && response === 0) clipboard.writeText(link.shown)
  if (!mail && response === 0) await shell.openExternal(link.href)
  if (!mail && response === 1) clipboard.writeText(link.href)
  return { ok: true }
}

/** Opens a file of ours with the system's program for it; the caller has checked its type. */
export async function openFileOutside(path: string): Promise<ShellAnswer> {
  const problem = await shell.openPath(path)
  return problem === ''
    ? { ok: true }
    : { ok: false, error: { code: 'not-found', retry: false, detail: problem } }
}
