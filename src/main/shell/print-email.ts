import { BrowserWindow, type Session } from 'electron'
import type { ShellAnswer } from '#preload/api.ts'
import type { Email } from '#shared/conversation.ts'
import { AppError } from '#shared/errors.ts'
import type { PrintHeading } from '#shared/wash.ts'
import { asReport, type EngineHost } from './engine-host.ts'
import type { MailProtocol } from './mail-protocol.ts'
import { printDocument } from './print-document.ts'

/** A4 at 96 dpi without its margins. */
const paperWidthPx = 718

/** Prints one email. */
export type PrintEmail = (emailId: string) => Promise<ShellAnswer>

/**
 * Prints an email from a hidden page of its own: washed like on the screen, light, quotes shown, below who wrote it.
 *
 * That page has no scripts and no preload, and lives until the system's dialog is closed.
 */
export function createPrintEmail(deps: {
  readonly engine: Pick<EngineHost, 'request'>
  readonly mail: Pick<MailProtocol, 'washForPrint' | 'host'>
  readonly session: Session
}): PrintEmail {
  return async emailId => {
    let page: BrowserWindow | null = null
    try {
      const email = await deps.engine.request('emails/body', { emailId })
      page = await openPage(deps.session, await addressOf(deps, email))
      await print(page)
      return { ok: true }
    } catch (error) {
      return { ok: false, error: asReport(error) }
    } finally {
      page?.destroy()
    }
  }
}

/** One washed document with the heading in it, or ours around what can't be one document: texts, several parts. */
async function addressOf(
  { mail }: { readonly mail: Pick<MailProtocol, 'washForPrint' | 'host'> },
  email: Email,
): Promise<string> {
  const heading = headingOf(email)
  if (!email.hasHtml) return mail.host(email.id, printDocument(heading, [], email.text ?? email.preview))
  const { frames, headed } = await mail.washForPrint(email.id, paperWidthPx, heading)
  const [only] = frames
  if (headed && only !== undefined) return only.url
  return mail.host(email.id, printDocument(heading, frames, email.text ?? email.preview))
}

function headingOf(email: Email): PrintHeading {
  const people = (list: Email['to']) =>
    list.map(({ name, address }) => (name === '' ? address : `${name} <${address}>`)).join(', ')
  const when = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeStyle: 'short' }).format(
    email.sentAt,
  )
  return {
    subject: email.subject,
    lines: [
      { label: 'From', value: people(email.from) },
      { label: 'To', value: people(email.to) },
      { label: 'Copy', value: people(email.cc) },
      { label: 'Date', value: when },
    ].filter(({ value }) => value !== ''),
  }
}

async function openPage(session: Session, url: string): Promise<BrowserWindow> {
  const page = new BrowserWindow({
    show: false,
    width: paperWidthPx,
    height: 1_000,
    skipTaskbar: true,
    webPreferences: {
      session,
      sandbox: true,
      contextIsolation: true,
      webSecurity: true,
      nodeIntegration: false,
      javascript: false,
      webviewTag: false,
      disableDialogs: true,
      spellcheck: false,
    },
  })
  page.webContents.setWindowOpenHandler(() => ({ action: 'deny' }))
  page.webContents.on('will-frame-navigate', event => event.preventDefault())
  try {
    await page.loadURL(url)
  } catch (error) {
    page.destroy()
    throw error
  }
  return page
}

function print(page: BrowserWindow): Promise<void> {
  return new Promise((resolve, reject) => {
    page.webContents.print({ printBackground: true }, (done, reason) => {
      // Chromium's word for the dialog's Cancel.
      if (done || /cancel/i.test(reason)) resolve()
      else reject(new AppError('internal', `print: ${reason}`))
    })
  })
}
