import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startCli } from '#test/support/cli.ts'
import { addAccount, syncOnce } from '#test/support/cli-account.ts'
import { type Dovecot, startDovecot } from '#test/support/dovecot.ts'
import { createTempFolder, type TempFolder } from '#test/support/temp-folder.ts'

const run = promisify(execFile)

/** The engine's credentials on the real keyring library, asked one line after another; prints what came as JSON. */
const program = `
import { createCredentials } from '#engine/credentials/credentials.ts'
import { openKeyringEntry } from '#engine/credentials/keyring.ts'
const silent = { debug() {}, info() {}, warn() {}, error() {} }
const credentials = createCredentials({ dataDir: process.env.DATA_DIR, service: 'app.parley.desktop.test', storeName: 'Secret Service',
  openEntry: openKeyringEntry, timeoutMs: 10_000, onChange() {}, onLate() {}, log: silent })
const signal = new AbortController().signal
const answers = []
for (const [verb, ...rest] of JSON.parse(process.env.STEPS)) {
  try {
    const answer = await credentials[verb](...rest, { signal })
    answers.push(answer === undefined ? 'done' : answer)
  } catch (error) {
    answers.push({ code: error.code ?? String(error) })
  }
}
console.log(JSON.stringify({ answers, backend: credentials.backend() }))
process.exit(0)
`

const unlock = 'printf keyring-password | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1'
const startLocked = 'gnome-keyring-daemon --start --components=secrets >/dev/null 2>&1'

const installed = ['/usr/bin/gnome-keyring-daemon', '/usr/bin/dbus-run-session'].every(existsSync)

let home: TempFolder
beforeEach(async () => {
  home = await createTempFolder('keyring')
})
afterEach(() => home.remove())

type Step = readonly [string, ...unknown[]]

/** Runs steps in a D-Bus session of their own, with a home of their own. */
async function inSession(prepare: string | null, steps: readonly Step[]) {
  const command = `${prepare ?? 'true'}; exec "$NODE" --input-type=module -e "$PROGRAM"`
  const env = {
    PATH: process.env.PATH,
    HOME: home.path,
    XDG_DATA_HOME: home.path,
    XDG_RUNTIME_DIR: home.path,
    DATA_DIR: home.path,
    NODE: process.execPath,
    PROGRAM: program,
    STEPS: JSON.stringify(steps),
  }
  const { stdout } = await run('dbus-run-session', ['--', 'sh', '-c', command], { env, timeout: 60_000 })
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '')
}

async function withoutBus(steps: readonly Step[]) {
  const env = {
    PATH: process.env.PATH,
    HOME: home.path,
    DATA_DIR: home.path,
    STEPS: JSON.stringify(steps),
  }
  const { stdout } = await run(process.execPath, ['--input-type=module', '-e', program], {
    env,
    timeout: 60_000,
  })
  return JSON.parse(stdout)
}

describe('credentials on a real Secret Service', () => {
  it('has what it needs installed', () => {
    expect(installed, 'apt-get install gnome-keyring dbus-x11').toBe(true)
  })

  it('keeps a secret over sessions of an unlocked keyring', async () => {
    const keychain = { kind: 'keychain', name: 'Secret Service' }
    const first = await inSession(unlock, [
      ['write', 'a1', { imap: 'geheim-häß', smtp: 'other' }],
      ['read', 'a1', 'imap'],
    ])
    expect(first).toEqual({ answers: ['done', 'geheim-häß'], backend: keychain })
    const second = await inSession(unlock, [
      ['read', 'a1', 'imap'],
      ['read', 'a1', 'smtp'],
      ['remove', 'a1'],
      ['retry'],
      ['read', 'a1', 'imap'],
    ])
    expect(second).toEqual({
      answers: ['geheim-häß', 'other', 'done', keychain, { code: 'auth-missing' }],
      backend: keychain,
    })
  })

  it('says that a locked keyring is locked, and leaves what is in it alone (F-36)', async () => {
    await inSession(unlock, [['write', 'a1', { imap: 'kept' }]])
    const locked = await inSession(startLocked, [
      ['read', 'a1', 'imap'],
      ['write', 'a1', { imap: 'typed again' }],
      ['read', 'a1', 'imap'],
      ['remove', 'a1'],
    ])
    expect(locked).toEqual({
      answers: [{ code: 'secret-store-locked' }, 'done', 'typed again', 'done'],
      backend: { kind: 'session', reason: 'locked' },
    })
    expect((await inSession(unlock, [['read', 'a1', 'imap']])).answers).toEqual(['kept'])
  })

  it('keeps to this session where the keyring has no default collection', async () => {
    const answer = await inSession(null, [
      ['write', 'a1', { imap: 'pw' }],
      ['read', 'a1', 'imap'],
    ])
    expect(answer).toEqual({ answers: ['done', 'pw'], backend: { kind: 'session', reason: 'missing' } })
  })

  it('keeps to this session without D-Bus, and a vault makes it last', async () => {
    const answer = await withoutBus([
      ['write', 'a1', { imap: 'pw' }],
      ['createVault', 'a long passphrase'],
    ])
    expect(answer).toEqual({
      answers: ['done', { kind: 'vault', locked: false }],
      backend: { kind: 'vault', locked: false },
    })
    const later = await withoutBus([
      ['read', 'a1', 'imap'],
      ['unlockVault', 'a long passphrase'],
      ['read', 'a1', 'imap'],
    ])
    expect(later.answers).toEqual([{ code: 'secret-store-locked' }, { kind: 'vault', locked: false }, 'pw'])
  })
})

/** Files under a folder that hold a text in any form that could give it away. */
async function filesWith(folder: string, secret: string): Promise<readonly string[]> {
  const plain = Buffer.from(secret)
  const forms = [
    plain,
    Buffer.from(secret, 'utf16le'),
    Buffer.from(plain.toString('base64').slice(0, -4)),
    Buffer.from(plain.toString('hex')),
  ]
  const found: string[] = []
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const path = join(entry.parentPath, entry.name)
    const bytes = await readFile(path)
    if (forms.some(form => bytes.includes(form))) found.push(path)
  }
  return found
}

describe('the data folder', () => {
  const password = 'Kanarienvogel-7f3a9c'
  let dovecot: Dovecot
  beforeEach(async () => {
    dovecot = await startDovecot({ users: [{ name: 'hello@parley.test', password }] })
  })
  afterEach(() => dovecot.stop())

  it('never holds a password, whether it was right, wrong or refused (R-50)', async () => {
    await dovecot.deliver('INBOX', [
      'From: a@customer.example\r\nSubject: Hi\r\nMessage-ID: <1@x>\r\n\r\nHello\r\n',
    ])
    const dataDir = join(home.path, 'data')
    const options = {
      dataDir,
      env: { PARLEY_PASSWORD: password, DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nowhere' },
    }
    await addAccount({ port: dovecot.port, user: { name: 'hello@parley.test', password } }, options)
    expect(await syncOnce(options)).toMatchObject({ emails: 1 })
    const wrong = `${password}-but-wrong`
    const refused = await startCli(['sync'], { ...options, env: { ...options.env, PARLEY_PASSWORD: wrong } })
      .ended
    expect(refused).toMatchObject({
      code: 1,
      messages: expect.stringContaining('rejected the user name or password'),
    })
    expect(refused.messages).not.toContain(password)
    expect(await filesWith(dataDir, password)).toEqual([])
    // The search itself works, and logs hold no addresses either.
    expect(await filesWith(dataDir, 'hello@parley.test')).toContain(join(dataDir, 'parley.db'))
    expect(await filesWith(join(dataDir, 'logs'), 'hello@parley.test')).toEqual([])
  })
})
