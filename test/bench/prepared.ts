import { join } from 'node:path'
import { addAccount, syncOnce } from '#test/support/cli-account.ts'
import type { Dovecot } from '#test/support/dovecot.ts'
import { type FaultProxy, startFaultProxy } from '#test/support/fault-proxy.ts'
import { plainEmail } from '#test/support/plain-email.ts'
import { serveMailbox } from '#test/support/served-mailbox.ts'
import { createTempFolder } from '#test/support/temp-folder.ts'

/** A data folder with synced accounts, and their server behind a proxy that can be listened to. */
export type PreparedData = {
  readonly dovecot: Dovecot
  readonly proxy: FaultProxy
  readonly dataDir: string
  close(): Promise<void>
}

export type PrepareOptions = {
  readonly count: number
  /** Further small accounts on the same server. */
  readonly moreAccounts?: number
  readonly onServerBytes?: (chunk: Buffer) => void
}

/** Syncs a generated mailbox through the command line, so that the app starts with mail on disk. */
export async function prepareData(options: PrepareOptions): Promise<PreparedData> {
  const temp = await createTempFolder('bench')
  const { dovecot } = await serveMailbox({ count: options.count })
  const { onServerBytes } = options
  const proxy = await startFaultProxy({
    port: dovecot.port,
    ...(onServerBytes
      ? {
          onChunk: (direction: string, chunk: Buffer) => {
            if (direction === 'to-client') onServerBytes(chunk)
          },
        }
      : {}),
  })
  const cli = { dataDir: join(temp.path, 'data'), timeoutMs: 1_800_000 }
  for (const user of dovecot.users.slice(0, 1 + (options.moreAccounts ?? 0))) {
    if (user !== dovecot.user)
      await dovecot.deliver(
        'INBOX',
        Array.from({ length: 50 }, () => plainEmail()),
        user.name,
      )
    await addAccount({ port: proxy.port, user }, cli)
  }
  await syncOnce(cli, 'all')
  return {
    dovecot,
    proxy,
    dataDir: cli.dataDir,
    async close() {
      await proxy.stop()
      await dovecot.stop()
      await temp.remove()
    },
  }
}
