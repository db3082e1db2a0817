import type { ImapConnection } from '#engine/mail/imap/connection.ts'
import { syncLimits } from './limits.ts'

/** Hangs up a connection that doesn't answer soon: after sleep most are dead without knowing it (F-28). */
export async function checkAlive(connection: ImapConnection, signal: AbortSignal): Promise<void> {
  const timer = setTimeout(() => connection.drop(), syncLimits.wakeAnswerMs)
  try {
    await connection.use(signal, () => connection.client.noop())
  } catch {
    // Its owner hears of it through its own commands.
  } finally {
    clearTimeout(timer)
  }
}
