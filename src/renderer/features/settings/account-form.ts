import type { AccountDraft, BodyWindow, Discovery, Security, ServerSettings } from '#shared/account.ts'

/** A server as it is typed: the port is text until it is right. */
export type ServerInput = {
  readonly host: string
  readonly port: string
  readonly security: Security
  readonly user: string
}

/** Everything that the form of an account holds. */
export type AccountInput = {
  readonly name: string
  readonly address: string
  readonly password: string
  readonly imap: ServerInput
  readonly smtp: ServerInput
  readonly separateSmtp: boolean
  readonly smtpPassword: string
  readonly readOnly: boolean
  readonly bodyWindow: BodyWindow
}

/** What is wrong with the input, as ids of the catalogue. */
export type InputProblem = 'form.invalidAddress' | 'form.invalidServer' | 'form.noneLoopback'

const usualPorts: Readonly<Record<'imap' | 'smtp', Readonly<Record<Security, string>>>> = {
  imap: { tls: '993', starttls: '143', none: '143' },
  smtp: { tls: '465', starttls: '587', none: '25' },
}

/** An empty form. */
export const emptyInput: AccountInput = {
  name: '',
  address: '',
  password: '',
  imap: { host: '', port: '993', security: 'tls', user: '' },
  smtp: { host: '', port: '465', security: 'tls', user: '' },
  separateSmtp: false,
  smtpPassword: '',
  readOnly: false,
  bodyWindow: 'year',
}

/** The form of a known account; passwords never come back, so they start empty. */
export function inputOf(draft: AccountDraft): AccountInput {
  const smtp = draft.smtp === null ? { ...emptyInput.smtp, user: draft.imap.user } : serverInput(draft.smtp)
  return {
    ...emptyInput,
    name: draft.name,
    address: draft.address,
    imap: serverInput(draft.imap),
    smtp,
    separateSmtp: draft.smtp !== null && draft.smtp.user !== draft.imap.user,
    readOnly: draft.smtp === null,
    bodyWindow: draft.bodyWindow,
  }
}

/** The input with the servers that were found for its address. */
export function withDiscovery(input: AccountInput, found: Discovery): AccountInput {
  return { ...input, imap: serverInput(found.imap), smtp: serverInput(found.smtp), readOnly: false }
}

/** The server with another security; the port follows where it was the usual one. */
export function withSecurity(server: ServerInput, security: Security, kind: 'imap' | 'smtp'): ServerInput {
  const usual = usualPorts[kind]
  const follows = server.port === '' || server.port === usual[server.security]
  return { ...server, security, port: follows ? usual[security] : server.port }
}

/** Whether an address is whole enough to look for its servers. */
export function isAddress(text: string): boolean {
  return /^[^\s@<>]+@[^\s@<>]+\.[^\s@<>.]+$/u.test(text.trim()) || /^[^\s@<>]+@localhost$/u.test(text.trim())
}

/** What keeps the form from being sent; null where nothing does. */
export function problemOf(input: AccountInput): InputProblem | null {
  if (!isAddress(input.address)) return 'form.invalidAddress'
  const servers = input.readOnly ? [input.imap] : [input.imap, withSharedUser(input)]
  if (servers.some(server => !isComplete(server))) return 'form.invalidServer'
  if (servers.some(server => server.security === 'none' && !isLoopback(server.host)))
    return 'form.noneLoopback'
  return null
}

/** What goes to the engine. Call it only where {@link problemOf} found nothing. */
export function toDraft(input: AccountInput): AccountDraft {
  return {
    name: input.name.trim(),
    address: input.address.trim(),
    imap: toServer(input.imap),
    smtp: input.readOnly ? null : toServer(withSharedUser(input)),
    bodyWindow: input.bodyWindow,
  }
}

/** The passwords that go with a draft; the SMTP one only where it has its own. */
export function secretsOf(input: AccountInput): {
  readonly password: string
  readonly smtpPassword?: string
} {
  const own = input.separateSmtp && !input.readOnly && input.smtpPassword !== ''
  return own ? { password: input.password, smtpPassword: input.smtpPassword } : { password: input.password }
}

function withSharedUser(input: AccountInput): ServerInput {
  return input.separateSmtp ? input.smtp : { ...input.smtp, user: input.imap.user }
}

function serverInput(server: ServerSettings): ServerInput {
  return { host: server.host, port: String(server.port), security: server.security, user: server.user }
}

function toServer(server: ServerInput): ServerSettings {
  return {
    host: server.host.trim(),
    port: Number(server.port),
    security: server.security,
    user: server.user.trim(),
  }
}

function isComplete(server: ServerInput): boolean {
  const port = Number(server.port)
  return (
    server.host.trim() !== '' &&
    server.user.trim() !== '' &&
    /^\d{1,5}$/.test(server.port) &&
    port > 0 &&
    port < 65_536
  )
}

function isLoopback(host: string): boolean {
  return /^(?:localhost|127(?:\.\d{1,3}){3}|\[?::1\]?)$/i.test(host.trim())
}
