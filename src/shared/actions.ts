import type { MailboxRole } from './account.ts'
import type { ConversationFilter } from './conversation.ts'
import type { ErrorReport } from './errors.ts'

/** What a person does to conversations; each can be undone (semantics.md, Archive, delete). */
export type ConversationAction =
  | {
      readonly kind:
        | 'archive'
        | 'unarchive'
        | 'delete'
        | 'undelete'
        | 'mark-read'
        | 'mark-unread'
        | 'unsnooze'
        | 'mute'
        | 'unmute'
    }
  /** Out of the active list until this moment (epoch ms UTC), or until somebody writes. */
  | { readonly kind: 'snooze'; readonly until: number }
  /**
   * `keyword` as on the wire: a tag of `Settings.tags`, or one that another program set. With `definition` the tag itself
   * goes (untag) or comes back (tag): its name and colour in the settings.
   */
  | {
      readonly kind: 'tag' | 'untag'
      readonly keyword: string
      readonly definition?: Omit<TagDefinition, 'keyword'>
    }

/** Which conversations are meant: named ones, or all that a filter finds at this moment. */
export type ActionTarget =
  | { readonly ids: readonly string[] }
  | { readonly filter: ConversationFilter; readonly except: readonly string[] }

/** All that a question before deleting has counted (`DeletePreview.counted`), and nothing that a filter finds since. */
export type CountedTarget = { readonly counted: string }

/** Told while many conversations are changed. */
export type ActionProgress = { readonly done: number; readonly total: number }

/** What an action changed here; the servers follow through the queue. */
export type ActionResult = {
  /** Conversations that are different now. */
  readonly changed: number
  /** For `actions/undo`; null where nothing changed. */
  readonly actionId: string | null
  /** Accounts that have no mailbox to archive to: nothing of theirs was changed. Ask, then `accounts/create-archive`. */
  readonly withoutArchive: readonly string[]
}

/** How far an action is: `refused` when a server said no for good, and a choice is needed. */
export type ActionState = 'waiting' | 'done' | 'refused'

/** One entry of the History page. */
export type ActionRecord = {
  readonly id: string
  readonly action: ConversationAction
  /** Epoch ms UTC. */
  readonly at: number
  readonly count: number
  /** Contact and subject of the first conversation, as they were. */
  readonly contactName: string
  readonly subject: string
  /** The first conversation, for the way there; null once it is gone. */
  readonly conversationId: string | null
  readonly state: ActionState
  readonly problem: ErrorReport | null
  readonly undoneAt: number | null
  /** Id of the action that this one took back; null for what a person did first. Undoing it does it again. */
  readonly undoOf: string | null
  /** Whether undoing is still possible: 30 days. */
  readonly undoable: boolean
}

/** What may become of an action that a server refused. */
export type RefusedChoice = 'retry' | 'undo' | 'keep-here'

/** How many conversations a request may name; whoever means more asks in parts, or with a filter. */
export const targetsAtMost = 10_000

/** What the question before deleting names. */
export type DeletePreview = {
  readonly conversations: number
  /** Emails that would go to Trash, drafts included. */
  readonly emails: number
  /** The first few drafts among them. */
  readonly drafts: readonly { readonly subject: string; readonly conversationId: string }[]
  readonly draftCount: number
  /** For `conversations/act`: leaves alone what got mail since this was answered. */
  readonly upTo: number
  /** For a `CountedTarget`; null where the conversations were named. */
  readonly counted: string | null
}

/** A mailbox as filters and tags need to know it. */
export type MailboxSummary = {
  readonly id: string
  readonly accountId: string
  readonly name: string
  readonly role: MailboxRole
  /** Whether tags stay on the server; null until it said so. */
  readonly keepsKeywords: boolean | null
}

/** How many tags can be defined. */
export const tagsAtMost = 60

/** A name and a colour for an IMAP keyword. */
export type TagDefinition = {
  /** As on the wire: `$label1`, `invoice` (RFC 9051 atoms). */
  readonly keyword: string
  readonly name: string
  readonly color: 'red' | 'orange' | 'yellow' | 'green' | 'blue' | 'violet' | 'grey'
}

/** A search and a filter with a name. */
export type SavedView = { readonly id: string; readonly name: string; readonly filter: ConversationFilter }

/** Keywords that programs set for themselves (the IANA registry of IMAP keywords, and what spam filters write). */
const notTags: ReadonlySet<string> = new Set([
  '$mdnsent',
  '$forwarded',
  'forwarded',
  '$submitpending',
  '$submitted',
  '$junk',
  '$notjunk',
  'junk',
  'nonjunk',
  'notjunk',
  '$phishing',
  '$hasattachment',
  '$hasnoattachment',
  '$canunsubscribe',
  '$unsubscribed',
  '$autosent',
  '$imported',
  '$istrusted',
  '$maskedemail',
  '$memo',
  '$hasmemo',
  '$new',
  '$notify',
  '$muted',
  '$followed',
  '$replied',
  '$recent',
  '$mailflagbit0',
  '$mailflagbit1',
  '$mailflagbit2',
])

/** The name under which a tag is kept here: keywords differ by no case (RFC 9051 §2.3.2). Null for what is no tag. */
export function tagOf(keyword: string): string | null {
  const lower = keyword.toLowerCase()
  return lower === '' || lower.startsWith('\\') || notTags.has(lower) ? null : lower
}
