import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type LaunchedParley, launchParley } from '#test/support/app.ts'
import { addAccount, syncOnce } from '#test/support/cli-account.ts'
import { type Dovecot, startDovecot } from '#test/support/dovecot.ts'
import { type FaultProxy, startFaultProxy } from '#test/support/fault-proxy.ts'
import { judgeServer } from '#test/support/imap-judge.ts'
import {
  chooseFromMenu,
  closeMenus,
  confirmDelete,
  hoverButton,
  rowMenu,
  toasts,
} from '#test/support/list-screen.ts'
import { plainEmail } from '#test/support/plain-email.ts'
import { conversationRow, conversationRows, isUnread, syncInbox, syncState } from '#test/support/screen.ts'
import { createTempFolder, type TempFolder } from '#test/support/temp-folder.ts'

/** Actions without a server: they hold at once, over a restart, and the server follows when it is back. */
let temp: TempFolder
let dovecot: Dovecot
let proxy: FaultProxy
let parley: LaunchedParley
let online: () => void

const names = ['Ada Lund', 'Bo Berg', 'Cora Vik', 'Dina Holm', 'Egil Dahl', 'Frida Moen'] as const
const idOf = (name: string) => `<${name.replace(' ', '-')}@lund.example>`
const launch = () =>
  launchParley({ dataDir: join(temp.path, 'data'), env: { PARLEY_PASSWORD: dovecot.user.password } })

beforeAll(async () => {
  temp = await createTempFolder('actions-offline')
  dovecot = await startDovecot()
  proxy = await startFaultProxy({ port: dovecot.port })
  await dovecot.deliver(
    'INBOX',
    names.map((name, index) => ({
      raw: plainEmail({
        from: `${name} <${name.slice(0, 2)}@lund.example>`,
        subject: `From ${name}`,
        messageId: idOf(name),
        sentAt: Date.now() - index * 60_000,
      }),
      flags: ['\\Seen'],
    })),
  )
  const dataDir = join(temp.path, 'data')
  await addAccount({ port: proxy.port, user: dovecot.user }, { dataDir })
  await syncOnce({ dataDir }, 'none')
  online = proxy.add({ direction: 'to-client', fault: { kind: 'cut' } })
  parley = await launch()
  await conversationRows(parley.window).first().waitFor()
}, 120_000)
afterAll(async () => {
  await parley?.close()
  await proxy?.stop()
  await dovecot?.stop()
  await temp?.remove()
})

const idsIn = async (mailbox: string) =>
  (await judgeServer(dovecot))[mailbox]?.emails.map(email => email.messageId).toSorted() ?? []
const shown = () => conversationRows(parley.window).count()

test('offline, every action holds at once', async () => {
  const { window } = parley
  await syncState(window)
    .filter({ hasText: /^Offline/ })
    .waitFor({ timeout: 20_000 })
  await hoverButton(window, 'Ada Lund', 'Archive')
  await expect.poll(shown).toBe(5)
  await hoverButton(window, 'Bo Berg', 'Delete')
  await confirmDelete(window)
  await expect.poll(shown).toBe(4)
  await hoverButton(window, 'Cora Vik', 'Mark as unread')
  await expect.poll(() => isUnread(conversationRow(window, 'Cora Vik'))).toBe(true)
  await hoverButton(window, 'Dina Holm', 'Snooze')
  await chooseFromMenu(window, ['Tomorrow morning'])
  await expect.poll(shown).toBe(3)
  await rowMenu(window, 'Egil Dahl', ['Tag', 'Important'])
  await closeMenus(window)
  await conversationRow(window, 'Egil Dahl').getByText('Important').waitFor()
  await hoverButton(window, 'Frida Moen', 'Archive')
  await expect.poll(shown).toBe(2)
  expect(await idsIn('INBOX')).toHaveLength(6)
})

test('after a restart they still hold, and the last one can still be undone', async () => {
  await parley.close()
  parley = await launch()
  const { window } = parley
  await expect.poll(shown).toBe(2)
  expect(await isUnread(conversationRow(window, 'Cora Vik'))).toBe(true)
  await conversationRow(window, 'Egil Dahl').getByText('Important').waitFor()
  await window.getByRole('listbox', { name: 'Conversations' }).focus()
  await window.keyboard.press('z')
  await toasts(window)
    .getByText(/^Undone/)
    .waitFor()
  await conversationRow(window, 'Frida Moen').waitFor()
  expect(await idsIn('INBOX')).toHaveLength(6)
})

test('back online, the server has it all, once', async () => {
  const { window } = parley
  online()
  await syncInbox(window)
  await expect.poll(() => idsIn('Archive'), { timeout: 30_000 }).toEqual([idOf('Ada Lund')])
  await expect.poll(() => idsIn('Trash'), { timeout: 30_000 }).toEqual([idOf('Bo Berg')])
  const inbox = async () => (await judgeServer(dovecot))['INBOX']?.emails ?? []
  const flagsOf = async (name: string) =>
    (await inbox()).find(email => email.messageId === idOf(name))?.flags ?? []
  await expect.poll(() => flagsOf('Cora Vik'), { timeout: 30_000 }).not.toContain('\\Seen')
  await expect.poll(() => flagsOf('Egil Dahl'), { timeout: 30_000 }).toContain('$label1')
  expect((await inbox()).map(email => email.messageId).toSorted()).toEqual(
    ['Cora Vik', 'Dina Holm', 'Egil Dahl', 'Frida Moen'].map(idOf).toSorted(),
  )
  await expect.poll(shown).toBe(3)
})
