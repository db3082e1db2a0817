import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { leakChannels } from '../fixtures/leak-channels.ts'
import { type LaunchedParley, launchParley } from '../support/app.ts'
import { addAccount, syncOnce } from '../support/cli-account.ts'
import { type Dovecot, startDovecot } from '../support/dovecot.ts'
import { createTempFolder, type TempFolder } from '../support/temp-folder.ts'

/** … R-19: hostile bodies in the real window, with a server that counts what reaches it. */
const corpus = fileURLToPath(new URL('../../../shared/corpus/', import.meta.url))

let server: Server
let dovecot: Dovecot
let folder: TempFolder
let parley: LaunchedParley
let channels: readonly string[] = []
const hits: string[] = []
const dialogs: string[] = []
const strayNavigations: string[] = []

beforeAll(async () => {
  server = createServer((request, response) => {
    hits.push(request.url ?? '')
    response.end('x')
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  channels = leakChannels(`http://127.0.0.1:${(server.address() as AddressInfo).port}/leak`)
  dovecot = await startDovecot()
  await dovecot.deliver('INBOX', [...[...corpusVectors(), ...channels].map(hostileEmail), threeParts()])
  folder = await createTempFolder('hostile')
  await addAccount({ port: dovecot.port, user: dovecot.user }, { dataDir: folder.path })
  await syncOnce({ dataDir: folder.path })
  parley = await launchParley({ dataDir: folder.path, env: { PARLEY_PASSWORD: dovecot.user.password } })
  parley.window.on('dialog', dialog => {
    dialogs.push(dialog.message())
    void dialog.dismiss()
  })
  parley.window.on('framenavigated', frame => {
    if (!/^(?:app:\/\/parley\/|mail:\/\/m\/|about:blank$)/.test(frame.url()))
      strayNavigations.push(frame.url())
  })
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
  const shown = await parley.window.evaluate(showEveryBody)
  expect(shown.bodies).toBe(corpusVectors().length + channels.length + 1)
  expect(shown.drawn).toBeGreaterThan(shown.bodies * 0.9)
  expect(hits).toEqual([])
  expect(dialogs).toEqual([])
  expect(strayNavigations).toEqual([])
  expect(shown.titleAfter).toBe(shown.titleBefore)
})

test('R-10: the gate alone refuses a request that a page of ours tries', async () => {
  const before = hits.length
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
  expect(hits.length).toBe(before)
})

test('R-06: HTML parts are never one document, so an open quote can’t swallow the next part', async () => {
  const found = await parley.window.evaluate(async () => {
    const ask = async (id: number, method: string, params: unknown) => {
      const answer = await window.parley.request(id, method, params)
      if (!answer.ok) throw new Error(answer.error.code)
      return answer.result
    }
    const page = (await ask(9_000_001, 'conversations/list', {
      filter: { view: 'active', search: 'threeparts' },
      limit: 5,
    })) as { rows: { id: string }[] }
    const thread = (await ask(9_000_002, 'conversations/get', { id: page.rows[0]?.id })) as {
      emails: { id: string }[]
    }
    const emailId = thread.emails[0]?.id ?? ''
    return window.parley.prepareMail({
      emailId,
      widthPx: 700,
      dark: false,
      paper: 'auto',
      images: false,
      quotes: 'shown',
      insist: false,
    })
  })
  // The part with the open quote holds nothing that could be seen: it has no frame.
  expect(found.ok && new Set(found.frames.map(frame => frame.url)).size).toBe(2)
})

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

/** Every vector of the xss-* sets, as text; none where the corpus is not beside the project. */
function corpusVectors(): readonly string[] {
  if (!existsSync(corpus)) return []
  const texts: string[] = []
  for (const name of readdirSync(corpus).filter(entry => entry.startsWith('xss-'))) {
    for (const file of readdirSync(`${corpus}${name}`)) {
      collect(JSON.parse(readFileSync(`${corpus}${name}/${file}`, 'utf8')), texts)
    }
  }
  return texts
}

function collect(value: unknown, into: string[]): void {
  if (typeof value === 'string') into.push(value)
  else if (Array.isArray(value)) for (const entry of value) collect(entry, into)
  else if (typeof value === 'object' && value !== null) {
    const { payload } = value as { payload?: unknown }
    if (payload === undefined) collect(Object.values(value), into)
    else collect(payload, into)
  }
}

function hostileEmail(html: string, index: number): string {
  return [
    'From: Visitor <visitor@hostile.example>',
    'To: user@parley.example',
    `Subject: Vector ${index}`,
    `Message-ID: <vector-${index}@hostile.example>`,
    'Date: Mon, 02 Nov 2026 10:00:00 +0000',
    'MIME-Version: 1.0',
    'Content-Type: text/html; charset=utf-8',
    'Content-Transfer-Encoding: base64',
    '',
    Buffer.from(`<p>Vector ${index}</p>${html}`).toString('base64').replace(/.{76}/g, '$&\r\n'),
    '',
  ].join('\r\n')
}

/** Runs in the page: lists all conversations, and puts each body into a frame as the thread does. */
async function showEveryBody() {
  type Page = { rows: { id: string }[]; next: string | null }
  let lastId = 1_000_000
  const ask = async (method: string, params: unknown) => {
    lastId += 1
    const answer = await window.parley.request(lastId, method, params)
    if (!answer.ok) throw new Error(answer.error.code)
    return answer.result
  }
  const titleBefore = document.title
  let bodies = 0
  let drawn = 0
  let after: string | undefined
  do {
    const page = (await ask('conversations/list', { filter: { view: 'active' }, after, limit: 50 })) as Page
    for (const row of page.rows) {
      const { emails } = (await ask('conversations/get', { id: row.id })) as { emails: { id: string }[] }
      for (const email of emails) {
        bodies += 1
        const prepared = await window.parley.prepareMail({
          emailId: email.id,
          widthPx: 700,
          dark: false,
          paper: 'auto',
          images: false,
          quotes: 'shown',
          insist: true,
        })
        if (!prepared.ok) continue
        const frame = document.createElement('iframe')
        frame.setAttribute('sandbox', 'allow-popups')
        frame.src = prepared.frames[0]?.url ?? ''
        const loaded = new Promise<void>(resolve => {
          frame.addEventListener('load', () => resolve())
        })
        document.body.append(frame)
        await loaded
        drawn += 1
        frame.dispatchEvent(new MouseEvent('mouseover'))
        frame.remove()
      }
    }
    after = page.next ?? undefined
  } while (after !== undefined)
  return { bodies, drawn, titleBefore, titleAfter: document.title }
}
