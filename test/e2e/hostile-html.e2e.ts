import { readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { leakChannels } from '#test/fixtures/leak-channels.ts'
import { type LaunchedParley, launchParley } from '#test/support/app.ts'
import { addAccount, syncOnce } from '#test/support/cli-account.ts'
import { type Dovecot, startDovecot } from '#test/support/dovecot.ts'
import { corpusVectors } from '#test/support/hostile-vectors.ts'
import { htmlEmail } from '#test/support/html-email.ts'
import { conversationRows } from '#test/support/screen.ts'
import { createTempFolder, type TempFolder } from '#test/support/temp-folder.ts'
import { waitFor } from '#test/support/wait-for.ts'

/** R-06, R-09, R-10, R-11, R-12: hostile bodies in the real window, with a server that counts what reaches it. */
const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
const vectors = corpusVectors()

let server: Server
let dovecot: Dovecot
let folder: TempFolder
let parley: LaunchedParley
let channels: readonly string[] = []
let netLog = ''
const hits: string[] = []
const dialogs: string[] = []
const strayNavigations: string[] = []

beforeAll(async () => {
  server = createServer((request, response) => {
    hits.push(request.url ?? '')
    response.end(pixel)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  channels = leakChannels(`${address}/leak`).map((html, index) => html.replaceAll('/leak', `/leak/${index}`))
  dovecot = await startDovecot()
  await dovecot.deliver('INBOX', [
    ...vectors.map((html, index) => hostileEmail('Vector', html, index)),
    ...channels.map((html, index) => hostileEmail('Channel', html, index)),
    ...named.map((html, index) => hostileEmail('Named', html, index)),
    threeParts(),
  ])
  folder = await createTempFolder('hostile')
  const dataDir = join(folder.path, 'data')
  await addAccount({ port: dovecot.port, user: dovecot.user }, { dataDir })
  await syncOnce({ dataDir })
  netLog = join(folder.path, 'net-log.json')
  parley = await launchParley({
    dataDir,
    args: [`--log-net-log=${netLog}`],
    env: { PARLEY_PASSWORD: dovecot.user.password, PARLEY_TEST_PRIVATE_IMAGES: '1' },
  })
  parley.window.on('dialog', dialog => {
    dialogs.push(dialog.message())
    void dialog.dismiss()
  })
  parley.window.on('framenavigated', frame => {
    if (!/^(?:app:\/\/parley\/|mail:\/\/m\/|about:blank$)/.test(frame.url()))
      strayNavigations.push(frame.url())
  })
  await conversationRows(parley.window).first().waitFor()
}, 180_000)

afterAll(async () => {
  await parley?.close()
  await dovecot?.stop()
  await folder?.remove()
  server?.close()
})

test('R-09, R-10: no hostile body runs a script, makes a request or navigates', {
  timeout: 600_000,
}, async () => {
  const shown = await parley.window.evaluate(showBodies, { subject: null, images: false })
  expect(shown.bodies).toBe(vectors.length + channels.length + named.length + 1)
  expect(shown.drawn).toBeGreaterThan(shown.bodies * 0.9)
  expect(hits).toEqual([])
  expect(dialogs).toEqual([])
  expect(strayNavigations).toEqual([])
  expect(shown.titleAfter).toBe(shown.titleBefore)
})

test('R-10, R-12: once images are asked for, only pictures load, and only through the engine', {
  timeout: 120_000,
}, async () => {
  await parley.window.evaluate(showBodies, { subject: 'Channel', images: true })
  const loaded = [...new Set(hits.splice(0).map(path => Number(path.split('/')[2])))]
  const pictures = channels.flatMap((html, index) =>
    /<(?:img|image)[^>]* src="http/.test(html) ? [index] : [],
  )
  expect(loaded.length).toBeGreaterThan(0)
  expect(loaded.filter(index => !pictures.includes(index)).map(index => channels[index])).toEqual([])
})

test('R-10: the gate alone refuses a request that a page of ours tries', async () => {
  await parley.window.evaluate(
    async address => {
      const image = new Image()
      image.src = address
      await new Promise(resolve => {
        image.onerror = resolve
        image.onload = resolve
      })
    },
    channels[0]?.match(/http:[^)]+/)?.[0] ?? '',
  )
  expect(hits).toEqual([])
})

test('R-06: HTML parts are never one document, so an open quote can’t swallow the next part', async () => {
  const shown = await parley.window.evaluate(showBodies, { subject: 'threeparts', images: false })
  // The part with the open quote holds nothing that could be seen: it has no frame.
  expect(new Set(shown.urls).size).toBe(2)
})

test('R-11: no name of a mail is ever looked up', async () => {
  // No page of ours has a resolver at all: not even this computer's own name is found.
  const answers = await parley.app.evaluate(({ session }) =>
    Promise.all(
      ['screen', 'washer'].map(partition =>
        session
          .fromPartition(partition)
          .resolveHost('localhost')
          .then(
            () => 'found',
            (error: unknown) => String(error),
          ),
      ),
    ),
  )
  for (const answer of answers) expect(answer).toContain('ERR_NAME_NOT_RESOLVED')
  await parley.app.evaluate(({ app }) => app.exit(0)).catch(() => undefined)
  const log = await waitFor(() => readNetLog(netLog), { what: 'the net log to be closed' })
  const typeOf = new Map(Object.entries(log.constants.logEventTypes).map(([name, type]) => [type, name]))
  const names = log.events.map(({ type }) => typeOf.get(type) ?? '')
  expect(names.length).toBeGreaterThan(0)
  expect(names.filter(name => /DNS_T|SYSTEM_TASK|^TCP_CONNECT/.test(name))).toEqual([])
})

/** Names that only a resolver would see. */
const named = [
  '<link rel="dns-prefetch" href="//prefetch.hostile.example"><link rel="preconnect" href="https://preconnect.hostile.example">',
  '<meta http-equiv="x-dns-prefetch-control" content="on"><a href="https://link.hostile.example/">x</a>',
  '<img src="https://image.hostile.example/x.png"><img src="\\\\unc.hostile.example\\share\\x.png">',
]

type NetLog = {
  readonly constants: { readonly logEventTypes: Readonly<Record<string, number>> }
  readonly events: readonly { readonly type: number }[]
}

/** Null while Chromium is still writing it. */
function readNetLog(path: string): NetLog | null {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return null
  }
}

function hostileEmail(kind: string, html: string, index: number): string {
  const subject = `${kind} ${index}`
  return htmlEmail({ from: 'Visitor <visitor@hostile.example>', subject, html: `<p>${subject}</p>${html}` })
}

/** An open attribute in the first part, a secret in the second, the closing quote in the third (EFAIL). */
function threeParts(): string {
  const part = (html: string) => ['--b', 'Content-Type: text/html; charset=utf-8', '', html, '']
  return [
    'From: Visitor <visitor@hostile.example>',
    'To: user@parley.example',
    'Subject: threeparts',
    'Message-ID: <three-parts@hostile.example>',
    'Date: Mon, 02 Nov 2026 10:00:00 +0000',
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary=b',
    '',
    ...part('<img src="http://127.0.0.1/'),
    ...part('<p>the secret</p>'),
    ...part('">'),
    '--b--',
    '',
  ].join('\r\n')
}

/** Runs in the page: puts each body (or those whose subject begins like this) into a frame as the thread does. */
async function showBodies(wanted: { readonly subject: string | null; readonly images: boolean }) {
  type Page = { rows: { id: string; subject: string }[]; next: string | null }
  let lastId = Math.floor(performance.now()) * 1_000
  const ask = async (method: string, params: unknown) => {
    lastId += 1
    const answer = await window.parley.request(lastId, method, params)
    if (!answer.ok) throw new Error(answer.error.code)
    return JSON.parse(String(answer.result))
  }
  const titleBefore = document.title
  const urls: string[] = []
  let bodies = 0
  let drawn = 0
  let after: string | undefined
  do {
    const page = (await ask('conversations/list', { filter: { view: 'active' }, after, limit: 50 })) as Page
    for (const row of page.rows) {
      if (wanted.subject !== null && !row.subject.startsWith(wanted.subject)) continue
      const { emails } = (await ask('conversations/get', { id: row.id })) as { emails: { id: string }[] }
      for (const email of emails) {
        bodies += 1
        const prepared = await window.parley.prepareMail({
          emailId: email.id,
          widthPx: 700,
          dark: false,
          paper: 'auto',
          images: wanted.images,
          quotes: 'shown',
          insist: false,
          part: 'whole',
        })
        if (!prepared.ok) continue
        for (const { url } of prepared.frames) {
          urls.push(url)
          const frame = document.createElement('iframe')
          frame.setAttribute('sandbox', 'allow-popups')
          frame.src = url
          const loaded = new Promise<void>(resolve => {
            frame.addEventListener('load', () => resolve())
          })
          document.body.append(frame)
          await loaded
          frame.dispatchEvent(new MouseEvent('mouseover'))
          frame.remove()
        }
        drawn += 1
      }
    }
    after = page.next ?? undefined
  } while (after !== undefined)
  return { bodies, drawn, urls, titleBefore, titleAfter: document.title }
}
