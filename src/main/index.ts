/** Life cycle of the application: one instance per data folder, engine, window; quitting drains. */
import { mkdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { app, type BrowserWindow, powerMonitor, protocol, session } from 'electron'
import { defaultDataDir } from '#shared/data-dir.ts'
import { sendChannels } from '#shared/shell-channels.ts'
import { serveApp } from '#shell/app-protocol.ts'
import { readArguments } from '#shell/arguments.ts'
import { clearOpened } from '#shell/attachment-files.ts'
import { createAttachments } from '#shell/attachments.ts'
import { createDemoHost } from '#shell/demo-host.ts'
import { createDraftFiles } from '#shell/draft-files.ts'
import { asReport, createEngineHost } from '#shell/engine-host.ts'
import { tellFrameKeys } from '#shell/frame-keys.ts'
import { watchMailFrames } from '#shell/frame-watch.ts'
import { guardSession } from '#shell/gate.ts'
import { tellHoveredLinks } from '#shell/link-hover.ts'
import { createLinkTexts } from '#shell/link-texts.ts'
import { createLinkJudge } from '#shell/links.ts'
import { createMailProtocol } from '#shell/mail-protocol.ts'
import { createOpenLinkOutside } from '#shell/open-outside.ts'
import { reloadAfterCrash } from '#shell/page-crash.ts'
import { createPdfView, pdfViewerPages } from '#shell/pdf-view.ts'
import { createPreviewProtocol, previewScheme } from '#shell/preview-protocol.ts'
import { createPrintEmail } from '#shell/print-email.ts'
import { holdClosing, saveBeforeLeaving } from '#shell/save-before-leaving.ts'
import { saveEmail } from '#shell/save-email.ts'
import { answerScreen } from '#shell/screen-requests.ts'
import { shellLog } from '#shell/shell-log.ts'
import { createWasher } from '#shell/washer.ts'
import { openMainWindow } from '#shell/window.ts'

const asked = readArguments(process.argv)
const standardDir = defaultDataDir({ platform: process.platform, env: process.env, home: homedir() })
const dataDir = resolve(asked.dataDir ?? (asked.demo ? `${standardDir}-demo` : standardDir))
const developmentUrl = app.isPackaged ? null : (process.env['ELECTRON_RENDERER_URL'] ?? null)

mkdirSync(dataDir, { recursive: true, mode: 0o700 })
app.setName('Parley')
app.setPath('userData', join(dataDir, 'window'))
app.commandLine.appendSwitch('disable-features', 'NetworkPrediction,DnsOverHttps,AutofillServerCommunication')
app.commandLine.appendSwitch('dns-prefetch-disable')
if (developmentUrl === null) app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND')
protocol.registerSchemesAsPrivileged([
  { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  { scheme: 'mail', privileges: { standard: true, secure: true } },
  { scheme: previewScheme, privileges: { standard: true, secure: true } },
])

if (app.requestSingleInstanceLock()) run()
else app.quit()

function run(): void {
  const log = shellLog(join(dataDir, 'logs'))
  const bundleDir = import.meta.dirname
  let window: BrowserWindow | null = null
  let drained = false

  const engine = createEngineHost({
    bundleDir,
    dataDir,
    version: app.getVersion(),
    log,
    allowPrivateImages: !app.isPackaged && process.env['PARLEY_TEST_PRIVATE_IMAGES'] === '1',
    onEvent: () => {},
    onReady: () => {
      void resumeDemo()
    },
  })
  const demo = createDemoHost({ bundleDir, dataDir, log, onExit: () => void resumeDemo() })
  const startDemo = async () => {
    try {
      await engine.request('demo/attach', { server: await demo.start() })
      return { ok: true } as const
    } catch (error) {
      log.error('demo-start-failed', { code: asReport(error).code })
      return { ok: false, error: asReport(error) } as const
    }
  }
  /** The demo's servers have new ports after each start: a known demo account is told at once. */
  const resumeDemo = async () => {
    const accounts = await engine.request('accounts/list', {}).catch(() => [])
    if (asked.demo || accounts.some(account => account.kind === 'demo')) await startDemo()
  }

  app.on('second-instance', () => {
    if (window === null) return
    if (window.isMinimized()) window.restore()
    window.show()
    window.focus()
  })
  app.on('window-all-closed', () => app.quit())
  app.on('before-quit', event => {
    if (drained) return
    event.preventDefault()
    void saveBeforeLeaving(window)
      .then(() => Promise.all([engine.stop(), demo.stop(), clearOpened(openedDir)]))
      .finally(() => {
        drained = true
        app.quit()
      })
  })
  const openedDir = join(dataDir, 'opened')

  void app.whenReady().then(async () => {
    await clearOpened(openedDir)
    const screenSession = session.fromPartition('screen')
    const washerSession = session.fromPartition('washer')
    for (const guarded of [screenSession, washerSession, session.defaultSession]) {
      guardSession(guarded, {
        developmentOrigin: developmentUrl === null ? null : new URL(developmentUrl).origin,
        onRefused: kind => log.info('request-refused', { kind }),
      })
    }
    // Chromium's PDF viewer is a part of sessions that could be kept, though nothing of this one is.
    const previewSession = session.fromPartition('persist:preview', { cache: false })
    guardSession(previewSession, {
      developmentOrigin: null,
      parts: pdfViewerPages,
      onRefused: kind => log.info('request-refused', { kind }),
    })
    const preview = createPreviewProtocol()
    preview.serve(screenSession)
    preview.serve(previewSession)
    const pdf = createPdfView({
      session: previewSession,
      log,
      onClosed: (closed, why) => closed.webContents.send(sendChannels.previewClosed, why),
    })
    const attachments = createAttachments({
      engine,
      preview,
      pdf,
      openedDir,
      downloadsDir: app.getPath('downloads'),
    })
    const rendererDir = join(bundleDir, '../renderer')
    serveApp(screenSession, rendererDir)
    serveApp(washerSession, rendererDir)
    const washer = createWasher({ session: washerSession, bundleDir, log })
    const linkTexts = createLinkTexts()
    const linkJudge = createLinkJudge({ engine, texts: linkTexts })
    const openLink = createOpenLinkOutside(linkJudge, mailto =>
      window?.webContents.send(sendChannels.writeTo, mailto),
    )
    const mail = createMailProtocol({ engine, washer, onLinks: linkTexts.remember, log })
    mail.serve(screenSession, 'nothing')
    mail.serve(washerSession, 'fail')
    const origins = new Set(['app://parley'])
    if (developmentUrl !== null) origins.add(new URL(developmentUrl).origin)
    answerScreen({
      mail,
      attachments,
      draftFiles: createDraftFiles({ engine }),
      pdf,
      saveEmail: (target, emailId) =>
        saveEmail({ engine, downloadsDir: app.getPath('downloads') }, target, emailId),
      printEmail: createPrintEmail({ engine, mail, session: screenSession }),
      openLink,
      startDemo,
      origins,
    })
    engine.start()
    window = openMainWindow({ session: screenSession, bundleDir, demo: asked.demo, developmentUrl, openLink })
    holdClosing(window, () => drained)
    engine.attach(window.webContents)
    reloadAfterCrash(window.webContents, log)
    tellHoveredLinks(window.webContents, linkJudge)
    tellFrameKeys(window.webContents)
    const { webContents } = window
    watchMailFrames(webContents, () => {
      log.warn('mail-frames-gone')
      webContents.send(sendChannels.mailFramesGone)
    })
    webContents.once('did-finish-load', () => washer.warm())
    window.on('closed', () => {
      window = null
      washer.close()
      app.quit()
    })
    powerMonitor.on('resume', () => void engine.request('sync/wake', {}).catch(() => {}))
  })
}
