import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { runWithInput } from './child-process.ts'
import { runCli } from './cli.ts'
import type { Dovecot } from './dovecot.ts'
import { maildirPath } from './maildir.ts'
import type { SendingDesk } from './sending-desk.ts'
import type { FaultPoint } from './sending-points.ts'

/** A mail of a campaign, as its writer knows of it. */
export type WrittenMail = {
  /** Its subject is `Offer TOKEN`. */
  readonly token: string
  readonly user: string
  readonly point: FaultPoint
  readonly text: string
  /** The app said that it is saved, or in the outbox. */
  saved: boolean
  queued: boolean
  /** Its writer took it back. */
  edited: boolean
}

export type SendingVerdict = {
  /** By token: its state, how often it arrived, its copies in Sent. */
  readonly ends: Readonly<Record<string, string>>
  /** One sentence for each thing that must not be. */
  readonly wrong: readonly string[]
}

/** Has a campaign judged by Python, from what servers hold and what the command line and the store say. */
export async function judgeSending(campaign: {
  readonly mails: readonly WrittenMail[]
  readonly desks: readonly SendingDesk[]
  readonly dovecot: Dovecot
  readonly dataDir: string
  /** Where the mails that were taken are laid out for the judge. */
  readonly folder: string
  readonly quota: boolean
}): Promise<SendingVerdict> {
  const { desks, dovecot, dataDir, folder } = campaign
  const taken: Record<string, string[]> = {}
  for (const [at, { user, smtp }] of desks.entries())
    taken[user.name] = await Promise.all(
      smtp.accepted.map(async (body, number) => {
        const path = join(folder, `${at}-${number}.smtp`)
        await writeFile(path, body)
        return path
      }),
    )
  const sent = desks.map(({ user: { name } }) => [name, maildirPath(dovecot.mailRoot(name), 'Sent')])
  const outbox = await runCli(['outbox'], { dataDir })
  const script = fileURLToPath(new URL('./sending-judge.py', import.meta.url))
  const input = {
    mails: campaign.mails,
    taken,
    sent: Object.fromEntries(sent),
    outbox: outbox.values,
    database: join(dataDir, 'parley.db'),
    filing: desks.filter(({ filesSent }) => filesSent).map(({ user }) => user.name),
    quota: campaign.quota,
  }
  return JSON.parse(await runWithInput('python3', [script], JSON.stringify(input)))
}
