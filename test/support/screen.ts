import type { Locator, Page } from 'playwright-core'

/** What a person does on the screen, in the words on the screen (ui.md, "Words on the screen"). */

export type MailboxForm = {
  readonly address: string
  readonly name?: string
  readonly password: string
  readonly imapPort: number
  readonly smtpPort?: number
  readonly host?: string
  readonly security?: 'TLS' | 'STARTTLS, required' | 'None (this computer only)'
}

/** Opens Settings → Emails and fills the form by hand, up to the servers. */
export async function fillMailboxForm(window: Page, form: MailboxForm): Promise<void> {
  await openEmails(window)
  await window.getByRole('button', { name: 'Add mailbox' }).click()
  await window.getByLabel('Email address').fill(form.address)
  await window.getByLabel('Your name').fill(form.name ?? 'Test')
  await window.getByLabel('Password', { exact: true }).fill(form.password)
  await window.getByRole('button', { name: 'Enter the servers by hand' }).click()
  const incoming = window.getByRole('group', { name: 'Incoming mail (IMAP)' })
  await fillServer(window, incoming, form.imapPort, form)
  if (form.smtpPort === undefined) await window.getByLabel('This mailbox only reads mail').click()
  else
    await fillServer(window, window.getByRole('group', { name: 'Outgoing mail (SMTP)' }), form.smtpPort, form)
}

async function fillServer(window: Page, server: Locator, port: number, form: MailboxForm): Promise<void> {
  await choose(
    window,
    server.getByRole('combobox', { name: 'Security' }),
    form.security ?? 'None (this computer only)',
  )
  await server.getByLabel('Host').fill(form.host ?? '127.0.0.1')
  await server.getByLabel('Port').fill(String(port))
}

async function choose(window: Page, select: Locator, choice: string): Promise<void> {
  await select.click()
  await window.getByRole('option', { name: choice, exact: true }).click()
}

/** Connects a mailbox through the screen, as a person would. */
export async function addMailbox(window: Page, form: MailboxForm): Promise<void> {
  await fillMailboxForm(window, form)
  await window.getByRole('button', { name: 'Connect mailbox' }).click()
  await accountCard(window, form.address).waitFor()
}

/** The card of a connected mailbox in Settings → Emails. */
export const accountCard = (window: Page, address: string): Locator =>
  window.getByTestId('account-card').filter({ hasText: address })

/** Settings → Emails. */
export async function openEmails(window: Page): Promise<void> {
  await window.getByRole('navigation', { name: 'Main' }).getByRole('button', { name: 'Settings' }).click()
  await window.getByRole('heading', { name: 'Emails', level: 1 }).waitFor()
}

/** The list of conversations. */
export async function openConversations(window: Page): Promise<void> {
  await window
    .getByRole('navigation', { name: 'Main' })
    .getByRole('button', { name: 'Conversations' })
    .first()
    .click()
  await window.getByRole('heading', { name: 'Conversations' }).waitFor()
}

/** All rows of the list that are drawn. */
export const conversationRows = (window: Page): Locator => window.getByTestId('conversation-row')

/** The row of a conversation, by a name or a subject in it. */
export const conversationRow = (window: Page, words: string): Locator =>
  conversationRows(window).filter({ hasText: words })

/** Whether a row is shown as unread. */
export const isUnread = async (row: Locator): Promise<boolean> =>
  (await row.getAttribute('data-unread')) === 'true'

/** Opens a conversation by its name or subject and waits until its emails are there. */
export async function openConversation(window: Page, words: string): Promise<void> {
  await conversationRow(window, words).first().click()
  await emailCards(window).first().waitFor()
}

/** The emails of the open conversation. */
export const emailCards = (window: Page): Locator => window.getByTestId('email-card')

/** What the foot of the list says about syncing. */
export const syncState = (window: Page): Locator => window.getByTestId('sync-state')

/** Presses `Sync inbox`. */
export const syncInbox = (window: Page): Promise<void> =>
  window.getByRole('button', { name: 'Sync inbox' }).click()

/** Types into the search of the list. */
export const search = (window: Page, words: string): Promise<void> =>
  window.getByLabel('Search conversations').fill(words)

/** Chooses an entry of the list's Filter menu, and closes the menu. */
export async function toggleFilter(window: Page, choice: string): Promise<void> {
  await window.getByRole('button', { name: 'Filter', exact: true }).click()
  await window.getByRole('menuitemradio', { name: choice, exact: true }).click()
  await window.keyboard.press('Escape')
}

/** Goes to the Conversation overview. */
export const showOverview = (window: Page): Promise<void> =>
  window
    .getByRole('navigation', { name: 'Main' })
    .getByRole('button', { name: 'Conversation overview' })
    .click()
