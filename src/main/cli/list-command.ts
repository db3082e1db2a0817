import type { ConversationRow } from '#shared/conversation.ts'
import { AppError } from '#shared/errors.ts'
import { choice } from './arguments.ts'
import type { Command } from './command.ts'
import { printable } from './output.ts'

const pageAtMost = 200

/** `list`: conversations, newest first, as the screen lists them. */
export const listCommand: Command = {
  name: 'list',
  usage:
    'list [--archived] [--unread] [--source email|form|support] [--search TEXT] [--account ID] [--limit N]',
  summary: 'lists conversations, newest first (50 unless told)',
  options: ['archived', 'unread', 'source', 'search', 'account', 'limit'],
  words: 0,
  run: async ({ ask, args, output, signal }) => {
    const filter = {
      view: args.flag('archived') ? ('archived' as const) : ('active' as const),
      source: choice(args, 'source', ['email', 'form', 'support', 'other']),
      read: args.flag('unread') ? ('unread' as const) : undefined,
      search: args.text('search'),
      accountId: args.text('account'),
    }
    let left = readLimit(args.text('limit'))
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
  },
}

function readLimit(text: string | undefined): number {
  if (text === undefined) return 50
  if (!/^\d{1,9}$/.test(text)) throw new AppError('invalid-request', '--limit is a number')
  return Number(text)
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
