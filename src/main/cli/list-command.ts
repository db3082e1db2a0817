import type { ConversationFilter, ConversationRow, ConversationView } from '#shared/conversation.ts'
import { AppError } from '#shared/errors.ts'
import { type Arguments, choice, type OptionName, readLimit } from './arguments.ts'
import type { Command, CommandContext } from './command.ts'
import { printable } from './output.ts'

const pageAtMost = 200

const filters =
  '[--archived|--snoozed|--all] [--unread|--read] [--source email|form|support|other] [--waiting] [--attachment] [--mailbox ID] [--tag KEYWORD] [--account ID] [--limit N]'

const options = [
  ...(['archived', 'snoozed', 'all', 'unread', 'read', 'source', 'waiting', 'attachment'] as const),
  ...(['mailbox', 'tag', 'account', 'limit', 'rows-only'] as const),
] as const satisfies readonly OptionName[]

/** `list` and `search`: conversations as the screen lists them; `mailboxes`: what --mailbox takes. */
export const listCommands: readonly Command[] = [
  {
    name: 'list',
    usage: `list [--search TEXT [--rows-only]] ${filters}`,
    summary: 'lists conversations, newest first (50 unless told)',
    options: [...options, 'search'],
    words: 0,
    run: context =>
      list(context, { ...readFilter(context.args, 'active'), search: context.args.text('search') }),
  },
  {
    name: 'search',
    usage: `search QUERY [--rows-only] ${filters}`,
    summary:
      'finds conversations, archived ones too, by words and operators (from: to: subject: has: is: in: …)',
    options,
    words: 1,
    run: context => list(context, { ...readFilter(context.args, 'all'), search: context.words[0] ?? '' }),
  },
  {
    name: 'mailboxes',
    usage: 'mailboxes',
    summary: 'lists the mailboxes of all accounts, with the ids that --mailbox takes',
    options: [],
    words: 0,
    run: async ({ ask, output }) => {
      for (const mailbox of await ask('mailboxes/list', {}))
        output.value(mailbox, printable(`${mailbox.id} ${mailbox.name} (${mailbox.role})`))
      return true
    },
  },
]

async function list(
  { ask, args, output, signal }: CommandContext,
  filter: ConversationFilter,
): Promise<boolean> {
  let left = readLimit(args)
  let after: string | undefined
  while (left > 0) {
    signal.throwIfAborted()
    const page = await ask('conversations/list', { filter, after, limit: Math.min(left, pageAtMost) })
    for (const row of page.rows) output.value(toValue(row), describe(row))
    left -= page.rows.length
    if (page.next === null || page.rows.length === 0) break
    after = page.next
  }
  return true
}

function readFilter(args: Arguments, view: ConversationView): ConversationFilter {
  return {
    view: oneOf(args, ['archived', 'snoozed', 'all']) ?? view,
    source: choice(args, 'source', ['email', 'form', 'support', 'other']),
    read: oneOf(args, ['unread', 'read']),
    waiting: args.flag('waiting') || undefined,
    hasAttachment: args.flag('attachment') || undefined,
    mailbox: args.text('mailbox'),
    tag: args.text('tag'),
    accountId: args.text('account'),
    searchIn: args.flag('rows-only') ? 'rows' : undefined,
  }
}

/** The one of some flags that is given. */
function oneOf<Name extends OptionName>(args: Arguments, names: readonly Name[]): Name | undefined {
  const given = names.filter(name => args.flag(name))
  if (given.length > 1)
    throw new AppError('invalid-request', `only one of ${given.map(name => `--${name}`).join(', ')}`)
  return given[0]
}

function toValue(row: ConversationRow) {
  const { id, contact, subject, preview, unreadCount, archived, source, lastAt, emailCount } = row
  return {
    id,
    contact: { name: contact.name, address: contact.address },
    subject,
    preview,
    unread: unreadCount > 0,
    archived,
    source,
    lastAt,
    count: emailCount,
  }
}

function describe(row: ConversationRow): string {
  const mark = row.unreadCount > 0 ? '●' : ' '
  const at = new Date(row.lastAt).toISOString().slice(0, 16).replace('T', ' ')
  const subject = row.subject === '' ? '(no subject)' : row.subject
  return printable(`${row.id} ${mark} ${at}  ${row.contact.name} (${row.emailCount}): ${subject}`)
}
