import { type LaunchedParley, launchParley } from './app.ts'
import type { Dovecot } from './dovecot.ts'
import { addMailbox, conversationRows, openConversations } from './screen.ts'
import { waitFor } from './wait-for.ts'

/** The app with a Dovecot's first mailbox, connected on the screen, and so many rows in the list. Without an SMTP server it only reads. */
export async function launchConnected(
  dovecot: Dovecot,
  rows: number,
  options: { readonly smtpPort?: number; readonly dataDir?: string; readonly name?: string } = {},
): Promise<LaunchedParley> {
  const { smtpPort, dataDir, name } = options
  const parley = await launchParley(dataDir === undefined ? {} : { dataDir })
  const { window } = parley
  await addMailbox(window, {
    address: dovecot.user.name,
    password: dovecot.user.password,
    imapPort: dovecot.port,
    ...(smtpPort === undefined ? {} : { smtpPort }),
    ...(name === undefined ? {} : { name }),
  })
  await openConversations(window)
  await waitFor(async () => (await conversationRows(window).count()) === rows, { what: 'all rows' })
  return parley
}
