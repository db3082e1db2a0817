import type { MailboxRole } from './account.ts'
import type { EmailAddress } from './address.ts'
import type { Attachment } from './attachment.ts'
import type { BounceReport, DeliveryFailure } from './bounce.ts'
import type { SearchMatch } from './search.ts'
import type { EmailSubmission, Outgoing } from './submission.ts'
import type { SenderTrust } from './trust.ts'
import type { Unsubscribe } from './unsubscribe.ts'

/** Which door a conversation came through. Set at creation; the user can correct it. */
export type Source = 'email' | 'form' | 'support' | 'other'

/** A support ticket's state. */
export type TicketStatus = 'open' | 'waiting' | 'closed'

/** Whose words the preview shows. */
export type PreviewAuthor = 'contact' | 'you' | 'assistant'

/** One row of the list: everything that it draws, from one denormalised row of the store. */
export type ConversationRow = {
  readonly id: string
  readonly accountId: string
  readonly contact: ContactSummary
  readonly subject: string
  readonly preview: string
  readonly previewAuthor: PreviewAuthor
  readonly source: Source
  readonly ticket: { readonly number: number; readonly status: TicketStatus } | null
  /** Newest email, epoch ms UTC. */
  readonly lastAt: number
  readonly emailCount: number
  readonly unreadCount: number
  readonly hasAttachment: boolean
  readonly archived: boolean
  readonly bounced: boolean
  /** A draft in its mailbox, or one that is being written here. */
  readonly hasDraft: boolean
  /** What waits to be sent from it; null where nothing does. */
  readonly outgoing: Outgoing | null
  /** Until when it is out of the active list; null when it is not snoozed. Epoch ms UTC. */
  readonly snoozedUntil: number | null
  /** New mail does not bring it back from the archive. */
  readonly muted: boolean
  /** Keywords of its tags, sorted. */
  readonly tags: readonly string[]
  /** Moved on this computer only: its server refused. */
  readonly hereOnly: boolean
  /** In the answer to a search with words: where it was found. */
  readonly match?: SearchMatch | undefined
}

/** The person of a conversation as rows and headers show them. */
export type ContactSummary = {
  readonly id: string
  readonly name: string
  readonly address: string | null
}

/** Which list is shown; `all` is what the overview's totals count. What is snoozed counts as active, and has a list of its own. */
export type ConversationView = 'active' | 'archived' | 'snoozed' | 'all'

/** What narrows the list. All given conditions must hold. */
export type ConversationFilter = {
  readonly view: ConversationView
  readonly source?: Source | undefined
  readonly read?: 'read' | 'unread' | undefined
  /** As typed: words and operators (shared/search-query). What it narrows comes on top of the other conditions. */
  readonly search?: string | undefined
  /** Look for the words in contact, subject and preview only. */
  readonly searchIn?: 'rows' | undefined
  readonly accountId?: string | undefined
  /** Only conversations with an open wait. */
  readonly waiting?: boolean | undefined
  readonly hasAttachment?: boolean | undefined
  /** Id of a mailbox (`mailboxes/list`) that holds an email of it. */
  readonly mailbox?: string | undefined
  /** Keyword of a tag. */
  readonly tag?: string | undefined
}

/** A page of the list. `next` is opaque: hand it back to get the following rows (keyset, newest first). */
export type ConversationPage = {
  readonly rows: readonly ConversationRow[]
  readonly next: string | null
}

/** The numbers that badge, tray, list header and overview share: one query. */
export type ConversationCounts = {
  readonly total: number
  readonly active: number
  readonly archived: number
  /** Of the active ones. */
  readonly snoozed: number
  /** Active conversations with unread inbound mail. */
  readonly unread: number
}

/** Where an email's body is. */
export type BodyState =
  | 'present' // text and HTML are on this computer
  | 'partial' // the beginning is, the rest is on the server
  | 'absent' // headers only
  | 'unreadable' // no parser could read it: shown as source

/** One email of a thread, with what is needed to draw it; bodies come with it when they are on disk. */
export type Email = {
  readonly id: string
  readonly messageId: string | null
  readonly mailboxes: readonly { readonly name: string; readonly role: MailboxRole }[]
  /** IMAP keywords in JMAP spelling: `$seen`, `$answered`, `$flagged`, `$draft`, `$forwarded` … (RFC 8621 §4.1.1). */
  readonly keywords: readonly string[]
  readonly from: readonly EmailAddress[]
  readonly replyTo: readonly EmailAddress[]
  readonly to: readonly EmailAddress[]
  readonly cc: readonly EmailAddress[]
  /** The Date header, else the server's INTERNALDATE; epoch ms UTC. */
  readonly sentAt: number
  readonly subject: string
  readonly preview: string
  readonly unread: boolean
  readonly outbound: boolean
  readonly automated: boolean
  /** Duplicate or broken headers: shown as a warning. */
  readonly malformed: boolean
  readonly bodyState: BodyState
  /** Plain text as sent, or made from the HTML; null while absent. */
  readonly text: string | null
  /** Whether there is an HTML body to show in the mail frame. */
  readonly hasHtml: boolean
  /** Characters of HTML on this computer: a large design takes its time. */
  readonly htmlLength: number
  readonly attachments: readonly Attachment[]
  /** Who really sent it, as far as that can be known. */
  readonly trust: SenderTrust
  /** Set when this email reports a failed delivery (RFC 3464, or one of the older forms). */
  readonly bounce: BounceReport | null
  /** What bounces said about this email: whom it didn't reach, and why. */
  readonly failures: readonly DeliveryFailure[]
  /** How to leave the list that sent it; null where it is no list's mail. */
  readonly unsubscribe: Unsubscribe | null
  /** How far it is on its way out; null for mail that was not sent from here. */
  readonly submission: EmailSubmission | null
}

/** A conversation, opened. Emails are in order of time, oldest first. */
export type Conversation = {
  readonly row: ConversationRow
  readonly emails: readonly Email[]
}
