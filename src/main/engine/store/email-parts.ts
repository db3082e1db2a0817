import type { MailboxRole } from '#shared/account.ts'
import { type EmailAddresses, unpackAddresses } from './addresses.ts'
import { type AttachmentRecord, attachmentsOfAll } from './attachments.ts'
import { type EmailContent, unpackContent } from './content.ts'
import type { StoredFlags } from './flags.ts'
import type { Reader } from './handle.ts'

/** A copy of an email, with the mailbox that it lies in, or that the user wants it in. */
export type NamedCopy = StoredFlags & { readonly name: string; readonly role: MailboxRole }

/** Where an email belongs, and who received it. */
export type EmailContext = {
  readonly accountId: string
  readonly imapHost: string
  readonly places: number
  readonly source: string
}

/** What is stored about one email beside its row. */
export type EmailParts = {
  readonly addresses: EmailAddresses
  readonly content: EmailContent | null
  readonly copies: readonly NamedCopy[]
  readonly attachments: readonly AttachmentRecord[]
  readonly context: EmailContext | null
}

/** Reads the parts of many emails with one query for each kind of part: a long conversation is opened as quickly as a short one. */
export function readEmailParts(r: Reader, keys: readonly number[]): (key: number) => EmailParts {
  const wanted = JSON.stringify(keys)
  const addresses = byEmail(
    r
      .prepare<Keyed<{ addresses: string }>>(
        `SELECT email_key, addresses FROM email_recipient WHERE email_key IN (SELECT value FROM json_each(?))`,
      )
      .all(wanted),
  )
  const contents = byEmail(
    r
      .prepare<Keyed<{ packed: Uint8Array }>>(
        'SELECT email_key, packed FROM email_content WHERE email_key IN (SELECT value FROM json_each(?))',
      )
      .all(wanted),
  )
  const copies = byEmail(
    r
      .prepare<Keyed<NamedCopy>>(
        `SELECT coalesce(goal.name, mailbox.name) AS name, coalesce(wish.to_role, mailbox.role) AS role, copy.*
         FROM email_copy AS copy
         JOIN mailbox ON mailbox.key = copy.mailbox_key
         LEFT JOIN pending_move AS wish ON wish.email_key = copy.email_key AND wish.mailbox_key = copy.mailbox_key
         LEFT JOIN mailbox AS goal ON goal.key = coalesce(wish.to_mailbox_key, (SELECT key FROM mailbox AS other
           WHERE other.account_id = mailbox.account_id AND other.role = wish.to_role ORDER BY path LIMIT 1))
         WHERE copy.email_key IN (SELECT value FROM json_each(?)) ORDER BY mailbox.key, copy.uid`,
      )
      .all(wanted),
  )
  const contexts = byEmail(
    r
      .prepare<Keyed<Omit<EmailContext, 'imapHost'> & { imap: string }>>(
        `SELECT email.key AS email_key, email.account_id AS accountId, email.places, conversation.source, account.imap
         FROM email JOIN conversation ON conversation.key = email.conversation_key
         JOIN account ON account.id = email.account_id WHERE email.key IN (SELECT value FROM json_each(?))`,
      )
      .all(wanted),
  )
  const attachments = Map.groupBy(attachmentsOfAll(r, keys), one => one.emailKey)
  return key => {
    const packed = contents.get(key)?.[0]?.packed
    const context = contexts.get(key)?.[0]
    return {
      addresses: unpackAddresses(addresses.get(key)?.[0]?.addresses ?? '{}'),
      content: packed === undefined ? null : unpackContent(packed),
      copies: copies.get(key) ?? [],
      attachments: attachments.get(key) ?? [],
      context: context === undefined ? null : { ...context, imapHost: imapHostOf(context.imap) },
    }
  }
}

type Keyed<Row> = Row & { readonly email_key: number }

const byEmail = <Row extends { readonly email_key: number }>(rows: readonly Row[]) =>
  Map.groupBy(rows, row => row.email_key)

function imapHostOf(imap: string): string {
  const { host } = JSON.parse(imap) as { readonly host: string } // written by insertAccount
  return host.toLowerCase()
}
