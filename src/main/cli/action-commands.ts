import type { ActionResult, ConversationAction } from '#shared/actions.ts'
import { AppError } from '#shared/errors.ts'
import { required } from './arguments.ts'
import type { Command, CommandContext } from './command.ts'
import { syncNow } from './sync-now.ts'

const plain = ['archive', 'unarchive', 'delete', 'undelete', 'mute', 'unmute', 'unsnooze'] as const

/** What each does, beside what holds for all of them. */
const meanings: Readonly<Record<(typeof plain)[number], string>> = {
  archive:
    'moves the inbox mail of conversations to the archive (--create-archive makes one where there is none)',
  unarchive: 'brings conversations back into the inbox',
  delete: 'moves conversations to Trash, without a question; `undelete` and `undo` bring them back',
  undelete: 'brings deleted conversations back to where they were',
  mute: 'archives conversations, and new mail does not bring them back',
  unmute: 'lets new mail bring conversations back again',
  unsnooze: 'brings snoozed conversations back now',
}

/** Everything that is done to conversations: here at once; on the server with the next sync, or at once with --sync. */
export const actionCommands: readonly Command[] = [
  ...plain.map(
    (kind): Command => ({
      name: kind,
      usage: `${kind} ID… [--sync]${kind === 'archive' ? ' [--create-archive]' : ''}`,
      summary: meanings[kind],
      options: kind === 'archive' ? ['sync', 'create-archive'] : ['sync'],
      words: 'some',
      run: context => act(context, { kind }, context.words),
    }),
  ),
  ...(['read', 'unread'] as const).map(
    (how): Command => ({
      name: `mark ${how}`,
      usage: `mark ${how} ID… [--sync]`,
      summary: `marks conversations ${how}, as an action that can be undone`,
      options: ['sync'],
      words: 'some',
      run: context => act(context, { kind: `mark-${how}` }, context.words),
    }),
  ),
  {
    name: 'snooze',
    usage: 'snooze ID… --until TIME [--sync]',
    summary: 'takes conversations out of the list until a time (2030-01-31T09:00), or until somebody writes',
    options: ['until', 'sync'],
    words: 'some',
    run: context => {
      const until = Date.parse(required(context.args, 'until'))
      if (Number.isNaN(until)) throw new AppError('invalid-request', '--until is a time: 2030-01-31T09:00')
      return act(context, { kind: 'snooze', until }, context.words)
    },
  },
  ...(['tag', 'untag'] as const).map(
    (kind): Command => ({
      name: kind,
      usage: `${kind} KEYWORD ID… [--sync]`,
      summary: kind === 'tag' ? 'puts a tag on conversations' : 'takes a tag off conversations',
      options: ['sync'],
      words: 'some',
      run: context => {
        const [keyword = '', ...ids] = context.words
        if (ids.length === 0) throw new AppError('invalid-request', `usage: ${kind} KEYWORD ID…`)
        return act(context, { kind, keyword }, ids)
      },
    }),
  ),
]

async function act(
  context: CommandContext,
  action: ConversationAction,
  ids: readonly string[],
): Promise<boolean> {
  const { ask, args, output } = context
  // An unknown id is a mistake of whoever typed it.
  for (const id of ids) await ask('conversations/get', { id })
  let result = await ask('conversations/act', { target: { ids }, action })
  if (result.withoutArchive.length > 0 && args.flag('create-archive')) {
    for (const accountId of result.withoutArchive) await ask('accounts/create-archive', { accountId })
    result = joined(result, await ask('conversations/act', { target: { ids }, action }))
  }
  if (args.flag('sync')) await syncNow(context)
  output.value(result, describe(result))
  if (result.withoutArchive.length > 0)
    output.note(
      'An account has no mailbox to archive to. Nothing of it was changed; --create-archive makes one.',
    )
  return result.withoutArchive.length === 0
}

/** Two runs of one action, as one answer; the later one names the action. */
function joined(first: ActionResult, second: ActionResult): ActionResult {
  return {
    changed: first.changed + second.changed,
    actionId: second.actionId ?? first.actionId,
    withoutArchive: second.withoutArchive,
  }
}

function describe({ changed, actionId }: ActionResult): string {
  if (actionId === null) return 'Nothing changed: it was so already.'
  return `Changed ${changed}. To take it back: undo ${actionId}`
}
