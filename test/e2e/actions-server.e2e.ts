import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { type LaunchedParley, launchParley } from '#test/support/app.ts'
import { type Dovecot, type DovecotOptions, startDovecot } from '#test/support/dovecot.ts'
import { judgeServer } from '#test/support/imap-judge.ts'
import { hoverButton, toasts } from '#test/support/list-screen.ts'
import { createMaildir, maildirPath } from '#test/support/maildir.ts'
import { plainEmail } from '#test/support/plain-email.ts'
import { addMailbox, conversationRow, openConversations } from '#test/support/screen.ts'

/** What a server may not want: it has no archive, or it refuses. The person is asked, and nothing is dropped in silence. */
let dovecot: Dovecot | undefined
let parley: LaunchedParley | undefined

afterEach(async () => {
  await parley?.close()
  await dovecot?.stop()
})

async function start(options: DovecotOptions) {
  const server = await startDovecot(options)
  dovecot = server
  await server.deliver(
    'INBOX',
    ['Ada Lund', 'Bo Berg', 'Cora Vik'].map(name => ({
      raw: plainEmail({
        from: `${name} <${name.slice(0, 2)}@lund.example>`,
        subject: `From ${name}`,
        messageId: `<${name.slice(0, 2)}@lund.example>`,
      }),
      flags: ['\\Seen'],
    })),
  )
  const app = await launchParley()
  parley = app
  await addMailbox(app.window, {
    address: server.user.name,
    password: server.user.password,
    imapPort: server.port,
  })
  await openConversations(app.window)
  await conversationRow(app.window, 'Cora Vik').waitFor({ timeout: 20_000 })
  const idsIn = async (mailbox: string) =>
    (await judgeServer(server))[mailbox]?.emails.map(email => email.messageId).toSorted() ?? []
  return { window: app.window, idsIn }
}

test('an account without an archive asks once whether to create one; no leaves everything where it is', async () => {
  const { window, idsIn } = await start({
    extraConfig: 'namespace inbox {\n  mailbox Archive {\n    auto = no\n    special_use =\n  }\n}\n',
  })
  const dialog = window.getByRole('dialog', { name: 'Create a mailbox for the archive?' })
  await hoverButton(window, 'Ada Lund', 'Archive')
  await dialog.getByText('hello@parley.test has no mailbox for archived conversations').waitFor()
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await expect.poll(() => dialog.count()).toBe(0)
  expect(await conversationRow(window, 'Ada Lund').count()).toBe(1)

  await hoverButton(window, 'Ada Lund', 'Archive')
  await dialog.getByRole('button', { name: 'Create and archive' }).click()
  await toasts(window).getByText('Conversation archived').waitFor()
  await expect.poll(() => idsIn('Archive'), { timeout: 20_000 }).toEqual(['<Ad@lund.example>'])
  await hoverButton(window, 'Bo Berg', 'Archive')
  await expect.poll(() => conversationRow(window, 'Bo Berg').count()).toBe(0)
  expect(await dialog.count()).toBe(0)
  await expect.poll(() => idsIn('Archive'), { timeout: 20_000 }).toHaveLength(2)
})

test('what the server refused is shown with its reason, and can be tried again, undone or kept here', async () => {
  const { window, idsIn } = await start({
    extraConfig:
      'mail_plugins = acl\nprotocol imap {\n  mail_plugins = acl\n}\nplugin {\n  acl = vfile:cache_secs=1\n}\n',
    prepare: (root, owner) => {
      const archive = maildirPath(root, 'Archive')
      createMaildir(root, owner)
      createMaildir(archive, owner)
      // Everything but putting mail in (RFC 4314: i).
      writeFileSync(join(archive, 'dovecot-acl'), 'owner lrwstekx\n')
    },
  })
  const notice = window.getByTestId('refused-notice')
  const archive = async (name: string) => {
    await hoverButton(window, name, 'Archive')
    await notice.getByText(`The server refused to archive “From ${name}”`).waitFor({ timeout: 20_000 })
  }

  await archive('Ada Lund')
  expect(await conversationRow(window, 'Ada Lund').count()).toBe(0)
  await notice.getByRole('button', { name: 'Undo' }).click()
  await conversationRow(window, 'Ada Lund').waitFor()
  await expect.poll(() => notice.count()).toBe(0)

  await archive('Bo Berg')
  await notice.getByRole('button', { name: 'Keep on this computer only' }).click()
  await expect.poll(() => notice.count()).toBe(0)
  await window.getByRole('button', { name: 'Archived', exact: true }).click()
  await conversationRow(window, 'Bo Berg').getByTitle('On this computer only').waitFor()
  await window.getByRole('button', { name: 'Active', exact: true }).click()

  await archive('Cora Vik')
  writeFileSync(join(maildirPath(dovecot?.mailRoot() ?? '', 'Archive'), 'dovecot-acl'), 'owner lrwstipekxa\n')
  await expect
    .poll(
      async () => {
        const again = notice.getByRole('button', { name: 'Try again' })
        if ((await again.count()) > 0) await again.click()
        return idsIn('Archive')
      },
      { timeout: 30_000, interval: 1_500 },
    )
    .toEqual(['<Co@lund.example>'])
  expect(await idsIn('INBOX')).toEqual(['<Ad@lund.example>', '<Bo@lund.example>'])
  await expect.poll(() => notice.count()).toBe(0)
})
