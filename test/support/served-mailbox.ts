import { execFile } from 'node:child_process'
import { chownSync, cpSync, mkdirSync, readdirSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { type Dovecot, type DovecotOptions, startDovecot } from './dovecot.ts'
import { cachedMailbox, type MailboxManifest, type MailboxPlanOptions } from './mailbox-generator.ts'
import type { MailOwner } from './maildir.ts'

export type ServedMailbox = { readonly dovecot: Dovecot; readonly manifest: MailboxManifest }

/** Starts a Dovecot whose first user owns a generated mailbox; the cached original is never changed. */
export async function serveMailbox(
  plan: MailboxPlanOptions,
  options: Omit<DovecotOptions, 'format' | 'prepare'> = {},
): Promise<ServedMailbox> {
  const cached = cachedMailbox(plan)
  const dovecot = await startDovecot({
    ...options,
    prepare: (root, owner) => linkMailbox(cached.folder, root, owner),
  })
  return { dovecot, manifest: cached.manifest }
}

/** Links the messages (their bytes never change) and copies Dovecot's own files, so that the copy costs no disk. */
async function linkMailbox(from: string, to: string, owner: MailOwner): Promise<void> {
  mkdirSync(to, { recursive: true })
  try {
    await promisify(execFile)('cp', ['-rl', `${from}/.`, to])
  } catch {
    cpSync(from, to, { recursive: true, force: true, preserveTimestamps: true })
  }
  const mailboxes = readdirSync(to, { withFileTypes: true }).filter(
    entry => entry.isDirectory() && entry.name.startsWith('.'),
  )
  for (const folder of [to, ...mailboxes.map(({ name }) => join(to, name))]) {
    for (const path of [folder, ...['cur', 'new', 'tmp'].map(name => join(folder, name))])
      chownSync(path, owner.uid, owner.gid)
    const uidList = join(folder, 'dovecot-uidlist')
    cpSync(uidList, `${uidList}.own`)
    renameSync(`${uidList}.own`, uidList)
    chownSync(uidList, owner.uid, owner.gid)
  }
}
