import type { EmailAddress } from './address.ts'
import type { ErrorReport } from './errors.ts'

/** What a draft is going to be. */
export type DraftKind = 'new' | 'reply' | 'reply-all' | 'forward'

/** What a person has written, all of it: one revision. */
export type DraftContent = {
  /** Who it is sent as: an identity of an account with an SMTP server; null until there is one to choose. */
  readonly identityId: string | null
  readonly to: readonly EmailAddress[]
  readonly cc: readonly EmailAddress[]
  readonly bcc: readonly EmailAddress[]
  readonly subject: string
  /** As the editor writes it: its own few elements and no others; empty in plain text. */
  readonly html: string
  /** The words: in plain text all there is, else what the HTML says. */
  readonly text: string
  /** Sent as plain text only. */
  readonly plain: boolean
}

/** A file of a draft. Its bytes lie in the blob store from the moment it is `ready`; its source may vanish. */
export type DraftAttachment = {
  readonly id: string
  readonly name: string
  readonly type: string
  readonly sizeBytes: number
  /** Set where the text draws it: `cid:` of the HTML names it, without angle brackets. */
  readonly contentId: string | null
}

/** Where the copy in the account's Drafts mailbox is. */
export type DraftMirror = 'none' | 'waiting' | 'saved' | 'failed'

/** A mail being written. Every save is a revision; nothing is overwritten (semantics.md, Sending 1). */
export type Draft = {
  readonly id: string
  readonly kind: DraftKind
  /** The conversation that it belongs to; null for one of its own. */
  readonly conversationId: string | null
  /** The email that it answers or forwards; null where it is gone or there is none. */
  readonly emailId: string | null
  /** Number of the newest revision, from 1. */
  readonly revision: number
  readonly content: DraftContent
  readonly attachments: readonly DraftAttachment[]
  /** Epoch ms UTC. */
  readonly createdAt: number
  readonly updatedAt: number
  readonly mirror: DraftMirror
  /** Why the server did not take its copy, where `mirror` is `failed`; the draft itself is safe here. */
  readonly mirrorProblem: ErrorReport | null
}

/** One saved state of a draft, for its history. */
export type DraftRevision = {
  readonly revision: number
  /** Epoch ms UTC. */
  readonly savedAt: number
  /** The first words. */
  readonly preview: string
  readonly characters: number
}

/** A draft in a list. */
export type DraftSummary = {
  readonly id: string
  readonly kind: DraftKind
  readonly conversationId: string | null
  readonly to: readonly EmailAddress[]
  readonly subject: string
  readonly preview: string
  readonly attachments: number
  readonly updatedAt: number
}

/** What a new draft starts with, from a `mailto:` or a contact; only these fields can be prefilled. */
export type DraftPrefill = {
  readonly to?: readonly EmailAddress[] | undefined
  readonly cc?: readonly EmailAddress[] | undefined
  readonly bcc?: readonly EmailAddress[] | undefined
  readonly subject?: string | undefined
  /** Text, never markup. */
  readonly text?: string | undefined
}

/** What speaks against sending as it stands; the person decides. */
export type DraftWarning =
  | { readonly kind: 'no-recipient' }
  | { readonly kind: 'bad-address'; readonly address: string }
  | { readonly kind: 'no-subject' }
  | { readonly kind: 'empty' }
  | { readonly kind: 'attachment-missing'; readonly word: string }
  | { readonly kind: 'no-reply-address'; readonly address: string }
  | { readonly kind: 'unusual-recipient'; readonly address: string }
  | { readonly kind: 'too-large'; readonly sizeBytes: number; readonly limitBytes: number }
