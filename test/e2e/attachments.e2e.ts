import { lstatSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { type LaunchedParley, launchParley } from '#test/support/app.ts'
import { emailWithFiles, plainPng, smallPdf } from '#test/support/attached-files.ts'
import { chip, download, readIfThere } from '#test/support/attachment-screen.ts'
import { type Dovecot, startDovecot } from '#test/support/dovecot.ts'
import { type FaultProxy, startFaultProxy } from '#test/support/fault-proxy.ts'
import {
  addMailbox,
  conversationRow,
  openConversation,
  openConversations,
  syncInbox,
} from '#test/support/screen.ts'
import { createTempFolder, type TempFolder } from '#test/support/temp-folder.ts'

/** the files of an email in the real window. */
let dovecot: Dovecot
let proxy: FaultProxy
let parley: LaunchedParley
let temp: TempFolder
let dataDir: string
let running = true

const svg =
  '<svg xmlns="http://www.w3.org/2000/svg"><script>document.title = "ran"</script><circle r="9"/></svg>'
const page = '<!doctype html><title>x</title><script>document.title = "ran"</script><p>A page</p>'
const files = {
  pdf: smallPdf('The floor plan'),
  photo: plainPng({ width: 640, height: 320 }),
  program: Buffer.concat([Buffer.from('MZ\x90\0\x03\0\0\0'), Buffer.alloc(600)]),
  huge: plainPng({ width: 30_000, height: 30_000, claimed: true }),
}
beforeAll(async () => {
  temp = await createTempFolder('attachments')
  dovecot = await startDovecot()
  await dovecot.deliver('INBOX', [
    emailWithFiles({
      from: 'Amara Okafor <amara@files.example>',
      subject: 'Seven files',
      text: 'All of them are attached.',
      files: [
        { type: 'application/pdf', name: 'floor-plan.pdf', bytes: files.pdf },
        { type: 'image/png', name: 'room-east.png', bytes: files.photo },
        { type: 'image/svg+xml', name: 'logo.svg', bytes: svg },
        { type: 'text/html', name: 'page.html', bytes: page },
        { type: 'application/pdf', name: 'invoice.pdf', bytes: files.program },
        { type: 'image/png', name: 'huge.png', bytes: files.huge },
        { type: 'application/octet-stream', name: 'setup.pdf.exe', bytes: files.program },
      ],
    }),
    emailWithFiles({
      from: 'Olga Offer <olga@offer.example>',
      subject: 'With a Content-ID',
      text: 'Two files.',
      files: [
        { type: 'application/pdf\r\nContent-ID: <a@offer.example>', name: 'offer.pdf', bytes: files.pdf },
        {
          type: 'image/png\r\nContent-ID: <b@offer.example>',
          name: 'drawn-nowhere.png',
          disposition: 'inline',
          bytes: files.photo,
        },
      ],
    }),
    emailWithFiles({
      from: 'Lena Large <lena@large.example>',
      subject: 'Another large file',
      text: 'It takes long as well.',
      files: [
        { type: 'application/zip', name: 'first.zip', bytes: Buffer.alloc(9_000_000, 1) },
        { type: 'application/zip', name: 'second.zip', bytes: Buffer.alloc(9_000_000, 2) },
      ],
    }),
    emailWithFiles({
      from: 'Lars Large <lars@large.example>',
      subject: 'A large file',
      text: 'It takes long.',
      files: [
        { type: 'application/zip', name: 'large.zip', bytes: Buffer.alloc(12_000_000, 7) },
        { type: 'text/plain', name: 'notes.txt', bytes: 'Notes' },
      ],
    }),
  ])
  proxy = await startFaultProxy({ port: dovecot.port })
  dataDir = join(temp.path, 'data')
  await mkdir(join(dataDir, 'opened', 'of-a-crash'), { recursive: true })
  writeFileSync(join(dataDir, 'opened', 'of-a-crash', 'plan.pdf'), 'left behind')
  parley = await launchParley({ dataDir })
  await addMailbox(parley.window, {
    address: dovecot.user.name,
    password: dovecot.user.password,
    imapPort: proxy.port,
  })
  await openConversations(parley.window)
  await conversationRow(parley.window, 'A large file').waitFor()
  // Nothing may reach another program: what would be opened is only noted.
  await parley.app.evaluate(({ shell }) => {
    const noted = globalThis as unknown as { opened: string[] }
    noted.opened = []
    shell.openPath = async path => {
      noted.opened.push(path)
      return ''
    }
  })
})
afterAll(async () => {
  if (running) await parley?.close()
  await proxy?.stop()
  await dovecot?.stop()
  await temp?.remove()
})
afterEach(async () => {
  if (!running) return
  if ((await parley.window.getByTestId('preview').count()) > 0) await parley.window.keyboard.press('Escape')
})

const opened = () =>
  parley.app.evaluate(() => (globalThis as unknown as { opened: readonly string[] }).opened)
test('R-37: what a crash left behind is gone at the next start', () => {
  expect(() => statSync(join(dataDir, 'opened', 'of-a-crash'))).toThrow()
})

test('R-37: a file is opened as a private copy that nobody can change', async () => {
  await openConversation(parley.window, 'Seven files')
  await chip(parley, 'floor-plan.pdf').getByRole('button', { name: 'Open', exact: true }).click()
  await expect.poll(async () => (await opened()).length).toBe(1)
  const [path = ''] = await opened()
  expect(path.startsWith(join(parley.dataDir, 'opened'))).toBe(true)
  expect(readFileSync(path).equals(files.pdf)).toBe(true)
  expect(statSync(path).mode & 0o777).toBe(0o400)
  expect(statSync(join(path, '..')).mode & 0o777).toBe(0o700)
  expect(statSync(join(parley.dataDir, 'opened')).mode & 0o777).toBe(0o700)
})

test('R-38: a program is never opened, whatever it is called, and its chip says what it is', async () => {
  const before = (await opened()).length
  expect(await chip(parley, 'setup.pdf.exe').getByRole('button', { name: 'Open', exact: true }).count()).toBe(
    0,
  )
  expect(await chip(parley, 'page.html').getByRole('button', { name: 'Open', exact: true }).count()).toBe(0)
  expect(await chip(parley, 'logo.svg').getByRole('button', { name: 'Open', exact: true }).count()).toBe(0)
  // Until its bytes are here, the disguised one can't be told from a PDF: the main process refuses after looking.
  await chip(parley, 'invoice.pdf').getByRole('button', { name: 'Open', exact: true }).click()
  await parley.window.getByText('Parley does not open programs').waitFor()
  await chip(parley, 'invoice.pdf').getByText('Not what its name says: this is a program').waitFor()
  expect(await chip(parley, 'invoice.pdf').getByRole('button', { name: 'Open', exact: true }).count()).toBe(0)
  // Nor for a page that asks past the buttons.
  const answers = await parley.window.evaluate(async () => {
    const ask = async (method: string, params: unknown) => {
      const answer = await window.parley.request(Math.floor(Math.random() * 1e9) + 1e6, method, params)
      if (!answer.ok) throw new Error(answer.error.code)
      return JSON.parse(String(answer.result))
    }
    const list = (await ask('conversations/list', {
      filter: { view: 'active', search: 'seven' },
      limit: 5,
    })) as { rows: { id: string }[] }
    const thread = (await ask('conversations/get', { id: list.rows[0]?.id })) as {
      emails: { attachments: { id: string; name: string }[] }[]
    }
    const codes: Record<string, string> = {}
    for (const { id, name } of thread.emails[0]?.attachments ?? []) {
      if (!/exe|html|svg|invoice/.test(name)) continue
      const answer = await window.parley.openAttachment({ attachmentId: id })
      codes[name] = answer.ok ? 'opened' : answer.error.code
    }
    return codes
  })
  expect(answers).toEqual({
    'logo.svg': 'blocked',
    'page.html': 'blocked',
    'invoice.pdf': 'blocked',
    'setup.pdf.exe': 'blocked',
  })
  expect((await opened()).length).toBe(before)
})

test('R-37: all files go into one folder, where nothing is overwritten and no link is followed', async () => {
  const folder = join(temp.path, 'all')
  const elsewhere = join(temp.path, 'elsewhere.txt')
  await mkdir(folder)
  writeFileSync(join(folder, 'floor-plan.pdf'), 'mine')
  symlinkSync(elsewhere, join(folder, 'room-east.png'))
  await parley.app.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [path] })
  }, folder)
  await parley.window.getByRole('button', { name: 'Download all' }).click()
  await parley.window.getByText('Saved 7 files').waitFor()
  expect(readdirSync(folder).sort()).toEqual([
    'floor-plan (2).pdf',
    'floor-plan.pdf',
    'huge.png',
    'invoice.pdf',
    'logo.svg',
    'page.html',
    'room-east (2).png',
    'room-east.png',
    'setup.pdf.exe',
  ])
  expect(readFileSync(join(folder, 'floor-plan.pdf'), 'utf8')).toBe('mine')
  expect(lstatSync(join(folder, 'room-east.png')).isSymbolicLink()).toBe(true)
  expect(() => statSync(elsewhere)).toThrow()
  expect(readFileSync(join(folder, 'room-east (2).png')).equals(files.photo)).toBe(true)
  expect(statSync(join(folder, 'setup.pdf.exe')).mode & 0o111).toBe(0)
})

test('R-39: an image is shown in a frame without scripts, and Escape gives the keyboard back', async () => {
  const { window } = parley
  const tile = chip(parley, 'room-east.png').getByRole('button', { name: 'Show room-east.png' })
  await tile.click()
  const frame = window.getByTestId('preview-image')
  await frame.waitFor()
  expect(await frame.getAttribute('sandbox')).toBe('')
  expect(await frame.getAttribute('src')).toMatch(/^preview:\/\/p\/[0-9a-f]{32}\/$/)
  const drawn = window.frameLocator('[data-testid="preview-image"]').locator('img')
  await expect.poll(() => drawn.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBe(640)
  await window.keyboard.press('Escape')
  await frame.waitFor({ state: 'detached' })
  await expect.poll(() => tile.evaluate(button => document.activeElement === button)).toBe(true)
})

test('R-39: HTML and SVG are shown as the text that they are', async () => {
  const { window } = parley
  for (const [name, source] of [
    ['logo.svg', svg],
    ['page.html', page],
  ] as const) {
    await chip(parley, name)
      .getByRole('button', { name: `Show ${name}` })
      .click()
    await expect.poll(() => window.getByTestId('preview-text').innerText()).toBe(source)
    await window.keyboard.press('Escape')
    await window.getByTestId('preview').waitFor({ state: 'detached' })
  }
  expect(await window.title()).not.toContain('ran')
})

test('R-39: an image of 900 megapixels is refused in words, before anything is decoded', async () => {
  const { window } = parley
  await chip(parley, 'huge.png').getByRole('button', { name: 'Show huge.png' }).click()
  await window.getByText('This image has too many pixels to be shown safely').waitFor()
  expect(await window.getByTestId('preview-image').count()).toBe(0)
  await window.keyboard.press('ArrowLeft')
  await expect.poll(() => window.getByTestId('preview').innerText()).not.toContain('huge.png')
  await window.keyboard.press('Escape')
})

test('R-39: a PDF is shown by a viewer in a process and a session of its own, without network', async () => {
  const { app, window } = parley
  await chip(parley, 'floor-plan.pdf').getByRole('button', { name: 'Show floor-plan.pdf' }).click()
  await window.getByTestId('preview-pdf').waitFor()
  const viewer = () =>
    app.evaluate(({ webContents, session }) => {
      const shown = webContents.getAllWebContents().find(one => one.getURL().startsWith('preview://p/'))
      if (shown === undefined) return null
      return {
        frames: shown.mainFrame.framesInSubtree.length,
        // Not in Electron's own types.
        preferences: (shown as unknown as { getLastWebPreferences: () => object }).getLastWebPreferences(),
        ownSession: shown.session === session.fromPartition('persist:preview', { cache: false }),
      }
    })
  await expect.poll(async () => (await viewer())?.frames ?? 0, { timeout: 15_000 }).toBeGreaterThan(2)
  const found = await viewer()
  expect(found?.ownSession).toBe(true)
  expect(found?.preferences).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webSecurity: true,
  })
  const answer = await app.evaluate(async ({ session }) =>
    session
      .fromPartition('persist:preview', { cache: false })
      .fetch('http://127.0.0.1:9/')
      .then(
        () => 'went out',
        (error: Error) => error.message,
      ),
  )
  expect(answer).toContain('ERR_BLOCKED_BY_CLIENT')
  await app.evaluate(({ webContents }) => {
    const shown = webContents.getAllWebContents().find(one => one.getURL().startsWith('preview://p/'))
    shown?.sendInputEvent({ type: 'keyDown', keyCode: 'Escape' })
  })
  await window.getByTestId('preview').waitFor({ state: 'detached' })
  await expect.poll(viewer).toBe(null)
})

test('a file that is here is dragged out as a private copy; a program is not', async () => {
  const { app, window } = parley
  await app.evaluate(({ webContents }) => {
    const noted = globalThis as unknown as { dragged: string[] }
    noted.dragged = []
    for (const contents of webContents.getAllWebContents())
      contents.startDrag = item => {
        noted.dragged.push(item.file)
      }
  })
  const dragged = () => app.evaluate(() => (globalThis as unknown as { dragged: readonly string[] }).dragged)
  const tile = chip(parley, 'room-east.png').getByRole('button', { name: 'Show room-east.png' })
  expect(await tile.getAttribute('draggable')).toBe('true')
  const box = await tile.boundingBox()
  await window.mouse.move((box?.x ?? 0) + 20, (box?.y ?? 0) + 20)
  await window.mouse.down()
  await window.mouse.move((box?.x ?? 0) + 60, (box?.y ?? 0) + 80, { steps: 5 })
  await window.mouse.up()
  await expect.poll(async () => (await dragged()).length).toBe(1)
  expect(readFileSync((await dragged())[0] ?? '').equals(files.photo)).toBe(true)
  const program = chip(parley, 'logo.svg').getByRole('button', { name: 'Show logo.svg' })
  expect(await program.getAttribute('draggable')).toBe('false')
  await program.dispatchEvent('dragstart')
  await window.getByText('Parley does not open programs').first().waitFor()
  expect((await dragged()).length).toBe(1)
})

test('offline, a file that is not here says so, and one that is here opens', async () => {
  const { window } = parley
  await openConversation(window, 'A large file')
  proxy.refuse(true)
  proxy.cutAll()
  try {
    await chip(parley, 'large.zip').getByRole('button', { name: 'Open', exact: true }).click()
    await window.getByText('This file is not on this computer, and the server can’t be reached').waitFor()
    await openConversation(window, 'Seven files')
    const before = (await opened()).length
    await chip(parley, 'floor-plan.pdf').getByRole('button', { name: 'Open', exact: true }).click()
    await expect.poll(async () => (await opened()).length).toBe(before + 1)
  } finally {
    proxy.refuse(false)
  }
  await syncInbox(window)
})

test('a large file tells how far it is, and stops when it is told to, leaving nothing', async () => {
  const { window } = parley
  await openConversation(window, 'A large file')
  await window.evaluate(() => {
    globalThis.window.parley.onAttachmentProgress((_key, doneBytes) => {
      document.documentElement.dataset['lastTold'] = String(doneBytes)
    })
  })
  const slow = proxy.add({ direction: 'to-client', fault: { kind: 'throttle', bytesPerSecond: 1_500_000 } })
  try {
    const heightBefore = await chip(parley, 'large.zip').evaluate(element => element.clientHeight)
    await download(parley, 'large.zip', join(temp.path, 'large.zip'))
    await chip(parley, 'large.zip').getByRole('progressbar').waitFor()
    expect(await chip(parley, 'large.zip').evaluate(element => element.clientHeight)).toBe(heightBefore)
    await chip(parley, 'large.zip').getByRole('button', { name: 'Cancel' }).click()
    await window.getByText('Stopped. Nothing of it was kept.').waitFor()
    // The last word is that it ended: what comes after the answer would make it seem to be coming for ever.
    await expect.poll(() => window.evaluate(() => document.documentElement.dataset['lastTold'])).toBe('null')
    await expect.poll(() => readdirSync(join(parley.dataDir, 'blobs', 'incoming'))).toEqual([])
    expect(readIfThere(join(temp.path, 'large.zip'))).toBe(null)
  } finally {
    slow()
  }
  await download(parley, 'large.zip', join(temp.path, 'large.zip'))
  await expect
    .poll(() => readIfThere(join(temp.path, 'large.zip'))?.length, { timeout: 30_000 })
    .toBe(12_000_000)
})

test('stopping a download of all stops those that wait, too', async () => {
  const { window, app } = parley
  const folder = join(temp.path, 'stopped')
  await mkdir(folder)
  await app.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [path] })
  }, folder)
  await openConversation(window, 'Another large file')
  const slow = proxy.add({ direction: 'to-client', fault: { kind: 'throttle', bytesPerSecond: 1_500_000 } })
  try {
    await window.getByRole('button', { name: 'Download all' }).click()
    await chip(parley, 'first.zip').getByRole('progressbar').waitFor()
    await window.getByRole('button', { name: 'Cancel all' }).click()
    await window.getByText('Stopped. Nothing of it was kept.').waitFor()
    expect(readdirSync(folder)).toEqual([])
  } finally {
    slow()
  }
})

test('a file with a Content-ID that no text draws is listed like any other', async () => {
  const { window } = parley
  await openConversation(window, 'With a Content-ID')
  await chip(parley, 'offer.pdf').waitFor()
  await chip(parley, 'drawn-nowhere.png').waitFor()
})

test('R-37: nothing that was opened stays when Parley quits', async () => {
  expect(readdirSync(join(dataDir, 'opened')).length).toBeGreaterThan(0)
  running = false
  await parley.close()
  expect(() => statSync(join(dataDir, 'opened'))).toThrow()
})
