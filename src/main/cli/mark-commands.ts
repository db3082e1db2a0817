import type { Command } from './command.ts'

/** `read` and `unread`: here at once; on the server with the next sync, or at once with --sync. */
export const markCommands: readonly Command[] = (['read', 'unread'] as const).map(name => ({
  name,
  usage: `${name} ID [--sync]`,
  summary: `marks a conversation ${name} here; the server learns it with the next sync, or now with --sync`,
  options: ['sync'],
  words: 1,
  run: async ({ engine, ask, args, words: [id = ''], output, signal }) => {
    const { row } = await ask('conversations/get', { id })
    const { changed } = await ask('conversations/mark', { ids: [id], read: name === 'read' })
    if (args.flag('sync')) {
      await engine.syncOnce({ accountIds: [row.accountId], bodies: 'none', signal, onProgress: () => {} })
    }
    output.value({ id: row.id, changed }, changed > 0 ? `Marked ${name}.` : `It was ${name} already.`)
    return true
  },
}))
