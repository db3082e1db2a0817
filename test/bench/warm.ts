import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Dovecot } from '#test/support/dovecot.ts'
import { judgeServer } from '#test/support/imap-judge.ts'

/**
 * Reads every message once and lets another client see the headers once.
 *
 * The first client of a mailbox pays for the disk and for Dovecot's own index; nobody who is
 * measured shall be the first.
 */
export async function warmServer(dovecot: Dovecot): Promise<void> {
  const root = dovecot.mailRoot()
  for (const name of readdirSync(root, { recursive: true, withFileTypes: true }))
    if (name.isFile()) readFileSync(join(name.parentPath, name.name))
  await judgeServer(dovecot)
}
