import { execFile } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Dovecot } from '#test/support/dovecot.ts'

const run = promisify(execFile)

/** Seconds that each peer took, or nothing where it is not installed. */
export type PeerTimes = {
  readonly mbsync?: number
  readonly notmuch?: number
  readonly mu?: number
  /** A second run with nothing new. */
  readonly mbsyncAgain?: number
}

async function timed(
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<number | undefined> {
  const startedAt = performance.now()
  try {
    await run(command, [...args], { env: { ...process.env, ...env }, maxBuffer: 64 << 20 })
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
  return (performance.now() - startedAt) / 1000
}

/** Copies the whole mailbox with mbsync (FSync no), indexes it with notmuch and mu, and tells how long each took. */
export async function measurePeers(
  dovecot: Dovecot,
  folder: string,
  which: { readonly indexers: boolean },
): Promise<PeerTimes> {
  const mail = join(folder, 'mail')
  await mkdir(mail, { recursive: true })
  const config = join(folder, 'mbsyncrc')
  await writeFile(
    config,
    `FSync no
IMAPAccount test
Host 127.0.0.1
Port ${dovecot.port}
User ${dovecot.user.name}
Pass ${dovecot.user.password}
SSLType None
AuthMechs LOGIN

IMAPStore far
Account test

MaildirStore near
Path ${mail}/
Inbox ${mail}/INBOX
SubFolders Verbatim

Channel all
Far :far:
Near :near:
Patterns *
Create Near
SyncState *
`,
  )
  const mbsync = await timed('mbsync', ['-q', '-c', config, '-a'], { HOME: folder })
  if (mbsync === undefined) return {}
  // The second run waits for the clock, because the folders changed within this second; the third one doesn't.
  await timed('mbsync', ['-q', '-c', config, '-a'], { HOME: folder })
  const mbsyncAgain = await timed('mbsync', ['-q', '-c', config, '-a'], { HOME: folder })
  const again = mbsyncAgain === undefined ? {} : { mbsyncAgain }
  if (!which.indexers) return { mbsync, ...again }
  const notmuchConfig = join(folder, 'notmuch-config')
  await writeFile(
    notmuchConfig,
    `[database]\npath=${mail}\n[user]\nname=Test\nprimary_email=${dovecot.user.name}\n[new]\ntags=new\nignore=.mbsyncstate;.uidvalidity\n`,
  )
  const notmuch = await timed('notmuch', ['new', '--quiet'], { NOTMUCH_CONFIG: notmuchConfig, HOME: folder })
  const muHome = ['--muhome', join(folder, 'mu')]
  const initialised = await timed(
    'mu',
    ['init', ...muHome, '--maildir', mail, '--my-address', dovecot.user.name],
    {
      HOME: folder,
    },
  )
  const mu =
    initialised === undefined
      ? undefined
      : await timed('mu', ['index', '--quiet', ...muHome], { HOME: folder })
  return {
    mbsync,
    ...again,
    ...(notmuch === undefined ? {} : { notmuch }),
    ...(mu === undefined ? {} : { mu }),
  }
}
