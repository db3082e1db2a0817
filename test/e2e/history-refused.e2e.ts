import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { LaunchedParley } from '#test/support/app.ts'
import { launchConnected } from '#test/support/connected-app.ts'
import { type Dovecot, startDovecot } from '#test/support/dovecot.ts'
import { judgeServer } from '#test/support/imap-judge.ts'
import { createMaildir, maildirPath } from '#test/support/maildir.ts'
import { plainEmail } from '#test/support/plain-email.ts'
import { conversationRow } from '#test/support/screen.ts'

/** An archive that takes no mail: History says so, and each choice does what it says. */
let dovecot: Dovecot
let parley: LaunchedParley

const people = ['Ada Lund', 'Bo Berg', 'Cora Vik']
/** RFC 4314: everything but `i`, putting mail in. */
const closed = 'owner lrwstekx\n'
const open = 'owner lrwstipekxa\n'
const acl = () => join(maildirPath(dovecot.mailRoot(), 'Archive'), 'dovecot-acl')

beforeAll(async () => {
  dovecot = await startDovecot({
    extraConfig:
      'mail_plugins = acl\nprotocol imap {\n  mail_plugins = acl\n}\nplugin {\n  acl = vfile:cache_secs=1\n}\n',
    prepare: (root, owner) => {
      const archive = maildirPath(root, 'Archive')
      createMaildir(root, owner)
      createMaildir(archive, owner)
      writeFileSync(join(archive, 'dovecot-acl'), closed)
    },
  })
  const now = Date.now()
  await dovecot.deliver(
    'INBOX',
    people.map((name, at) => ({
      raw: plainEmail({
        from: `${name} <${name.slice(0, 2)}@lund.example>`,
        subject: `From ${name}`,
        sentAt: now - (at + 1) * 60_000,
      }),
      flags: ['\\Seen'],
      receivedAt: now - (at + 1) * 60_000,
    })),
  )
  parley = await launchConnected(dovecot, 3)
})
afterAll(async () => {
  await parley?.close()
  await dovecot?.stop()
})

const press = async (...keys: readonly string[]) => {
  for (const key of keys) await parley.window.keyboard.press(key)
}
const entry = (name: string) =>
  parley.window.getByTestId('history-entry').filter({ hasText: name }).filter({ hasText: 'archived' })

async function archive(name: string): Promise<void> {
  const { window } = parley
  await press('g', 'i')
  await conversationRow(window, name).click()
  await press('e')
  await expect.poll(() => conversationRow(window, name).count()).toBe(0)
  await press('g', 'h')
  await expect.poll(() => entry(name).getAttribute('data-state'), { timeout: 20_000 }).toBe('refused')
  expect(await entry(name).innerText()).toContain('Refused by the server')
}

test('Undo of what the server refused brings it back here', async () => {
  const { window } = parley
  await archive('Ada Lund')
  await entry('Ada Lund').getByRole('button', { name: /^Undo/ }).click()
  await press('g', 'i')
  await conversationRow(window, 'Ada Lund').waitFor()
})

test('Keep on this computer only ends the question and leaves it archived here', async () => {
  const { window } = parley
  await archive('Bo Berg')
  await entry('Bo Berg')
    .getByRole('button', { name: /^Keep on this computer only/ })
    .click()
  await expect.poll(() => entry('Bo Berg').getAttribute('data-state')).toBe('done')
  await press('g', 'a')
  await conversationRow(window, 'Bo Berg').waitFor()
})

test('Try again tells the server once more, and it takes it', async () => {
  await archive('Cora Vik')
  writeFileSync(acl(), open)
  await entry('Cora Vik')
    .getByRole('button', { name: /^Try again/ })
    .click()
  await expect.poll(() => entry('Cora Vik').getAttribute('data-state'), { timeout: 10_000 }).toBe('done')
  expect((await judgeServer(dovecot))['Archive']?.emails).toHaveLength(1)
})
