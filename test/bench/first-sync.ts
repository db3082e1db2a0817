import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { runCli } from '#test/support/cli.ts'
import { addAccount, syncOnce } from '#test/support/cli-account.ts'
import { serveMailbox } from '#test/support/served-mailbox.ts'
import { createTempFolder } from '#test/support/temp-folder.ts'
import type { Figure, Measurement } from './figure.ts'
import { measurePeers, type PeerTimes } from './peers.ts'
import { warmServer } from './warm.ts'

const megabyte = 1_048_576

/** The shorter time of each peer. */
function best(before: PeerTimes, now: PeerTimes): PeerTimes {
  const shorter = (name: keyof PeerTimes) => {
    const value = Math.min(before[name] ?? Number.POSITIVE_INFINITY, now[name] ?? Number.POSITIVE_INFINITY)
    return Number.isFinite(value) ? { [name]: value } : {}
  }
  return { ...shorter('mbsync'), ...shorter('mbsyncAgain'), ...shorter('notmuch'), ...shorter('mu') }
}

/** P2 and P3: a whole mailbox offline and searchable, how long it takes, and how much memory. */
export const measureFirstSync: Measurement = async ({ count = 20_000, peers, rounds = 2, say }) => {
  const temp = await createTempFolder('bench')
  say(`P2, P3: a mailbox of ${count} messages`)
  const { dovecot, manifest } = await serveMailbox({ count })
  try {
    await warmServer(dovecot)
    // The machine is not ours alone: each side has several turns, one after the other, and its best one counts.
    let times: PeerTimes = {}
    let atRest = 0
    let synced: Awaited<ReturnType<typeof syncOnce>> | undefined
    for (let round = 0; round < rounds; round += 1) {
      const folder = join(temp.path, String(round))
      if (peers) times = best(times, await measurePeers(dovecot, folder, { indexers: round === 0 }))
      const cli = { dataDir: join(folder, 'data') }
      await addAccount(dovecot, cli)
      atRest = (await runCli(['list'], cli)).peakBytes
      const run = await syncOnce(cli, 'all')
      say(`  round ${round + 1}: peers ${JSON.stringify(times)}, ours ${JSON.stringify(run)}`)
      if (synced === undefined || run.processSeconds < synced.processSeconds) synced = run
      await rm(folder, { recursive: true, force: true })
    }
    if (!synced) throw new Error('No round was asked for')
    if (synced.emails !== manifest.count)
      throw new Error(`Synced ${synced.emails} emails of ${manifest.count}`)
    const { mbsync, notmuch, mu } = times
    const seconds = synced.processSeconds
    const ratios = [
      ...(mbsync === undefined ? [] : [{ against: 'mbsync', value: seconds / mbsync, atMost: 1.2 }]),
      ...(mbsync === undefined || notmuch === undefined
        ? []
        : [{ against: '(mbsync + notmuch new)', value: seconds / (mbsync + notmuch), atMost: 0.2 }]),
      ...(mbsync === undefined || mu === undefined
        ? []
        : [{ against: '(mbsync + mu index)', value: seconds / (mbsync + mu) }]),
    ]
    const figures: readonly Figure[] = [
      {
        id: 'P2',
        what: `${count} messages fetched, parsed, threaded, indexed`,
        value: seconds,
        unit: 's',
        ratios,
        details: { ...times, engineSeconds: synced.seconds, megabytes: manifest.bytes / megabyte },
      },
      {
        id: 'P3',
        what: 'engine memory while doing that, peak',
        value: synced.peakBytes / megabyte,
        unit: 'MB',
        limit: 250,
        // What the same program takes before it does anything, compiling its TypeScript included.
        details: { atRest: atRest / megabyte },
      },
    ]
    return figures
  } finally {
    await dovecot.stop()
    await temp.remove()
  }
}
