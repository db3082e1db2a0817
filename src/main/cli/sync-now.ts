import type { CommandContext } from './command.ts'

/** Tells the servers at once what was changed here. */
export async function syncNow({ engine, signal }: Pick<CommandContext, 'engine' | 'signal'>): Promise<void> {
  await engine.syncOnce({ bodies: 'none', signal, onProgress: () => {} })
}
