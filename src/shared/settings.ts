import type { SavedView, TagDefinition } from './actions.ts'

/** Choices of the person who uses this computer, kept in the store's settings table. */
export type Settings = {
  readonly theme: 'system' | 'light' | 'dark'
  readonly density: 'comfortable' | 'compact'
  readonly listWidthPx: number
  /** Senders whose remote images load without asking (lower-case addresses). */
  readonly trustedImageSenders: readonly string[]
  /** Hosts, as links show them, that open without a question where nothing warns. */
  readonly trustedLinkHosts: readonly string[]
  readonly tags: readonly TagDefinition[]
  readonly savedViews: readonly SavedView[]
  /** What is opened after a conversation went out of the list. */
  readonly afterArchive: 'next' | 'previous' | 'list'
  /** How long a mail can be taken back after Send, in seconds: 0–60. */
  readonly undoSendSeconds: number
  /** What stands below a new mail, by id of the identity that sends it: the editor's HTML. */
  readonly signatures: Readonly<Record<string, string>>
  readonly templates: readonly MailTemplate[]
  /** New mail is plain text. */
  readonly plainText: boolean
}

/** Text to begin a mail with: the editor's HTML, with variables (`{{contact.firstName}}`). */
export type MailTemplate = { readonly id: string; readonly name: string; readonly html: string }

/** What holds until the user chooses otherwise. */
export const defaultSettings: Settings = {
  theme: 'system',
  density: 'comfortable',
  listWidthPx: 352,
  trustedImageSenders: [],
  trustedLinkHosts: [],
  // The keywords that other mail programs use for theirs.
  tags: [
    { keyword: '$label1', name: 'Important', color: 'red' },
    { keyword: '$label2', name: 'Work', color: 'orange' },
    { keyword: '$label3', name: 'Personal', color: 'green' },
    { keyword: '$label4', name: 'To do', color: 'blue' },
    { keyword: '$label5', name: 'Later', color: 'violet' },
  ],
  savedViews: [],
  afterArchive: 'next',
  undoSendSeconds: 10,
  signatures: {},
  templates: [],
  plainText: false,
}
