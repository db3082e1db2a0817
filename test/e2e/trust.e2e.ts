import { afterAll, beforeAll, expect, test } from 'vitest'
import { type LaunchedParley, launchParley } from '#test/support/app.ts'
import { addAccount, syncOnce } from '#test/support/cli-account.ts'
import { type Dovecot, startDovecot } from '#test/support/dovecot.ts'
import { type PlainEmail, plainEmail } from '#test/support/plain-email.ts'
import { emailCards, openConversation } from '#test/support/screen.ts'
import { createTempFolder, type TempFolder } from '#test/support/temp-folder.ts'

/** what an opened email says of who really sent it. */
let dovecot: Dovecot
let folder: TempFolder
let parley: LaunchedParley

const now = Date.now()
const received = 'Received: from mx.far.example by 127.0.0.1; Mon, 02 Nov 2026 10:00:01 +0000'
const stamp = (results: string) => `Authentication-Results: 127.0.0.1; ${results}`

beforeAll(async () => {
  dovecot = await startDovecot()
  const own = dovecot.user.name
  const at = (minutesAgo: number, email: PlainEmail, flags: readonly string[] = []) => {
    const sentAt = now - minutesAgo * 60_000
    return { raw: plainEmail({ ...email, sentAt }), receivedAt: sentAt, flags: [...flags] }
  }
  await dovecot.deliver('INBOX', [
    at(
      90,
      {
        from: 'Ada Lund <ada@lund.example>',
        subject: 'The walnut desk',
        messageId: '<desk@lund.example>',
        headers: [stamp('dmarc=pass; dkim=pass header.d=lund.example'), received],
      },
      ['\\Seen'],
    ),
    at(60, {
      from: 'Ada Lund <ada@1und.example>',
      subject: 'Changed bank details',
      headers: [stamp('dmarc=fail'), received, 'Reply-To: pay@mailbox.example'],
    }),
    at(50, {
      from: 'Cy Berg <cy@berg.example>',
      subject: 'A forged verdict',
      headers: [received, stamp('dmarc=pass; dkim=pass header.d=berg.example')],
    }),
    at(40, { from: '"ceo@bank.example" <x@evil.example>', subject: 'A name in disguise' }),
    at(30, { from: `Me <${own}>`, to: own, subject: 'I know your password', headers: [received] }),
    at(20, { from: 'Ada Lund <ada@lund.example>', subject: 'Another desk', headers: [received] }),
  ])
  await dovecot.deliver('Sent', [
    at(
      80,
      {
        from: `Me <${own}>`,
        to: 'ada@lund.example',
        subject: 'Re: The walnut desk',
        inReplyTo: '<desk@lund.example>',
      },
      ['\\Seen'],
    ),
  ])
  folder = await createTempFolder('trust')
  await addAccount({ port: dovecot.port, user: dovecot.user }, { dataDir: folder.path })
  await syncOnce({ dataDir: folder.path })
  parley = await launchParley({ dataDir: folder.path, env: { PARLEY_PASSWORD: dovecot.user.password } })
}, 180_000)
afterAll(async () => {
  await parley?.close()
  await dovecot?.stop()
  await folder?.remove()
})

/** The lines under the sender of the last email of a conversation. */
async function linesOf(subject: string): Promise<readonly string[]> {
  await openConversation(parley.window, subject)
  await parley.window.getByRole('heading', { name: subject, level: 1 }).waitFor()
  await emailCards(parley.window).last().getByTestId('email-body').waitFor()
  return emailCards(parley.window).last().getByTestId('trust-line').getByRole('listitem').allInnerTexts()
}

test.each<[string, readonly string[]]>([
  [
    'Changed bank details',
    [
      'First message from ada@1und.example',
      'Your provider could not confirm that this is from 1und.example.',
      'This address looks like one you know, ada@lund.example, but it is another one.',
      'Replies go to another address: pay@mailbox.example',
    ],
  ],
  ['A forged verdict', ['First message from cy@berg.example']],
  ['A name in disguise', ['First message from x@evil.example']],
  ['I know your password', ['This came from outside in your name: it is not in your sent mail.']],
  ['Another desk', []],
  ['The walnut desk', []],
])('R-26, R-30, R-31: %s', async (subject, lines) => {
  expect(await linesOf(subject)).toEqual(lines)
})

test('R-31: the provider’s verdict stands with the email that it is about', async () => {
  await openConversation(parley.window, 'The walnut desk')
  const first = emailCards(parley.window).first()
  await first.getByRole('button').first().click()
  await first.getByTestId('trust-line').waitFor()
  expect(await first.getByTestId('trust-line').getByRole('listitem').allInnerTexts()).toEqual([
    'First message from ada@lund.example',
    'Signed by lund.example',
  ])
})

test('R-26: a name in disguise gives way to the address, in the list and in the email', async () => {
  await openConversation(parley.window, 'A name in disguise')
  expect(await parley.window.getByTestId('contact-name').innerText()).toBe('x@evil.example')
  expect(await parley.window.getByTestId('conversation-row').allInnerTexts()).not.toContain(
    'ceo@bank.example',
  )
  expect(await emailCards(parley.window).last().innerText()).toContain('The real address is x@evil.example.')
})
