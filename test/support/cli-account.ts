import { type CliOptions, runCli } from './cli.ts'

/** What `sync --once --json` answers with at the end. */
export type SyncSummary = {
  readonly emails: number
  readonly conversations: number
  readonly added: number
  readonly updated: number
  readonly removed: number
  readonly seconds: number
}

/** One conversation of `list`. */
export type ListedConversation = {
  readonly id: string
  readonly contact: { readonly name: string; readonly address: string | null }
  readonly subject: string
  readonly preview: string
  readonly unread: boolean
  readonly archived: boolean
  readonly source: string
  readonly lastAt: number
  readonly count: number
}

/** One email of `show`. */
export type ShownEmail = {
  readonly id: string
  readonly messageId: string | null
  readonly mailboxes: readonly string[]
  readonly keywords: readonly string[]
  readonly subject: string
  readonly text: string | null
  readonly html: string | null
  readonly attachments: readonly {
    readonly name: string
    readonly type: string
    readonly sizeBytes: number
  }[]
  readonly unread: boolean
  readonly outbound: boolean
}

export type ShownConversation = {
  readonly id: string
  readonly subject: string
  readonly emails: readonly ShownEmail[]
}

export type AccountServer = {
  readonly port: number
  readonly user: { readonly name: string; readonly password: string }
  readonly security?: 'tls' | 'starttls' | 'none'
  readonly smtpPort?: number
  readonly host?: string
}

/** Adds an account and answers its id. */
export async function addAccount(server: AccountServer, options: CliOptions): Promise<string> {
  const host = server.host ?? '127.0.0.1'
  const security = server.security ?? 'none'
  const { values } = await runCli(
    [
      ...['account', 'add', '--email', server.user.name, '--name', 'Test'],
      ...['--imap', `${host}:${server.port}`, '--imap-security', security],
      ...['--smtp', `${host}:${server.smtpPort ?? 25}`, '--smtp-security', security],
      ...['--user', server.user.name, '--password-env', 'PARLEY_PASSWORD'],
    ],
    { ...options, env: { PARLEY_PASSWORD: server.user.password, ...options.env } },
  )
  const added = values.at(-1) as { readonly id: string } | undefined
  if (!added) throw new Error('account add said nothing')
  return added.id
}

/** Syncs once, and answers the engine's own count. */
export async function syncOnce(
  options: CliOptions,
  bodies: 'none' | 'window' | 'all' = 'all',
): Promise<SyncSummary & { readonly peakBytes: number; readonly processSeconds: number }> {
  const { values, peakBytes, seconds } = await runCli(['sync', '--once', '--bodies', bodies], options)
  const summary = values.at(-1) as SyncSummary | undefined
  if (!summary) throw new Error('sync said nothing')
  return { ...summary, peakBytes, processSeconds: seconds }
}

/** The list, as the screen would show it. */
export async function listConversations(
  options: CliOptions,
  ...filter: readonly string[]
): Promise<readonly ListedConversation[]> {
  const { values } = await runCli(['list', ...filter], options)
  return values as readonly ListedConversation[]
}

/** One conversation with its emails. */
export async function showConversation(options: CliOptions, id: string): Promise<ShownConversation> {
  const { values } = await runCli(['show', id], options)
  const shown = values.at(-1) as ShownConversation | undefined
  if (!shown) throw new Error('show said nothing')
  return shown
}
