import type { ActionRecord, RefusedChoice } from '#shared/actions.ts'
import { AppError } from '#shared/errors.ts'
import { readLimit } from './arguments.ts'
import type { Command } from './command.ts'
import { printable } from './output.ts'
import { syncNow } from './sync-now.ts'

const pageAtMost = 200
const choices: readonly RefusedChoice[] = ['retry', 'undo', 'keep-here']

/** What was done, and the way back. */
export const journalCommands: readonly Command[] = [
  {
    name: 'history',
    usage: 'history [--limit N]',
    summary: 'lists what was done in the last 30 days, newest first (50 unless told)',
    options: ['limit'],
    words: 0,
    run: async ({ ask, args, output, signal }) => {
      let left = readLimit(args)
      let after: string | undefined
      while (left > 0) {
        signal.throwIfAborted()
        const page = await ask('actions/list', { after, limit: Math.min(left, pageAtMost) })
        for (const record of page.actions) output.value(record, describe(record))
        left -= page.actions.length
        if (page.next === null) break
        after = page.next
      }
      return true
    },
  },
  {
    name: 'undo',
    usage: 'undo ACTION [--sync]',
    summary: 'takes an action back where things still are as it left them; undoing that does it again',
    options: ['sync'],
    words: 1,
    run: async context => {
      const { ask, args, words, output } = context
      const { undone } = await ask('actions/undo', { id: words[0] ?? '' })
      if (args.flag('sync')) await syncNow(context)
      output.value({ undone }, undone > 0 ? `Taken back for ${undone}.` : 'There was nothing to take back.')
      return true
    },
  },
  {
    name: 'settle',
    usage: 'settle ACTION retry|undo|keep-here [--sync]',
    summary: 'decides about an action that a server refused',
    options: ['sync'],
    words: 2,
    run: async context => {
      const { ask, args, words, output } = context
      const [id = '', word = ''] = words
      const choice = choices.find(one => one === word)
      if (choice === undefined) throw new AppError('invalid-request', `one of ${choices.join(', ')}`)
      await ask('actions/settle', { id, choice })
      if (args.flag('sync')) await syncNow(context)
      output.value({ id, choice }, 'Settled.')
      return true
    },
  },
]

function describe(record: ActionRecord): string {
  const at = new Date(record.at).toISOString().slice(0, 16).replace('T', ' ')
  const what = record.undoOf === null ? record.action.kind : `${record.action.kind} (taking back)`
  const rest = record.count > 1 ? ` and ${record.count - 1} more` : ''
  const reason = record.problem === null ? '' : ` (${record.problem.code})`
  return printable(
    `${record.id} ${at}  ${what}  ${record.contactName}: ${record.subject}${rest} [${record.state}${reason}]`,
  )
}
