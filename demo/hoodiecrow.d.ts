/** The parts of hoodiecrow-imap that the demo mailbox touches; the package ships no types. */
declare module 'hoodiecrow-imap' {
  import type { Server, Socket } from 'node:net'

  export type Token = {
    type: string
    value: string
    section?: (Token | Token[])[]
    partial?: readonly number[]
  }
  export type Parsed = {
    tag: string
    command: string
    attributes?: (Token | Token[] | null)[]
    changedsince?: number
  }
  export type Response = {
    tag: string
    command?: string
    attributes?: unknown[]
    skipResponse?: boolean
    notification?: boolean
  }
  export type StoredMessage = {
    raw: string
    flags: string[]
    internaldate: string | Date
    uid: number
    MODSEQ: number
  }
  export type StoredMailbox = {
    path: string
    flags: string[]
    messages: StoredMessage[]
    uidvalidity: number
    uidnext: number
    HIGHESTMODSEQ: number
    subscribed: boolean
    'special-use'?: string | string[]
  }
  export type Connection = {
    readonly socket: Socket | null
    readonly server: ImapServer
    state: string
    selectedMailbox?: StoredMailbox | false
    directNotifications: boolean
    inputHandler: ((line: string) => void) | false
    enabled: string[]
    send(response: Response, description: string, parsed?: Parsed, data?: string, extra?: unknown): void
  }
  export type CommandHandler = (
    connection: Connection,
    parsed: Parsed,
    data: string,
    done: () => void,
  ) => void
  export type FetchHandler = (connection: Connection, message: StoredMessage, query: Token) => unknown
  export type Plugin = (server: ImapServer) => void
  export type ImapServer = {
    readonly server: Server
    readonly folderCache: Record<string, StoredMailbox>
    readonly fetchHandlers: Record<string, FetchHandler>
    readonly fetchFilters: ((
      connection: Connection,
      message: StoredMessage,
      parsed: Parsed,
      seq: number,
    ) => boolean)[]
    readonly outputHandlers: ((
      connection: Connection,
      response: Response,
      description: string,
      parsed?: Parsed,
      data?: string,
      extra?: unknown,
    ) => void)[]
    readonly connectionHandlers: ((connection: Connection) => void)[]
    readonly capabilities: Record<string, unknown>
    formatInternalDate: (date: Date) => string
    getMessageRange: (
      mailbox: StoredMailbox | StoredMessage[] | string,
      range: string,
      isUid: boolean,
    ) => [number, StoredMessage][]
    setCommandHandler(command: string, handler: CommandHandler): void
    getCommandHandler(command: string): CommandHandler
    getMailbox(path: string): StoredMailbox | undefined
    createMailbox: (path: string, mailbox?: Partial<StoredMailbox>) => void
    appendMessage(
      mailbox: StoredMailbox | string,
      flags: string[],
      internaldate: string | Date,
      raw: string,
      ignoreConnection?: Connection,
    ): { readonly mailbox: StoredMailbox; readonly message: StoredMessage }
    notify(command: Response, mailbox: StoredMailbox, ignoreConnection?: Connection | false): void
    setMaxListeners(count: number): void
    on(event: string, listener: (...values: never[]) => void): void
    listen(port: number, host: string, callback: () => void): void
    close(callback: () => void): void
  }
  export type Options = {
    readonly plugins: readonly (string | Plugin)[]
    readonly users: Record<string, { readonly password: string }>
    readonly storage: Record<string, unknown>
    readonly credentials: Record<string, never>
    readonly id?: Record<string, string>
  }
  const hoodiecrow: (options: Options) => ImapServer
  // biome-ignore lint/style/noDefaultExport: the package is one CommonJS function
  export default hoodiecrow
}

declare module 'hoodiecrow-imap/lib/plugins/*' {
  import type { Plugin } from 'hoodiecrow-imap'

  const plugin: Plugin
  // biome-ignore lint/style/noDefaultExport: the package is one CommonJS function
  export default plugin
}

declare module 'hoodiecrow-imap/lib/commands/handlers/fetch.js' {
  import type { FetchHandler } from 'hoodiecrow-imap'

  const handlers: { readonly ENVELOPE: FetchHandler }
  // biome-ignore lint/style/noDefaultExport: the package is CommonJS
  export default handlers
}

declare module 'hoodiecrow-imap/lib/commands/*' {
  import type { CommandHandler } from 'hoodiecrow-imap'

  const handler: CommandHandler
  // biome-ignore lint/style/noDefaultExport: the package is one CommonJS function
  export default handler
}
