import { spawn } from 'node:child_process'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Frame, FrameLocator, Locator } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { electronPath, type LaunchedParley, launchParley } from '#test/support/app.ts'
import { addAccount, syncOnce } from '#test/support/cli-account.ts'
import { type Dovecot, startDovecot } from '#test/support/dovecot.ts'
import { mixedEmail } from '#test/support/mixed-email.ts'
import { type Outside, watchOutside } from '#test/support/outside.ts'
import { plainEmail } from '#test/support/plain-email.ts'
import { openConversation } from '#test/support/screen.ts'
import { createTempFolder, type TempFolder } from '#test/support/temp-folder.ts'

/** what a click on a link does in the real window, and what it doesn't. */
let server: Server
let dovecot: Dovecot
let folder: TempFolder
let parley: LaunchedParley
let outside: Outside
let base = ''
const hits: string[] = []

beforeAll(async () => {
  server = createServer((request, response) => {
    hits.push(request.url ?? '')
    response.end('x')
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  dovecot = await startDovecot()
  await dovecot.deliver('INBOX', [
    mixedEmail({
      from: 'Visitor <visitor@hostile.example>',
      subject: 'Many links',
      text: 'x',
      html: manyLinks(base),
    }),
    mixedEmail({ from: 'Bank <news@bank.example>', subject: 'Lying links', text: 'x', html: lyingLinks }),
    plainEmail({
      from: 'Ada Lund <ada@lund.example>',
      subject: 'Links in text',
      text: 'See https://shop.example/desk?x=1 and write to bo@lund.example or http://bank.example@evil.example/ now.',
    }),
  ])
  folder = await createTempFolder('links')
  await addAccount({ port: dovecot.port, user: dovecot.user }, { dataDir: folder.path })
  await syncOnce({ dataDir: folder.path })
  parley = await launchParley({ dataDir: folder.path, env: { PARLEY_PASSWORD: dovecot.user.password } })
  outside = await watchOutside(parley)
}, 180_000)
beforeEach(async () => {
  await outside.clear()
  await outside.answerWith('Cancel')
})
afterAll(async () => {
  await parley?.close()
  await dovecot?.stop()
  await folder?.remove()
  server?.close()
})

const frame = () => parley.window.frameLocator('[data-testid="mail-frame"]')
const bar = () => parley.window.getByTestId('hovered-link')
const aloud = () => parley.window.getByTestId('focused-link')
const frames = (): readonly Frame[] => parley.window.frames().filter(one => one.url().startsWith('mail:'))

async function open(subject: string): Promise<void> {
  await openConversation(parley.window, subject)
  if (subject !== 'Links in text') await frame().getByText('the end').waitFor()
}

async function click(link: Locator, options: Parameters<Locator['click']>[0] = {}): Promise<void> {
  await link.click(options)
}

const clicks: readonly (readonly [name: string, options: Parameters<Locator['click']>[0], asks: boolean])[] =
  [
    ['plain link', {}, true],
    ['top link', {}, true],
    ['self link', {}, true],
    ['ping and download', {}, true],
    ['relative to the scheme', {}, true],
    ['middle click', { button: 'middle' }, true],
    ['with shift', { modifiers: ['Shift'] }, true],
    ['call us', {}, true],
    ['an area', {}, false],
    ['within svg', {}, false],
    ['submit', {}, false],
    ['a script', {}, false],
    ['a file', {}, false],
  ]

test('R-17: a click asks once and nothing navigates, whatever the link is', async () => {
  await open('Many links')
  const before = frames().map(one => one.url())
  expect(before).toHaveLength(1)
  for (const [name, options, asks] of clicks) {
    await outside.clear()
    await click(frame().getByText(name, { exact: true }), options)
    if (asks) await expect.poll(async () => [name, (await outside.questions()).length]).toEqual([name, 1])
  }
  // What asks nothing must have had its time: the last one that asks comes after them all.
  await outside.clear()
  await click(frame().getByText('plain link', { exact: true }))
  await expect.poll(async () => (await outside.questions()).length).toBe(1)
  expect(frames().map(one => one.url())).toEqual(before)
  expect(parley.window.url()).toMatch(/^app:\/\/parley\//)
  expect(parley.app.windows().filter(page => !page.url().includes('washer'))).toHaveLength(1)
  expect(await outside.opened()).toEqual([])
  expect(hits).toEqual([])
}, 60_000)

test('R-33: a mail address in a designed mail begins a message here, and nothing leaves', async () => {
  await open('Many links')
  await outside.clear()
  await click(frame().getByText('write to us', { exact: true }))
  await parley.window.getByRole('heading', { name: 'New message' }).waitFor()
  expect([await outside.questions(), await outside.opened(), hits]).toEqual([[], [], []])
})

test('a link that says where it leads is opened when the person says so, and after that at once', async () => {
  await open('Lying links')
  await outside.answerWith('Open')
  await click(frame().getByText('Our offers'))
  await expect.poll(outside.opened).toEqual(['https://news.bank.example/offers'])
  expect(await outside.questions()).toMatchObject([
    {
      type: 'question',
      message: 'Open news.bank.example in your browser?',
      detail: 'https://news.bank.example/offers',
      buttons: ['Open', 'Copy link', 'Cancel'],
      defaultId: 0,
      checkboxLabel: 'Open links to news.bank.example without asking from now on',
    },
  ])
  await outside.answerWith('Open', true)
  await click(frame().getByText('Our offers'))
  await expect.poll(async () => (await outside.opened()).length).toBe(2)
  await outside.clear()
  await click(frame().getByText('Our offers'))
  await expect.poll(async () => (await outside.opened()).length).toBe(1)
  expect(await outside.questions()).toEqual([])
})

test('R-29: a link that lies always asks, says why, and can’t be trusted', async () => {
  await open('Lying links')
  for (const [name, words] of [
    [
      'https://www.bank.example/login',
      'The text of this link says www.bank.example, but it leads to evil.example.',
    ],
    ['news.bank.example', 'The text of this link says news.bank.example, but it leads to evil.example.'],
    ['hidden', '“bank.example” in this address is not the site that it leads to.'],
    ['numbers', 'It leads to a number instead of a name.'],
    ['letters', 'The name of this site mixes letters of several alphabets: раypal.com'],
  ] as const) {
    await outside.clear()
    await click(frame().getByText(name, { exact: true }))
    await expect.poll(async () => (await outside.questions()).length).toBe(1)
    const [question] = await outside.questions()
    expect(question).toMatchObject({ type: 'warning', defaultId: 2 })
    expect(question?.detail).toContain(words)
    expect(question?.checkboxLabel).toBeUndefined()
  }
  expect(await outside.opened()).toEqual([])
})

test('R-17: the bar says where the link under the pointer leads, in a frame as well, and moves nothing', async () => {
  await open('Lying links')
  const box = async () => parley.window.locator('[data-testid="mail-frame"]').boundingBox()
  const before = await box()
  await frame().getByText('Our offers').hover()
  await expect.poll(() => bar().innerText()).toContain('https://news.bank.example/offers')
  expect(await aloud().innerText()).toBe('')
  await frame().getByText('https://www.bank.example/login').hover()
  await expect
    .poll(() => bar().innerText())
    .toContain('The text says www.bank.example, but it leads to evil.example.')
  expect(await box()).toEqual(before)
  await frame().getByText('the end').hover()
  await expect.poll(() => bar().innerText()).toBe('')
  await frame().getByText('Our offers').hover()
  await expect.poll(() => bar().innerText()).toContain('https://news.bank.example/offers')
  await open('Links in text')
  await expect.poll(() => bar().innerText()).toBe('')
})

test('the bar follows the keyboard as well, in a frame too, and is read aloud then', async () => {
  await open('Lying links')
  await frame().getByText('the end').click()
  await parley.window.keyboard.press('Shift+Tab')
  await expect.poll(() => bar().innerText()).toContain('xn--')
  await open('Links in text')
  await parley.window.getByRole('link').first().focus()
  // Keys that Playwright makes don't pass the main process, as a person's do.
  await parley.app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows().find(one => one.isVisible())?.webContents
    for (const type of ['keyDown', 'keyUp'] as const) contents?.sendInputEvent({ type, keyCode: 'Tab' })
  })
  await expect.poll(() => bar().innerText()).toContain('bo@lund.example')
  expect(await aloud().innerText()).toContain('This link leads to mailto:bo@lund.example')
})

test('links in plain text ask as well; a mail address begins a message and leads nowhere else', async () => {
  await open('Links in text')
  const { window } = parley
  await window.getByRole('link', { name: 'https://shop.example/desk?x=1' }).hover()
  await expect.poll(() => bar().innerText()).toContain('shop.example/desk?x=1')
  await outside.answerWith('Open')
  await window.getByRole('link', { name: 'https://shop.example/desk?x=1' }).click()
  await expect.poll(outside.opened).toEqual(['https://shop.example/desk?x=1'])
  await outside.clear()
  await window.getByRole('link', { name: 'bo@lund.example' }).click()
  await window.getByRole('heading', { name: 'New message' }).waitFor()
  expect([await outside.questions(), await outside.opened()]).toEqual([[], []])
  await open('Links in text')
  await outside.clear()
  await outside.answerWith('Cancel')
  await window.getByRole('link', { name: 'http://bank.example@evil.example/' }).click()
  await expect
    .poll(async () => (await outside.questions())[0]?.message)
    .toBe('Open evil.example in your browser?')
})

test('R-18: what the screen asks to open is judged again', async () => {
  for (const address of [
    'file:///etc/passwd',
    'javascript:alert(1)',
    'smb://host/x',
    'ms-msdt:/id',
    '\\\\host\\x',
  ]) {
    const answer = await parley.window.evaluate(url => window.parley.openLink(url), address)
    expect(answer).toEqual({ ok: false, error: { code: 'blocked', retry: false } })
  }
  expect(await outside.questions()).toEqual([])
})

test('R-34: a second start with hostile switches ends, and the first one stays as it was', async () => {
  const page = parley.window.url()
  const child = spawn(
    electronPath(),
    [
      process.cwd(),
      '--no-sandbox',
      '--data',
      folder.path,
      '--inspect=127.0.0.1:0',
      '--load-extension=/tmp',
      '--remote-debugging-port=0',
      '--',
      'app://evil/',
      'parley://conversations/new?contact=1&run=x',
      'mailto:x@evil.example?attach=/etc/passwd',
      '--demo',
    ],
    { stdio: 'ignore' },
  )
  const code = await new Promise(resolve => child.once('exit', resolve))
  expect(code).toBe(0)
  expect(parley.window.url()).toBe(page)
  expect(parley.app.windows().filter(one => !one.url().includes('washer'))).toHaveLength(1)
  expect(await outside.questions()).toEqual([])
  const listening = await parley.app.evaluate(() => process.execArgv.concat(process.argv).join(' '))
  expect(listening).not.toContain('evil')
  expect(await parley.window.evaluate(() => window.parley.startedWith.demo)).toBe(false)
})

/** The walls behind the washer, one after the other, with what it would never let through. */
test('R-17: even an unwashed frame goes nowhere: with the guard, and with the screen’s policy alone', async () => {
  await parley.app.evaluate(({ session }, html) => {
    const { protocol } = session.fromPartition('screen')
    protocol.unhandle('mail')
    protocol.handle('mail', () => new Response(html, { headers: { 'content-type': 'text/html' } }))
  }, unwashed(base))
  for (const guarded of [true, false]) {
    if (!guarded) {
      await parley.app.evaluate(({ webContents }) => {
        for (const contents of webContents.getAllWebContents())
          contents.removeAllListeners('will-frame-navigate')
      })
    }
    for (const name of ['plain', 'top', 'self', 'parent', 'svg', 'area', 'form', 'script']) {
      const raw = await showUnwashed()
      await raw.locator(`#${name}`).click({ force: true })
      // The click that asks comes after the one that must not: then that one has had its time.
      const again = await showUnwashed()
      await outside.clear()
      await again.locator('#blank').click()
      await expect.poll(async () => [name, (await outside.questions()).length]).toEqual([name, 1])
      expect(frames().map(one => one.url())).toContain('mail://m/raw/')
      expect(parley.window.frames().filter(one => one.url().startsWith('http'))).toEqual([])
      expect(parley.window.url()).toMatch(/^app:\/\/parley\//)
      expect(parley.app.windows().filter(page => !page.url().includes('washer'))).toHaveLength(1)
    }
  }
  expect(hits).toEqual([])
}, 60_000)

async function showUnwashed(): Promise<FrameLocator> {
  await parley.window.evaluate(async () => {
    document.querySelector('#raw')?.remove()
    const raw = document.createElement('iframe')
    raw.setAttribute('sandbox', 'allow-popups')
    raw.id = 'raw'
    raw.src = 'mail://m/raw/'
    Object.assign(raw.style, {
      position: 'fixed',
      inset: '0',
      width: '100%',
      height: '100%',
      background: 'white',
    })
    raw.style.zIndex = '999'
    document.body.append(raw)
    await new Promise(resolve => raw.addEventListener('load', resolve))
  })
  return parley.window.frameLocator('#raw')
}

function unwashed(to: string): string {
  const p = (inside: string) => `<p style="margin:14px">${inside}</p>`
  return [
    '<!doctype html>',
    p(`<a id="plain" href="${to}/plain">plain</a>`),
    p(`<a id="top" href="${to}/top" target="_top">top</a>`),
    p(`<a id="self" href="${to}/self" target="_self" ping="${to}/ping">self</a>`),
    p(`<a id="parent" href="${to}/parent" target="_parent">parent</a>`),
    p(
      `<svg width="60" height="20"><a href="${to}/svg"><rect id="svg" width="60" height="20" fill="red"/></a></svg>`,
    ),
    p(
      `<map name="m"><area shape="rect" coords="0,0,60,20" href="${to}/area"></map><img id="area" usemap="#m" width="60" height="20" src="data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7">`,
    ),
    p(`<form action="${to}/form"><button id="form">form</button></form>`),
    p(`<a id="script" href="javascript:location='${to}/script'">script</a>`),
    p(`<a id="blank" href="${to}/blank" target="_blank">blank</a>`),
    `<meta http-equiv="refresh" content="0;url=${to}/refresh">`,
  ].join('\n')
}

function manyLinks(to: string): string {
  const p = (inside: string) => `<p style="margin:14px 0">${inside}</p>`
  return [
    p(`<a href="${to}/plain">plain link</a>`),
    p(`<a href="${to}/top" target="_top">top link</a>`),
    p(`<a href="${to}/self" target="_self">self link</a>`),
    p(`<a href="${to}/ping" ping="${to}/pinged" download="x.exe">ping and download</a>`),
    p(`<a href="${to.replace('http:', '')}/scheme">relative to the scheme</a>`),
    p(`<a href="${to}/middle">middle click</a>`),
    p(`<a href="${to}/shift">with shift</a>`),
    p('<a href="mailto:ada@lund.example?subject=x&attach=/etc/passwd">write to us</a>'),
    p('<a href="tel:+46812345">call us</a>'),
    p(
      `<map name="m"><area shape="rect" coords="0,0,400,400" href="${to}/area" alt="x"></map><span>an area</span><img usemap="#m" width="40" height="10">`,
    ),
    p(
      `<svg width="10" height="10"><a xlink:href="${to}/svg" href="${to}/svg"><rect width="10" height="10"/></a></svg><span>within svg</span>`,
    ),
    p(
      `<form action="${to}/form" method="get" target="_top"><button type="submit"><b>submit</b></button></form>`,
    ),
    p('<a href="javascript:location=1">a script</a>'),
    p('<a href="file:///etc/passwd">a file</a>'),
    p('the end'),
  ].join('\n')
}

const lyingLinks = [
  '<p><a href="https://news.bank.example/offers">Our offers</a></p>',
  '<p><a href="https://evil.example/a">https://www.bank.example/login</a></p>',
  '<p><a href="https://evil.example/b"><b>news.</b><i>bank</i>.example</a></p>',
  '<p><a href="https://bank.example@evil.example/c">hidden</a></p>',
  '<p><a href="http://134744072/d">numbers</a></p>',
  '<p><a href="https://раypal.com/">letters</a></p>',
  '<p>the end</p>',
].join('\n')
