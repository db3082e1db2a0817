import { afterEach, beforeEach, expect, test } from 'vitest'
import { type LaunchedParley, launchParley } from '#test/support/app.ts'
import { type Dovecot, startDovecot } from '#test/support/dovecot.ts'
import { findFreePort } from '#test/support/free-port.ts'
import { fillMailboxForm, type MailboxForm } from '#test/support/screen.ts'

/** Error sentences that tell the four usual mistakes apart. */
let dovecot: Dovecot
let parley: LaunchedParley

beforeEach(async () => {
  dovecot = await startDovecot()
  parley = await launchParley()
})
afterEach(async () => {
  await parley?.close()
  await dovecot?.stop()
})

const password = 'sesame-9137'
const cases: readonly (readonly [string, () => Promise<Partial<MailboxForm>>, RegExp])[] = [
  ['a wrong password', async () => ({}), /did not accept this user name and password/],
  [
    'a wrong host',
    async () => ({ host: 'no-such-host.invalid', security: 'TLS' }),
    /No server has this name/,
  ],
  ['a closed port', async () => ({ imapPort: await findFreePort() }), /refused the connection/],
  [
    'a certificate that nobody signed',
    async () => ({ imapPort: dovecot.tlsPort, security: 'TLS' }),
    /not signed by an authority/,
  ],
]

test.each(cases)(
  '%s gets a sentence of its own, and a log without secrets',
  async (_what, change, sentence) => {
    const { window } = parley
    await fillMailboxForm(window, {
      address: dovecot.user.name,
      password,
      imapPort: dovecot.port,
      ...(await change()),
    })
    await window.getByRole('button', { name: 'Test connection' }).click()
    const report = window.getByRole('alert').filter({ hasText: 'Incoming mail' })
    await report.waitFor({ timeout: 30_000 })
    expect(await report.innerText()).toMatch(sentence)
    await window.getByText('Steps of the test').click()
    const everything = await window.locator('form').innerText()
    expect(everything).not.toContain(password)
    expect(await dovecot.authFailures()).toBeLessThanOrEqual(1)
  },
)
