import { type ParseArgsConfig, parseArgs } from 'node:util'
import { AppError } from '#shared/errors.ts'

/** All options of all commands; each command says which it takes. */
const options = {
  data: { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  email: { type: 'string' },
  name: { type: 'string' },
  imap: { type: 'string' },
  'imap-security': { type: 'string' },
  smtp: { type: 'string' },
  'smtp-security': { type: 'string' },
  user: { type: 'string' },
  'smtp-user': { type: 'string' },
  'password-env': { type: 'string' },
  'smtp-password-env': { type: 'string' },
  account: { type: 'string' },
  bodies: { type: 'string' },
  once: { type: 'boolean' },
  archived: { type: 'boolean' },
  unread: { type: 'boolean' },
  source: { type: 'string' },
  search: { type: 'string' },
  limit: { type: 'string' },
  sync: { type: 'boolean' },
  snoozed: { type: 'boolean' },
  all: { type: 'boolean' },
  read: { type: 'boolean' },
  waiting: { type: 'boolean' },
  attachment: { type: 'boolean' },
  'rows-only': { type: 'boolean' },
  mailbox: { type: 'string' },
  tag: { type: 'string' },
  until: { type: 'string' },
  'create-archive': { type: 'boolean' },
  from: { type: 'string' },
  to: { type: 'string', multiple: true },
  cc: { type: 'string', multiple: true },
  bcc: { type: 'string', multiple: true },
  subject: { type: 'string' },
  text: { type: 'string' },
  'html-file': { type: 'string' },
  attach: { type: 'string', multiple: true },
  'in-reply-to': { type: 'string' },
  wait: { type: 'boolean' },
} as const satisfies ParseArgsConfig['options']

/** Name of an option. */
export type OptionName = keyof typeof options

/** A command line, taken apart. */
export type Arguments = {
  readonly words: readonly string[]
  readonly text: (name: OptionName) => string | undefined
  /** All values of an option that may be given several times. */
  readonly texts: (name: OptionName) => readonly string[]
  readonly flag: (name: OptionName) => boolean
  /** Every option that was given. */
  readonly given: readonly OptionName[]
}

/**
 * Takes a command line apart.
 *
 * @throws AppError `invalid-request` for an unknown option or one without its value
 */
export function readArguments(args: readonly string[]): Arguments {
  const parsed = parse(args)
  const values: Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>> = parsed.values
  const text = (name: OptionName) => {
    const value = values[name]
    return typeof value === 'string' ? value : undefined
  }
  return {
    words: parsed.positionals,
    text,
    texts: name => {
      const value = values[name]
      return Array.isArray(value) ? value.filter(one => typeof one === 'string') : []
    },
    flag: name => values[name] === true,
    given: Object.keys(values).filter((name): name is OptionName => name in options),
  }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true })
  } catch (error) {
    throw new AppError('invalid-request', error instanceof Error ? (error.message.split('\n')[0] ?? '') : '')
  }
}

/** The value of an option that must be one of a few. @throws AppError `invalid-request` */
export function choice<Name extends string>(
  args: Arguments,
  option: OptionName,
  choices: readonly Name[],
): Name | undefined {
  const value = args.text(option)
  if (value === undefined) return undefined
  const found = choices.find(one => one === value)
  if (found === undefined)
    throw new AppError('invalid-request', `--${option} is one of ${choices.join(', ')}`)
  return found
}

/** The value of an option that must be there. @throws AppError `invalid-request` */
export function required(args: Arguments, option: OptionName): string {
  const value = args.text(option)
  if (value === undefined || value === '') throw new AppError('invalid-request', `--${option} is missing`)
  return value
}

/** How many values are wanted; 50 unless told. @throws AppError `invalid-request` */
export function readLimit(args: Arguments): number {
  const text = args.text('limit')
  if (text === undefined) return 50
  if (!/^\d{1,9}$/.test(text)) throw new AppError('invalid-request', '--limit is a number')
  return Number(text)
}
