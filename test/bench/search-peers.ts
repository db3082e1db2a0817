import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** Milliseconds of one search each, process and all; absent where the program is not installed. */
export type PeerSearches = { readonly notmuch?: readonly number[]; readonly mu?: readonly number[] }

type Peer = {
  readonly index: readonly (readonly [string, readonly string[]])[]
  readonly search: (word: string) => readonly [string, readonly string[]]
  readonly env: Readonly<Record<string, string>>
  /** What it says, by ending without success, when nothing was found. */
  readonly nothingFound?: number
}

/** Indexes a Maildir with notmuch and mu, and asks each for the 50 newest mails with each word. */
export async function measurePeerSearches(
  mail: string,
  folder: string,
  words: readonly string[],
): Promise<PeerSearches> {
  const config = join(folder, 'notmuch-config')
  await writeFile(
    config,
    `[database]\npath=${join(folder, 'notmuch')}\nmail_root=${mail}\n[user]\nname=Test\nprimary_email=test@parley.test\n[new]\ntags=new\n`,
  )
  await run('mkdir', ['-p', join(folder, 'notmuch')])
  const home = ['--muhome', join(folder, 'mu')]
  const notmuch = await measure(words, {
    env: { NOTMUCH_CONFIG: config, HOME: folder },
    index: [['notmuch', ['new', '--quiet', '--no-hooks']]],
    search: word => ['notmuch', ['search', '--sort=newest-first', '--limit=50', '--output=messages', word]],
  })
  const mu = await measure(words, {
    env: { HOME: folder },
    index: [
      ['mu', ['init', ...home, '--maildir', mail]],
      ['mu', ['index', '--quiet', ...home]],
    ],
    search: word => ['mu', ['find', ...home, '--sortfield=date', '--reverse', '--maxnum=50', word]],
    nothingFound: 4,
  })
  return { ...(notmuch === null ? {} : { notmuch }), ...(mu === null ? {} : { mu }) }
}

/** Each search has several turns, as ours have, and every one counts. */
const turns = 3

async function measure(words: readonly string[], peer: Peer): Promise<readonly number[] | null> {
  const start = ([command, args]: readonly [string, readonly string[]]) =>
    run(command, [...args], { env: { ...process.env, ...peer.env }, maxBuffer: 64 << 20 })
  try {
    for (const command of peer.index) await start(command)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
  const once = async (word: string) => {
    const startedAt = performance.now()
    try {
      await start(peer.search(word))
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined
      if (peer.nothingFound === undefined || code !== peer.nothingFound) throw error
    }
    return performance.now() - startedAt
  }
  const times: number[] = []
  for (let turn = 0; turn < turns; turn += 1) for (const word of words) times.push(await once(word))
  return times
}
