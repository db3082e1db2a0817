import type { AccountStatus } from '#shared/account.ts'
import { AppError } from '#shared/errors.ts'
import { choice } from './arguments.ts'
import type { Command } from './command.ts'

/** `sync`: everything that is new, once. */
export const syncCommand: Command = {
  name: 'sync',
  usage: 'sync [--account ID] [--bodies none|window|all] [--once]',
  summary: 'fetches what is new and sends what waits, then ends (with or without --once)',
  options: ['account', 'bodies', 'once'],
  words: 0,
  run: async ({ engine, ask, args, output, signal }) => {
    const accountId = args.text('account')
    const accounts = await ask('accounts/list', {})
    if (accountId !== undefined && !accounts.some(account => account.id === accountId)) {
      throw new AppError('not-found', 'account')
    }
    if (accounts.length === 0) output.note('No mailbox is connected yet: see account add.')
    const bodies = choice(args, 'bodies', ['none', 'window', 'all']) ?? 'window'
    const summary = await engine.syncOnce({
      ...(accountId === undefined ? {} : { accountIds: [accountId] }),
      bodies,
      signal,
      onProgress: status => output.progress(describe(status)),
    })
    const { emails, conversations, added, updated, removed, seconds } = summary
    output.value(
      { emails, conversations, added, updated, removed, seconds },
      `${emails} emails in ${conversations} conversations: ${added} added, ${updated} updated, ${removed} removed, in ${seconds.toFixed(1)} s`,
    )
    return true
  },
}

function describe({ accountId, phase, done, total }: AccountStatus): string {
  return total > 0 ? `${accountId}: ${phase} ${done} of ${total}` : `${accountId}: ${phase}`
}
