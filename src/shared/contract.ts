/**
 * What crosses between the engine and its two other processes, declared once.
 *
 * The engine validates each request with zod (engine/handlers); both sides take their types from here. `Requests` is
 * open to the screen and the shell; `ShellRequests` to the main process and the command line only, because they carry
 * paths, raw HTML or server details.
 */
import type {
  Account,
  AccountDraft,
  AccountStatus,
  BodyWindow,
  ConnectionTestResult,
  ConnectionTestStep,
  Discovery,
  SecretBackend,
  ServerSettings,
} from './account.ts'
import type {
  ActionProgress,
  ActionRecord,
  ActionResult,
  ActionTarget,
  ConversationAction,
  CountedTarget,
  DeletePreview,
  MailboxSummary,
  RefusedChoice,
} from './actions.ts'
import type { EmailAddress } from './address.ts'
import type { AttachmentContents, AttachmentTarget } from './attachment.ts'
import type { AttachmentFacts } from './attachment-facts.ts'
import type {
  Conversation,
  ConversationCounts,
  ConversationFilter,
  ConversationPage,
  Email,
} from './conversation.ts'
import type {
  Draft,
  DraftAttachment,
  DraftContent,
  DraftKind,
  DraftPrefill,
  DraftRevision,
  DraftSummary,
  DraftWarning,
} from './draft.ts'
import type { Overview } from './overview.ts'
import type {
  ConversationCount,
  ExcerptParams,
  SearchCoverage,
  SearchMatch,
  ServerSearchChunk,
  ServerSearchParams,
  ServerSearchResult,
} from './search.ts'
import type { Settings } from './settings.ts'
import type { Submission, SubmissionChoice } from './submission.ts'

/** One method: what is asked, what is answered, and what streams in between. */
export type Call<Params, Result, Chunk = never> = {
  readonly params: Params
  readonly result: Result
  readonly chunk: Chunk
}

/** Versions and whereabouts, for About, `doctor` and bug reports. */
export type AppInfo = {
  readonly version: string
  readonly dataDir: string
  readonly sqlite: string
  readonly secrets: SecretBackend
  readonly storeState: StoreState
}

/** Whether the store can be written, and what happened to it at start. */
export type StoreState =
  | { readonly kind: 'ready' }
  | { readonly kind: 'read-only'; readonly reason: 'disk-full' }
  | { readonly kind: 'rebuilt'; readonly keptAside: string }

/** Methods open to the screen. */
export type Requests = {
  'app/info': Call<Record<string, never>, AppInfo>
  /** Somebody is at work in the window: heavy work makes way for a moment (P9). */
  'app/attend': Call<Record<string, never>, Record<string, never>>
  'settings/get': Call<Record<string, never>, Settings>
  'settings/set': Call<Partial<Settings>, Settings>
  'accounts/list': Call<Record<string, never>, readonly Account[]>
  'accounts/discover': Call<{ readonly address: string }, readonly Discovery[]>
  'accounts/test': Call<
    {
      readonly imap: ServerSettings
      readonly smtp: ServerSettings | null
      readonly password: string
      readonly smtpPassword?: string | undefined
      /** Test a known account with its stored secret where `password` is empty. */
      readonly accountId?: string | undefined
    },
    ConnectionTestResult,
    ConnectionTestStep
  >
  'accounts/add': Call<
    { readonly draft: AccountDraft; readonly password: string; readonly smtpPassword?: string | undefined },
    { readonly id: string }
  >
  'accounts/update': Call<
    {
      readonly id: string
      readonly draft: AccountDraft
      readonly password?: string | undefined
      readonly smtpPassword?: string | undefined
    },
    Record<string, never>
  >
  'accounts/remove': Call<{ readonly id: string }, Record<string, never>>
  'accounts/pause': Call<{ readonly id: string; readonly paused: boolean }, Record<string, never>>
  'accounts/body-window': Call<
    { readonly id: string; readonly bodyWindow: BodyWindow },
    Record<string, never>
  >
  'accounts/password': Call<{ readonly id: string; readonly password: string }, Record<string, never>>
  'secrets/create-vault': Call<{ readonly passphrase: string }, SecretBackend>
  'secrets/unlock-vault': Call<{ readonly passphrase: string }, SecretBackend>
  'secrets/retry': Call<Record<string, never>, SecretBackend>
  'sync/start': Call<{ readonly accountId?: string | undefined }, Record<string, never>>
  'sync/status': Call<Record<string, never>, readonly AccountStatus[]>
  'conversations/list': Call<
    { readonly filter: ConversationFilter; readonly after?: string | undefined; readonly limit: number },
    ConversationPage
  >
  /** How many a filter finds, for saved views. */
  'conversations/count': Call<{ readonly filter: ConversationFilter }, ConversationCount>
  'search/coverage': Call<Record<string, never>, SearchCoverage>
  /** Where an email holds the words: for rows that came without (`SearchMatch.later`). */
  'search/excerpt': Call<ExcerptParams, SearchMatch>
  /** What servers find beyond this computer; the next keystroke cancels it. */
  'search/server': Call<ServerSearchParams, ServerSearchResult, ServerSearchChunk>
  'conversations/counts': Call<Record<string, never>, ConversationCounts>
  'conversations/get': Call<{ readonly id: string }, Conversation>
  'conversations/mark': Call<
    { readonly ids: readonly string[]; readonly read: boolean },
    { readonly changed: number }
  >
  /**
   * Does something to conversations: here at once, on the servers through the queue. One entry of the journal, however
   * many they are; cancelling keeps what is done, and its entry. `upTo` (of the question before deleting) leaves out
   * conversations that got mail since. Requests with one `actionId`, of the caller's making, are one action in parts.
   */
  'conversations/act': Call<
    {
      readonly target: ActionTarget | CountedTarget
      readonly action: ConversationAction
      readonly upTo?: number
      readonly actionId?: string
    },
    ActionResult,
    ActionProgress
  >
  /** What the question before deleting names. */
  'conversations/delete-preview': Call<{ readonly target: ActionTarget }, DeletePreview>
  /** The journal of the last 30 days, newest first; `next` is opaque. */
  'actions/list': Call<
    { readonly after?: string | undefined; readonly limit: number },
    { readonly actions: readonly ActionRecord[]; readonly next: string | null }
  >
  /** Takes an action back where things still are as it left them; 0 where there is nothing to take back any more. */
  'actions/undo': Call<{ readonly id: string }, { readonly undone: number }, ActionProgress>
  /** Actions that a server refused and nobody has decided about, newest first. */
  'actions/refused': Call<Record<string, never>, readonly ActionRecord[]>
  'actions/settle': Call<{ readonly id: string; readonly choice: RefusedChoice }, Record<string, never>>
  'mailboxes/list': Call<Record<string, never>, readonly MailboxSummary[]>
  /** Consent to a mailbox named Archive; the next move to it makes it. */
  'accounts/create-archive': Call<{ readonly accountId: string }, Record<string, never>>
  'emails/body': Call<{ readonly emailId: string }, Email>
  /** The words of an email that has only HTML, as lines of plain text; empty where there are none. `top`: its first screens will do. */
  'emails/text': Call<{ readonly emailId: string; readonly part: 'top' | 'whole' }, { readonly text: string }>
  'emails/source': Call<
    { readonly emailId: string },
    { readonly source: string; readonly truncated: boolean }
  >
  /** One POST to the list that sent an email, after a click (RFC 8058, R-48). */
  'emails/unsubscribe': Call<{ readonly emailId: string }, Record<string, never>>
  /** What an attachment holds for reading, fetched where it is not here; never its bytes. */
  'attachments/contents': Call<AttachmentTarget, AttachmentContents>
  'overview/get': Call<{ readonly periodDays: number }, Overview>
  /** People whose name, a word of it, or address begins with a text, whom mail was exchanged with last first. */
  'contacts/find': Call<{ readonly text: string }, readonly EmailAddress[]>
  /**
   * A mail to write: the conversation's open draft where there is one, else a new one that begins as its kind says.
   * `emailId`: what is answered or forwarded, by default the conversation's newest.
   */
  'drafts/open': Call<
    {
      readonly kind: DraftKind
      readonly conversationId?: string | undefined
      readonly emailId?: string | undefined
      readonly prefill?: DraftPrefill | undefined
    },
    Draft
  >
  'drafts/get': Call<{ readonly id: string }, Draft>
  /** Safe on disk when it answers. Content that did not change makes no revision. */
  'drafts/save': Call<
    { readonly id: string; readonly content: DraftContent },
    { readonly revision: number; readonly updatedAt: number }
  >
  'drafts/list': Call<Record<string, never>, readonly DraftSummary[]>
  /** Its history, newest first. */
  'drafts/revisions': Call<{ readonly id: string }, readonly DraftRevision[]>
  'drafts/revision': Call<{ readonly id: string; readonly revision: number }, DraftContent>
  /** Makes a reply one to all, or the other way round: recipients anew, the text as it is. */
  'drafts/retarget': Call<{ readonly id: string; readonly kind: DraftKind }, Draft>
  /** Puts exactly this draft away; it can be brought back for 30 days. */
  'drafts/discard': Call<{ readonly id: string }, Record<string, never>>
  'drafts/restore': Call<{ readonly id: string }, Draft>
  /** What speaks against sending it as it stands. */
  'drafts/check': Call<{ readonly id: string }, readonly DraftWarning[]>
  /** A file from the clipboard or a drop, at most 30 MB; `inline`: the text draws it. */
  'drafts/attach-bytes': Call<
    {
      readonly id: string
      readonly name: string
      readonly type: string
      readonly bytes: Uint8Array
      readonly inline: boolean
    },
    DraftAttachment
  >
  /** A file of a received mail, for forwarding; fetched where it is not here. */
  'drafts/attach-email-file': Call<
    { readonly id: string; readonly attachmentId: string },
    DraftAttachment,
    { readonly doneBytes: number; readonly totalBytes: number | null }
  >
  /** Takes a file off. A picture of the text stays for as long as some revision draws it, and is sent only if the last does. */
  'drafts/detach': Call<{ readonly id: string; readonly attachmentId: string }, Record<string, never>>
  /** Freezes a draft as it was saved last, and sends it at `sendAt`, or when the time to undo is over. */
  'outbox/send': Call<
    { readonly draftId: string; readonly revision: number; readonly sendAt?: number | undefined },
    Submission
  >
  /** What is on its way or needs a decision, and what was sent within the last hour. */
  'outbox/list': Call<Record<string, never>, readonly Submission[]>
  'outbox/get': Call<{ readonly id: string }, Submission>
  /** Takes a mail back that has not begun to leave: its draft is open again as it was. */
  'outbox/cancel': Call<{ readonly id: string }, { readonly draftId: string }>
  /** Sends what waits for its time, or for an answer to be read, now. */
  'outbox/send-now': Call<{ readonly id: string }, Submission>
  'outbox/settle': Call<{ readonly id: string; readonly choice: SubmissionChoice }, Submission>
}

/** What the demo mailbox's process tells of itself. */
export type DemoServer = {
  readonly imap: { readonly host: string; readonly port: number }
  readonly smtp: { readonly host: string; readonly port: number }
  readonly user: string
  readonly password: string
  readonly address: string
  readonly name: string
}

/** A store's health, from `doctor`. */
export type DoctorReport = {
  readonly ok: boolean
  readonly integrity: readonly string[]
  readonly foreignKeys: number
  readonly blobsMissing: number
  readonly blobsOrphaned: number
  readonly wrongMembers: number
  readonly jobs: { readonly ready: number; readonly failed: number }
  readonly schemaVersion: number
  readonly sqlite: string
  readonly node: string
  readonly version: string
  readonly secrets: SecretBackend
}

/** Methods for the main process and the command line only. */
export type ShellRequests = {
  /** Raw HTML of an email, not yet washed: only for the washer (architecture.md idea 4). */
  'emails/html': Call<
    { readonly emailId: string },
    {
      readonly html: string
      readonly senderAddress: string | null
      readonly trustedSender: boolean
      /** Written here, as its place on the server says: its links are not judged by their texts. */
      readonly own: boolean
      /** What its parts are called by Content-ID or Content-Location: images may name them (RFC 2392, RFC 2557). */
      readonly locations: readonly string[]
    }
  >
  /** An inline image of the same email by Content-ID; image types only, sniffed. */
  'emails/inline-image': Call<
    { readonly emailId: string; readonly contentId: string },
    { readonly type: string; readonly bytes: Uint8Array }
  >
  /** A remote image, fetched without cookies or referrer and never from a private address. */
  'remote/image': Call<{ readonly url: string }, { readonly type: string; readonly bytes: Uint8Array }>
  /** Brings an attachment's bytes to this computer and tells where and what they are; chunks are bytes done. */
  'attachments/fetch': Call<
    AttachmentTarget,
    AttachmentFacts & { readonly path: string; readonly name: string; readonly sizeBytes: number },
    { readonly doneBytes: number; readonly totalBytes: number | null }
  >
  /** The whole message as the server has it, as a file on this computer; chunks are bytes done. */
  'emails/file': Call<
    { readonly emailId: string },
    { readonly path: string; readonly name: string; readonly sizeBytes: number },
    { readonly doneBytes: number; readonly totalBytes: number | null }
  >
  /** A file of this computer, staged at once: its source may vanish. */
  'drafts/attach-file': Call<
    { readonly id: string; readonly path: string; readonly inline: boolean },
    DraftAttachment,
    { readonly doneBytes: number; readonly totalBytes: number }
  >
  /** Where the bytes of a draft's file are, for showing a picture of the text. */
  'drafts/file': Call<{ readonly attachmentId: string }, { readonly path: string; readonly type: string }>
  'demo/attach': Call<{ readonly server: DemoServer }, { readonly accountId: string }>
  /** Links to this host open without a question from now on; only the question itself may say so. */
  'links/trust': Call<{ readonly host: string }, Settings>
  /** The network came back, or the computer woke: every account tries at once. */
  'sync/wake': Call<Record<string, never>, Record<string, never>>
  doctor: Call<Record<string, never>, DoctorReport>
}

/** All methods by name. */
export type AllRequests = Requests & ShellRequests

/** Name of a method that the screen may ask. */
export type Method = keyof Requests

/** Name of any method. */
export type AnyMethod = keyof AllRequests

/** What a method takes. */
export type Params<M extends AnyMethod> = AllRequests[M]['params']

/** What a method answers. */
export type Result<M extends AnyMethod> = AllRequests[M]['result']

/** What a method streams before it answers. */
export type Chunk<M extends AnyMethod> = AllRequests[M]['chunk']

/**
 * The store changed: views refetch what they show.
 *
 * `conversationIds` is null when too many changed to name. `newMail` names conversations with new unread inbound mail of
 * a human, for notifications; it is empty during a first sync.
 */
export type StateChange = {
  readonly type: 'state-change'
  readonly conversationIds: readonly string[] | null
  readonly accounts: boolean
  /** The journal changed, or how far an action is. */
  readonly actions: boolean
  /** Settings changed that no request named: a tag that went or came back with its conversations. */
  readonly settings: boolean
  /** Drafts or mail on its way out changed. */
  readonly outbox: boolean
  readonly counts: ConversationCounts
  readonly newMail: readonly string[]
}

/** One account's synchronisation moved on. At most ten a second per account. */
export type SyncProgress = { readonly type: 'sync-progress'; readonly status: AccountStatus }

/** The store or the secrets changed state (disk full, keychain gone, vault unlocked). */
export type EngineNotice = {
  readonly type: 'notice'
  readonly secrets: SecretBackend
  readonly storeState: StoreState
}

/** Everything that the engine tells unasked. */
export type EngineEvent = StateChange | SyncProgress | EngineNotice
