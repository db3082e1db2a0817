import { afterAll, beforeAll, expect, test } from 'vitest'
import { type LaunchedParley, launchParley } from '../support/app.ts'

/** R-01 … R-05 in the real window. */
let parley: LaunchedParley

beforeAll(async () => {
  parley = await launchParley()
  await parley.window.waitForLoadState('load')
}, 60_000)
afterAll(() => parley?.close())

test('R-01: every page runs sandboxed, isolated and without Node', async () => {
  const pages = await parley.app.evaluate(({ webContents }) =>
    webContents.getAllWebContents().map(contents => {
      const preferences = (
        contents as unknown as { getLastWebPreferences(): Record<string, unknown> }
      ).getLastWebPreferences()
      return Object.fromEntries(
        [
          'sandbox',
          'contextIsolation',
          'webSecurity',
          'nodeIntegration',
          'nodeIntegrationInWorker',
          'nodeIntegrationInSubFrames',
          'webviewTag',
          'allowRunningInsecureContent',
          'experimentalFeatures',
          'navigateOnDragDrop',
        ].map(name => [name, preferences[name] ?? false]),
      )
    }),
  )
  expect(pages.length).toBeGreaterThan(0)
  for (const page of pages) {
    expect(page).toEqual({
      sandbox: true,
      contextIsolation: true,
      webSecurity: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webviewTag: false,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      navigateOnDragDrop: false,
    })
  }
})

test('R-02: the screen comes from our scheme, and no spelling leaves the built files', async () => {
  expect(parley.window.url()).toMatch(/^app:\/\/parley\//)
  const statuses = await parley.app.evaluate(async ({ session }) => {
    const screen = session.fromPartition('screen')
    const paths = [
      '../package.json',
      '%2e%2e/package.json',
      '..%2fpackage.json',
      '..%5cpackage.json',
      '%00',
      '/etc/passwd',
    ]
    const answers: number[] = []
    for (const path of paths) answers.push((await screen.fetch(`app://parley/${path}`)).status)
    return answers
  })
  expect(statuses).toEqual([404, 404, 404, 404, 404, 404])
})

test('R-03: the policy is sent, and inline script, eval and string HTML are refused', async () => {
  const outcome = await parley.window.evaluate(async () => {
    const script = document.createElement('script')
    let refused = false
    try {
      script.textContent = 'window.injected = true'
      document.head.append(script)
    } catch {
      refused = true
    }
    // Later, on the page's own turn: what a driver evaluates is exempt from the policy.
    const evaluated = await new Promise<boolean>(resolve => {
      setTimeout(() => {
        try {
          // biome-ignore lint/security/noGlobalEval: the point of this test is that it fails
          globalThis.eval('1')
          resolve(true)
        } catch {
          resolve(false)
        }
      })
    })
    let assigned = true
    try {
      document.createElement('div').innerHTML = '<b>x</b>'
    } catch {
      assigned = false
    }
    return { refused, injected: 'injected' in window, evaluated, assigned }
  })
  expect(outcome.injected).toBe(false)
  expect(outcome.evaluated).toBe(false)
  expect(outcome.assigned).toBe(false)
})

test('R-04: the bridge is a closed list of functions, and answers no child frame', async () => {
  const bridge = await parley.window.evaluate(() => Object.keys(window.parley).sort())
  expect(bridge).toEqual([
    'cancel',
    'cancelAttachment',
    'cancelDraftFile',
    'closePreview',
    'copyText',
    'downloadAttachment',
    'downloadAttachments',
    'draftImage',
    'dragAttachment',
    'dropDraftFile',
    'onAttachmentProgress',
    'onChunk',
    'onDraftFile',
    'onEvent',
    'onFrameKey',
    'onHoveredLink',
    'onMailFramesGone',
    'onNavigate',
    'onPreviewClosed',
    'onSaveNow',
    'onWriteTo',
    'openAttachment',
    'openLink',
    'pickDraftFiles',
    'placePreview',
    'platform',
    'prepareMail',
    'previewAttachment',
    'printEmail',
    'request',
    'saveEmail',
    'startDemo',
    'startedWith',
  ])
  const inChild = await parley.window.evaluate(async () => {
    const frame = document.createElement('iframe')
    document.body.append(frame)
    const found = 'parley' in (frame.contentWindow ?? {})
    frame.remove()
    return found
  })
  expect(inChild).toBe(false)
})

test('R-04: methods of the shell and values of no shape are refused, and the engine lives on', async () => {
  const codes = await parley.window.evaluate(async () => {
    const seen = new Set<string>()
    const values = [
      null,
      0,
      '',
      [],
      {},
      { id: 1 },
      { emailId: '../../x' },
      { filter: { view: 'all' } },
      'x'.repeat(100_000),
    ]
    const methods = [
      'emails/html',
      'remote/image',
      'attachments/fetch',
      'demo/attach',
      'doctor',
      '__proto__',
      'constructor',
      '',
    ]
    const open = [
      'conversations/list',
      'conversations/get',
      'accounts/add',
      'settings/set',
      'emails/source',
      'accounts/test',
    ]
    let id = 5_000_000
    for (const method of methods) {
      const answer = await window.parley.request(++id, method, {})
      seen.add(answer.ok ? `answered ${method}` : answer.error.code)
    }
    for (const method of open)
      for (const value of values) {
        const answer = await window.parley.request(++id, method, value)
        if (answer.ok && method !== 'settings/set') seen.add(`answered ${method}`)
        if (!answer.ok) seen.add(answer.error.code)
      }
    const after = await window.parley.request(++id, 'app/info', {})
    return { seen: [...seen].sort(), alive: after.ok }
  })
  expect(codes.alive).toBe(true)
  expect(
    codes.seen.filter(code => !['invalid-request', 'unknown-method', 'not-found'].includes(code)),
  ).toEqual([])
})

test('R-05: every permission is refused', async () => {
  const states = await parley.window.evaluate(async () => {
    const names = [
      'camera',
      'microphone',
      'geolocation',
      'notifications',
      'clipboard-read',
      'midi',
      'persistent-storage',
    ]
    const answers: string[] = []
    for (const name of names) {
      const status = await navigator.permissions.query({ name: name as PermissionName }).catch(() => null)
      answers.push(status?.state ?? 'unknown')
    }
    return answers
  })
  expect(states.filter(state => state === 'granted' || state === 'prompt')).toEqual([])
})
