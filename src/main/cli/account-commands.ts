import type { Account, Security, ServerSettings } from '#shared/account.ts'
import { AppError } from '#shared/errors.ts'
import { type Arguments, choice, type OptionName, required } from './arguments.ts'
import type { Command } from './command.ts'
import { printable } from './output.ts'

const securities: readonly Security[] = ['tls', 'starttls', 'none']
const ports = {
  imap: { tls: 993, starttls: 143, none: 143 },
  smtp: { tls: 465, starttls: 587, none: 25 },
} as const

const add: Command = {
  name: 'account add',
  usage:
    'account add --email ADDRESS [--name NAME] --imap HOST[:PORT] [--imap-security tls|starttls|none]\n' +
    '              [--smtp HOST[:PORT] [--smtp-security tls|starttls|none] [--smtp-user USER]]\n' +
    '              [--user USER] [--password-env VARIABLE] [--smtp-password-env VARIABLE]',
  summary: 'connects a mailbox without testing it; none is for servers on this computer',
  options: [
    'email',
    'name',
    'imap',
    'imap-security',
    'smtp',
    'smtp-security',
    'user',
    'smtp-user',
    'password-env',
    'smtp-password-env',
  ],
  words: 0,
  run: async ({ engine, args, env, output, signal }) => {
    const address = required(args, 'email')
    const user = args.text('user') ?? address
    const imap = server(args, 'imap', user)
    if (imap === null) throw new AppError('invalid-request', '--imap is missing')
    const smtp = server(args, 'smtp', args.text('smtp-user') ?? user)
    const name = args.text('name') ?? address.slice(0, Math.max(0, address.lastIndexOf('@')))
    const password = fromEnvironment(args, 'password-env', env)
    const smtpPassword = fromEnvironment(args, 'smtp-password-env', env) ?? undefined
    const draft = { name, address, imap, smtp, bodyWindow: 'year' as const }
    const { id } = await engine.storeAccount({ draft, password, smtpPassword }, { signal })
    if (password !== null && engine.secretBackend().kind === 'session') {
      output.note(
        'There is no keychain here, so the password was not kept: set PARLEY_PASSWORD when you sync.',
      )
    }
    output.value({ id }, id)
    return true
  },
}

const list: Command = {
  name: 'account list',
  usage: 'account list',
  summary: 'lists the connected mailboxes',
  options: [],
  words: 0,
  run: async ({ ask, output }) => {
    // Whether a secret is known isn't told: asking the keychain may open a prompt.
    for (const { hasSecret: _, ...account } of await ask('accounts/list', {})) {
      output.value(account, describe(account))
    }
    return true
  },
}

const remove: Command = {
  name: 'account remove',
  usage: 'account remove ID',
  summary: 'removes a mailbox and its mail from this computer; the server keeps everything',
  options: [],
  words: 1,
  run: async ({ ask, words: [id = ''], output }) => {
    await ask('accounts/remove', { id })
    output.value({ id }, `Removed ${id}.`)
    return true
  },
}

/** `account add`, `account list`, `account remove`. */
export const accountCommands: readonly Command[] = [add, list, remove]

function server(args: Arguments, kind: 'imap' | 'smtp', user: string): ServerSettings | null {
  const place = args.text(kind)
  if (place === undefined) return null
  const parts = /^(\[[^\]]+\]|[^:]+)(?::(\d+))?$/.exec(place)
  const host = parts?.[1]
  if (host === undefined) throw new AppError('invalid-request', `--${kind} is HOST:PORT`)
  const given = parts?.[2] === undefined ? undefined : Number(parts[2])
  const security = choice(args, `${kind}-security`, securities) ?? usualSecurity(kind, given)
  return { host, port: given ?? ports[kind][security], security, user }
}

/** Encrypted always; which way, the port tells. */
function usualSecurity(kind: 'imap' | 'smtp', port: number | undefined): Security {
  return port !== undefined && port !== ports[kind].tls && (port === 143 || port === 587 || port === 25)
    ? 'starttls'
    : 'tls'
}

function fromEnvironment(
  args: Arguments,
  option: OptionName,
  env: Readonly<Record<string, string | undefined>>,
): string | null {
  const variable = args.text(option)
  if (variable === undefined) return null
  const value = env[variable]
  if (value === undefined || value === '') throw new AppError('invalid-request', `${variable} is not set`)
  return value
}

function describe({ id, address, imap, emailCount }: Omit<Account, 'hasSecret'>): string {
  return printable(`${id}  ${address}  ${imap.host}:${imap.port}  ${emailCount} emails`)
}
