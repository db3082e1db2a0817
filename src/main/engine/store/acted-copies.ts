import type { MailboxRole } from '#shared/account.ts'
import type { Reader } from './handle.ts'

/** A place for a copy: a mailbox, or (null) the account's mailbox of a role. */
export type Place = { readonly role: MailboxRole; readonly mailboxKey: number | null }

/** A copy of an email as actions see it: where the server has it, where the user wants it, how it is marked. */
export type ActedCopy = {
  readonly emailKey: number
  readonly accountId: string
  readonly mailboxKey: number
  readonly uid: number
  /** Of the mailbox where the server has it. */
  readonly homeRole: MailboxRole
  /** Where the user wants it instead; null where it stays. */
  readonly wish: Place | null
  /** Of several places that the email is to lie in out of this mailbox; each makes an entry of its own. */
  readonly part: number
  readonly seen: boolean
  readonly isDraftCopy: boolean
  /** As on the wire, space separated. */
  readonly keywords: string
  readonly keepsKeywords: boolean
  /** Of the email. */
  readonly outbound: boolean
  readonly counted: boolean
  readonly draft: boolean
  readonly sentAt: number
}

type CopyRow = {
  email_key: number
  account_id: string
  mailbox_key: number
  uid: number
  role: MailboxRole
  to_role: MailboxRole | null
  to_mailbox_key: number | null
  part: number | null
  seen: number
  draft_copy: number
  keywords: string
  keeps_keywords: number | null
  outbound: number
  counted: number
  draft: number
  sent_at: number
}

const select = `SELECT copy.email_key, email.account_id, copy.mailbox_key, copy.uid, mailbox.role, wish.to_role,
    wish.to_mailbox_key, wish.part, copy.seen, copy.draft AS draft_copy, copy.keywords, mailbox.keeps_keywords, email.outbound,
    email.counted, email.draft, email.sent_at
  FROM email
  JOIN email_copy AS copy ON copy.email_key = email.key
  JOIN mailbox ON mailbox.key = copy.mailbox_key
  LEFT JOIN pending_move AS wish ON wish.email_key = copy.email_key AND wish.mailbox_key = copy.mailbox_key`

/** Every copy of a conversation's emails, oldest email first; once for each place that it is to lie in. */
export function copiesOfConversation(r: Reader, conversationKey: number): readonly ActedCopy[] {
  return r
    .prepare<CopyRow>(
      `${select} WHERE email.conversation_key = ? ORDER BY email.sent_at, email.key, copy.mailbox_key, copy.uid, wish.part`,
    )
    .all(conversationKey)
    .map(toCopy)
}

/** Every copy of one email, once for each place that it is to lie in. */
export function actedCopiesOfEmail(r: Reader, emailKey: number): readonly ActedCopy[] {
  return r
    .prepare<CopyRow>(`${select} WHERE email.key = ? ORDER BY copy.mailbox_key, copy.uid, wish.part`)
    .all(emailKey)
    .map(toCopy)
}

/** What a copy counts as: where the user wants it, else where it lies. */
export function roleOf(copy: ActedCopy): MailboxRole {
  return copy.wish?.role ?? copy.homeRole
}

/** Whether a copy is in a place, or on its way there. */
export function liesIn(copy: ActedCopy, { role, mailboxKey }: Place): boolean {
  const place = copy.wish ?? { role: copy.homeRole, mailboxKey: copy.mailboxKey }
  if (place.role !== role) return false
  return mailboxKey === null || place.mailboxKey === null || place.mailboxKey === mailboxKey
}

function toCopy(row: CopyRow): ActedCopy {
  return {
    emailKey: row.email_key,
    accountId: row.account_id,
    mailboxKey: row.mailbox_key,
    uid: row.uid,
    homeRole: row.role,
    wish:
      row.to_role === null || row.to_mailbox_key === row.mailbox_key
        ? null
        : { role: row.to_role, mailboxKey: row.to_mailbox_key },
    part: row.part ?? 0,
    seen: row.seen === 1,
    isDraftCopy: row.draft_copy === 1,
    keywords: row.keywords,
    keepsKeywords: row.keeps_keywords !== 0,
    outbound: row.outbound === 1,
    counted: row.counted === 1,
    draft: row.draft === 1,
    sentAt: row.sent_at,
  }
}
