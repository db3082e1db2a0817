import type { EmailAddress } from '#shared/address.ts'
import type { Conversation, Email } from '#shared/conversation.ts'
import { isAppError } from '#shared/errors.ts'
import type { Command, CommandContext } from './command.ts'
import { errorSentence } from './error-sentences.ts'
import { printable } from './output.ts'

/** `show`: a conversation with its emails; bodies that aren't here are fetched where the server can be reached. */
export const showCommand: Command = {
  name: 'show',
  usage: 'show ID',
  summary: 'shows a conversation with its emails; nothing is marked read',
  options: [],
  words: 1,
  run: async context => {
    const { ask, words, output } = context
    const conversation = await ask('conversations/get', { id: words[0] ?? '' })
    const emails: ShownEmail[] = []
    for (const email of conversation.emails) emails.push(await show(await withBody(email, context), context))
    output.value(toValue(conversation, emails), describe(conversation, emails))
    return true
  },
}

type ShownEmail = {
  readonly id: string
  readonly messageId: string | null
  readonly mailboxes: readonly string[]
  readonly keywords: readonly string[]
  readonly from: readonly EmailAddress[]
  readonly to: readonly EmailAddress[]
  readonly cc: readonly EmailAddress[]
  /** ISO 8601, UTC. */
  readonly date: string
  readonly subject: string
  readonly text: string | null
  readonly html: string | null
  readonly attachments: readonly {
    readonly name: string
    readonly type: string
    readonly sizeBytes: number | null
  }[]
  readonly unread: boolean
  readonly outbound: boolean
}

/** The email with its body, or as it is where the body can't be had: a dead server must not hide the rest. */
async function withBody(email: Email, { ask, output, signal }: CommandContext): Promise<Email> {
  if (email.bodyState === 'present' || email.bodyState === 'unreadable') return email
  try {
    return await ask('emails/body', { emailId: email.id })
  } catch (error) {
    if (signal.aborted || !isAppError(error)) throw error
    output.note(`${email.id}: the body is not on this computer. ${errorSentence(error.code, error.detail)}`)
    return email
  }
}

async function show(email: Email, { ask }: CommandContext): Promise<ShownEmail> {
  const html = email.hasHtml ? (await ask('emails/html', { emailId: email.id })).html : null
  return {
    id: email.id,
    messageId: email.messageId,
    mailboxes: email.mailboxes.map(mailbox => mailbox.name),
    keywords: email.keywords,
    from: email.from,
    to: email.to,
    cc: email.cc,
    date: new Date(email.sentAt).toISOString(),
    subject: email.subject,
    text: email.text,
    html,
    attachments: email.attachments.map(({ name, type, sizeBytes }) => ({ name, type, sizeBytes })),
    unread: email.unread,
    outbound: email.outbound,
  }
}

function toValue({ row }: Conversation, emails: readonly ShownEmail[]) {
  const { id, subject, contact } = row
  return { id, subject, contact: { name: contact.name, address: contact.address }, emails }
}

function describe({ row }: Conversation, emails: readonly ShownEmail[]): string {
  const people = (list: readonly EmailAddress[]) =>
    list.map(({ name, address }) => (name === '' ? address : `${name} <${address}>`)).join(', ')
  const blocks = emails.map(email =>
    [
      `From: ${people(email.from)}`,
      `To: ${people(email.to)}`,
      ...(email.cc.length > 0 ? [`Cc: ${people(email.cc)}`] : []),
      `Date: ${email.date}${email.unread ? '  (unread)' : ''}`,
      `Subject: ${email.subject}`,
      ...email.attachments.map(({ name, type }) => `Attachment: ${name} (${type})`),
      '',
      email.text ?? '(the body is not on this computer)',
    ].join('\n'),
  )
  return printable([`${row.subject} · ${row.contact.name}`, ...blocks].join('\n\n'))
}
