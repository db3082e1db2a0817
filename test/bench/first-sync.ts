import { join } from 'node:path'
import { addAccount, syncOnce } from '#test/support/cli-account.ts'
import { serveMailbox } from '#test/support/served-mailbox.ts'
import { createTempFolder } from '#test/support/temp-folder.ts'
import type { Figure, Measurement } from './figure.ts'
import { measurePeers } from './peers.ts'
import { warmServer } from './warm.ts'

const megabyte = 1_048_576

/** P2 and P3: a whole mailbox offline and searchable, how long it takes, and how much memory. */
export const measureFirstSync: Measurement = async ({ count = 20_000, peers, say }) => {
  const temp = await createTempFolder('bench')
  say(`P2, P3: a mailbox of ${count} messages`)
  const { dovecot, manifest } = await serveMailbox({ count })
  try {
    await warmServer(dovecot)
    const times = peers ? await measurePeers(dovecot, temp.path, { indexers: true }) : {}
    say(`  peers: ${JSON.stringify(times)}`)
    const cli = { dataDir: join(temp.path, 'data') }
    await addAccount(dovecot, cli)
    const synced = await syncOnce(cli, 'all')
    say(`  ours: ${JSON.stringify(synced)}`)
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
      },
    ]
    return figures
  } finally {
    await dovecot.stop()
    await temp.remove()
  }
}
