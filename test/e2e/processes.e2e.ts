import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { electronPath, type LaunchedParley, launchParley } from '#test/support/app.ts'
import { type Dovecot, startDovecot } from '#test/support/dovecot.ts'
import { plainEmail } from '#test/support/plain-email.ts'
import {
  addMailbox,
  conversationRow,
  conversationRows,
  emailCards,
  openConversation,
  openConversations,
} from '#test/support/screen.ts'
import { createTempFolder, type TempFolder } from '#test/support/temp-folder.ts'
import { waitFor } from '#test/support/wait-for.ts'

/** What happens to the screen when processes die, and when the app is started twice. */
let dovecot: Dovecot
let parley: LaunchedParley
let temp: TempFolder

beforeAll(async () => {
  temp = await createTempFolder('app')
  dovecot = await startDovecot()
  await dovecot.deliver('INBOX', [
    plainEmail({ from: 'Ada Lund <ada@lund.example>', subject: 'Before', text: 'Still here.' }),
  ])
  parley = await launchParley({ dataDir: temp.path })
  await addMailbox(parley.window, {
    address: dovecot.user.name,
    password: dovecot.user.password,
    imapPort: dovecot.port,
  })
  await openConversations(parley.window)
  await conversationRow(parley.window, 'Before').waitFor()
})
afterAll(async () => {
  await parley?.close()
  await dovecot?.stop()
  await temp?.remove()
})

/** The process ids of the engine and its kind. */
const utilityPids = () =>
  parley.app.evaluate(({ app }) =>
    app
      .getAppMetrics()
      .filter(({ type, name, serviceName }) => type === 'Utility' && /engine/i.test(`${name} ${serviceName}`))
      .map(({ pid }) => pid),
  )

test('an engine that dies is started again, and new mail appears', async () => {
  const [before] = await waitFor(async () => {
    const pids = await utilityPids()
    return pids.length > 0 ? pids : undefined
  })
  expect(before).toBeGreaterThan(0)
  process.kill(before ?? 0, 'SIGKILL')
  await waitFor(async () => (await utilityPids()).some(pid => pid !== before), {
    timeoutMs: 15_000,
    what: 'another engine',
  })
  await dovecot.deliver('INBOX', [
    plainEmail({ from: 'Bo Berg <bo@berg.example>', subject: 'After the crash' }),
  ])
  await conversationRow(parley.window, 'After the crash').waitFor({ timeout: 20_000 })
  await openConversation(parley.window, 'Ada Lund')
  await emailCards(parley.window).filter({ hasText: 'Still here.' }).waitFor()
  expect(await conversationRows(parley.window).count()).toBe(2)
})

test('a second start with the same data folder ends at once and leaves the first alone', async () => {
  const project = fileURLToPath(new URL('../../', import.meta.url))
  const root = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const second = spawn(electronPath(), [project, ...root, '--data', parley.dataDir], { stdio: 'ignore' })
  const code = await new Promise<number | null>(resolve => second.once('exit', resolve))
  expect(code).toBe(0)
  expect(await parley.window.title()).toContain('Parley')
  expect(await conversationRows(parley.window).count()).toBe(2)
})

test('another data folder is another app, and knows nothing of this one', async () => {
  const other = await launchParley()
  try {
    await other.window.getByRole('heading', { name: 'Welcome to Parley' }).waitFor()
    expect(await conversationRows(other.window).count()).toBe(0)
    expect(await conversationRows(parley.window).count()).toBe(2)
  } finally {
    await other.close()
  }
})

test('after a restart the list is there before the server answers', async () => {
  const { dataDir } = parley
  await parley.close()
  await dovecot.halt()
  parley = await launchParley({ dataDir })
  await conversationRow(parley.window, 'After the crash').waitFor({ timeout: 10_000 })
  await openConversation(parley.window, 'Ada Lund')
  await emailCards(parley.window).filter({ hasText: 'Still here.' }).waitFor()
  await dovecot.restart()
})
