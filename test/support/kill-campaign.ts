import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { compareWithServer } from './agreement.ts'
import { type CliOptions, type RunningCli, runCli, startCli } from './cli.ts'
import { addAccount, listConversations, showConversation, syncOnce } from './cli-account.ts'
import type { Dovecot } from './dovecot.ts'
import type { DroppableCapability } from './dovecot-config.ts'
import { startFaultProxy } from './fault-proxy.ts'
import { judgeServer } from './imap-judge.ts'
import { plainEmail } from './plain-email.ts'
import { createRandom, type Random } from './random.ts'
import { serveMailbox } from './served-mailbox.ts'
import { readStore, storeTotals } from './store-view.ts'
import { createTempFolder } from './temp-folder.ts'

export type KillCampaign = {
  readonly count: number
  readonly kills: number
  readonly seed?: number
  readonly dropCapabilities?: readonly DroppableCapability[]
  readonly say?: (text: string) => void
}

/** A run that finds nothing new is too short to be killed in its work. */
const shortestRun = 60_000

/** What the first sync of a generated message costs on the wire, about. */
const bytesPerEmail = 12_000

export type CampaignResult = {
  /** Processes that really died of the signal. */
  readonly killed: number
  /** How many messages were there at each death. */
  readonly progress: readonly number[]
  readonly disagreements: readonly string[]
  /** Messages that were marked read here and aren't on the server. */
  readonly lostMarks: readonly string[]
  readonly integrity: string
  readonly emails: number
  readonly expected: number
  readonly emailsWithoutCopy: number
  readonly doctorOk: boolean
}

/**
 * Kills the sync again and again at seeded moments, while others change the mailbox, and judges what is left at the end.
 *
 * A moment is a number of bytes that the server sent, so that it lies within the work however slow the machine is. The
 * first kills meet the first sync; the later ones meet incremental syncs and the pushing of marks.
 */
export async function runKillCampaign(campaign: KillCampaign): Promise<CampaignResult> {
  const random = createRandom(campaign.seed ?? 1)
  const say = campaign.say ?? (() => undefined)
  const temp = await createTempFolder('kills')
  const { dovecot } = await serveMailbox(
    { count: campaign.count },
    { dropCapabilities: campaign.dropCapabilities ?? [] },
  )
  const cli: CliOptions = { dataDir: join(temp.path, 'data') }
  const progress: number[] = []
  const marked: string[] = []
  let received = 0
  let killAt = Number.POSITIVE_INFINITY
  let running: RunningCli | undefined
  let timer: NodeJS.Timeout | undefined
  const proxy = await startFaultProxy({
    port: dovecot.port,
    onChunk: (direction, chunk) => {
      if (direction === 'to-client') received += chunk.length
      if (received < killAt || timer) return
      timer = setTimeout(() => running?.kill('SIGKILL'), random.between(0, 120))
    },
  })
  try {
    await addAccount({ port: proxy.port, user: dovecot.user }, cli)
    // The first sync shall take about two thirds of the kills; afterwards a run is as long as the last whole one.
    let wholeRun = (campaign.count * bytesPerEmail) / (campaign.kills / 3)
    for (let attempts = 0; progress.length < campaign.kills && attempts < campaign.kills * 5; attempts += 1) {
      received = 0
      killAt = Math.floor(random.next() * wholeRun)
      timer = undefined
      running = startCli(['sync', '--once', '--bodies', 'all'], cli)
      const result = await running.ended
      clearTimeout(timer)
      if (result.killedBy === 'SIGKILL') {
        progress.push(storeTotals(cli.dataDir).emails)
        if (
          progress.at(-1) === progress.at(-2) ||
          (progress.at(-1) ?? 0) < expectedBy(campaign, progress.length)
        )
          wholeRun *= 1.3
        say(`  kill ${progress.length} after ${Math.round(killAt / 1024)} KB: ${progress.at(-1)} emails`)
      } else {
        wholeRun = Math.max(received, shortestRun)
        say(`  a sync ended by itself after ${Math.round(received / 1024)} KB: ${result.messages.trim()}`)
      }
      if (storeTotals(cli.dataDir).emails >= campaign.count) {
        await changeMailbox(dovecot, random)
        if (random.chance(0.4)) marked.push(...(await markSomethingRead(cli)))
      }
    }
    const last = await syncOnce(cli)
    const judged = await judgeServer(dovecot)
    const seen = new Set(
      Object.values(judged).flatMap(({ emails }) =>
        emails
          .filter(({ flags }) => flags.includes('\\Seen'))
          .map(({ messageId }) => messageId?.slice(1, -1)),
      ),
    )
    const present = new Set(
      Object.values(judged).flatMap(({ emails }) => emails.map(({ messageId }) => messageId?.slice(1, -1))),
    )
    const doctor = (await runCli(['doctor'], cli)).values.at(-1) as { readonly ok?: boolean } | undefined
    return {
      killed: progress.length,
      progress,
      disagreements: compareWithServer(judged, readStore(cli.dataDir)),
      lostMarks: marked.filter(id => present.has(id) && !seen.has(id)),
      integrity: checkIntegrity(cli.dataDir),
      emails: last.emails,
      expected: present.size,
      emailsWithoutCopy: storeTotals(cli.dataDir).emailsWithoutCopy,
      doctorOk: doctor?.ok === true,
    }
  } finally {
    clearTimeout(timer)
    running?.kill('SIGKILL')
    await proxy.stop()
    await dovecot.stop()
    await temp.remove()
  }
}

/** How many messages should be here after so many kills, if the first sync is to end after two thirds of them. */
const expectedBy = ({ count, kills }: KillCampaign, killed: number) => (count * killed) / (kills * 0.66)

/** Another client at work: new mail, flags, expunges, moves. */
async function changeMailbox(dovecot: Dovecot, random: Random): Promise<void> {
  const user = dovecot.user.name
  await dovecot.deliver(
    'INBOX',
    Array.from({ length: random.between(1, 40) }, () =>
      plainEmail({ text: 'x'.repeat(random.between(10, 5_000)) }),
    ),
  )
  const range = () => {
    const from = random.between(1, 400)
    return `${from}:${from + random.between(0, 12)}`
  }
  await dovecot.doveadm(
    'flags',
    random.pick(['add', 'remove']),
    '-u',
    user,
    '\\Flagged',
    'mailbox',
    'INBOX',
    'uid',
    range(),
  )
  await dovecot.doveadm('expunge', '-u', user, 'mailbox', random.pick(['INBOX', 'Sent']), 'uid', range())
  await dovecot.doveadm('move', '-u', user, 'Archive', 'mailbox', 'INBOX', 'uid', range())
}

/** Marks an unread conversation read and answers the Message-IDs that were unread in it. */
async function markSomethingRead(cli: CliOptions): Promise<readonly string[]> {
  const [first] = await listConversations(cli, '--unread', '--limit', '1')
  if (!first) return []
  const { emails } = await showConversation(cli, first.id)
  await runCli(['read', first.id], cli)
  return emails.flatMap(({ unread, messageId }) =>
    unread && messageId !== null ? [messageId.replace(/[<>]/g, '')] : [],
  )
}

function checkIntegrity(dataDir: string): string {
  const database = new DatabaseSync(join(dataDir, 'parley.db'), { readOnly: true })
  try {
    return String(Object.values(database.prepare('PRAGMA integrity_check(5)').get() ?? {})[0])
  } finally {
    database.close()
  }
}
