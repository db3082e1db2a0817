/** Account, Identity, Mailbox: what the user connected (semantics.md, RFC 8620/8621 words). */

/** How a connection is protected. `none` is accepted for loopback hosts only. */
export type Security = 'tls' | 'starttls' | 'none'

/** Where a server is and how to sign in there. The secret is never part of it. */
export type ServerSettings = {
  readonly host: string
  readonly port: number
  readonly security: Security
  readonly user: string
}

/** Mailbox roles of RFC 6154 / RFC 8621. */
export type MailboxRole = 'inbox' | 'archive' | 'sent' | 'drafts' | 'trash' | 'junk' | 'all' | 'none'

/** How much mail is kept readable offline; headers are always kept. */
export type BodyWindow = 'month' | 'year' | 'all'

/** `demo` is the built-in sample mailbox: a real IMAP server on loopback, started by the app. */
export type AccountKind = 'imap' | 'demo'

/** A name and address that mail can be sent as. */
export type Identity = {
  readonly id: string
  readonly name: string
  readonly address: string
}

/** What an account is doing right now, as one state. */
export type AccountPhase =
  | 'idle' // synced, watching
  | 'connecting'
  | 'syncing'
  | 'waiting' // lost the server, will try again at `retryAt`
  | 'paused' // by the user
  | 'needs-password' // rejected twice, or no secret on this computer
  | 'failed' // needs the user for another reason: see `problem`

/** Progress and state of one account's synchronisation; counts are emails, times epoch ms UTC. */
export type AccountStatus = {
  readonly accountId: string
  readonly phase: AccountPhase
  readonly done: number
  readonly total: number
  readonly lastSyncedAt: number | null
  readonly offlineSince: number | null
  readonly retryAt: number | null
  readonly problem: import('./errors.ts').ErrorReport | null
}

/** A connected mailbox as the screen shows it. */
export type Account = {
  readonly id: string
  readonly kind: AccountKind
  readonly name: string
  readonly address: string
  readonly imap: ServerSettings
  readonly smtp: ServerSettings | null
  readonly identities: readonly Identity[]
  readonly bodyWindow: BodyWindow
  readonly paused: boolean
  /** Whether a secret for this account is known on this computer. */
  readonly hasSecret: boolean
  readonly emailCount: number
  readonly createdAt: number
}

/** What a person enters to connect a mailbox. Passwords go straight to the engine and never come back. */
export type AccountDraft = {
  readonly name: string
  readonly address: string
  readonly imap: ServerSettings
  readonly smtp: ServerSettings | null
  readonly bodyWindow: BodyWindow
}

/** Where proposed settings came from, shown before any password is sent. */
export type DiscoverySource = 'known-provider' | 'autoconfig' | 'srv' | 'guess'

/** Proposed settings for an address. */
export type Discovery = {
  readonly source: DiscoverySource
  readonly provider: string | null
  readonly imap: ServerSettings
  readonly smtp: ServerSettings
  /** Help for providers that want an app password; a key of the message catalogue's provider notes. */
  readonly note: 'app-password' | 'bridge' | 'oauth-only' | null
  /** A host belongs to another owner than the address: to be pointed out before a password goes there. */
  readonly otherDomain: boolean
}

/** One step of a connection test, in order; `detail` is safe to copy (secrets removed). */
export type ConnectionTestStep = {
  readonly server: 'imap' | 'smtp'
  readonly step: 'resolve' | 'connect' | 'tls' | 'greeting' | 'sign-in' | 'list' | 'done'
  readonly ok: boolean
  readonly detail: string
  readonly atMs: number
}

/** The outcome of a connection test. */
export type ConnectionTestResult = {
  readonly imap: import('./errors.ts').ErrorReport | null
  readonly smtp: import('./errors.ts').ErrorReport | null
}

/** Where secrets live on this computer. */
export type SecretBackend =
  | { readonly kind: 'keychain'; readonly name: string }
  | { readonly kind: 'vault'; readonly locked: boolean }
  | { readonly kind: 'session'; readonly reason: 'missing' | 'locked' | 'timeout' }
