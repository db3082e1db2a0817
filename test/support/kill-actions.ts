import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { compareWithServer } from './agreement.ts'
import { type CliOptions, type RunningCli, runCli, startCli } from './cli.ts'
import { addAccount, syncOnce } from './cli-account.ts'
import { startDovecot } from './dovecot.ts'
import type { DroppableCapability } from './dovecot-config.ts'
import { startFaultProxy } from './fault-proxy.ts'
import { judgeServer } from './imap-judge.ts'
import { plainEmail } from './plain-email.ts'
import { createRandom, type Random } from './random.ts'
import { readRows, readStore, storeTotals } from './store-view.ts'
import { createTempFolder } from './temp-folder.ts'

export type KilledActions = {
  readonly mails: number
  readonly kills: number
  readonly seed?: number
  readonly dropCapabilities?: readonly DroppableCapability[]
  readonly say?: (text: string) => void
}

export type KilledActionsResult = {
  /** Processes that really died of the signal, and how many of them with work left in the queue. */
  readonly killed: number
  readonly killedWithJobs: number
  /** Mails that are elsewhere, or more than once, or with other flags than the journal says. */
  readonly wrong: readonly string[]
  readonly disagreements: readonly string[]
  readonly openJobs: number
  readonly doctorOk: boolean
}

type Place = 'INBOX' | 'Archive' | 'Trash'
/** `home`: where it lay before it was deleted. */
type State = { readonly place: Place; readonly home: Place; readonly seen: boolean }
const start: State = { place: 'INBOX', home: 'INBOX', seen: false }

/**
 * Acts on conversations from the command line and kills it at seeded moments, again and again; then compares the server
 * with the journal.
 *
 * The journal says what was done: an action that died before its transaction was never done, every other one is carried
 * out, once. A moment is a number of bytes on the wire, in either direction, or a time before the first of them.
 */
export async function runKilledActions(campaign: KilledActions): Promise<KilledActionsResult> {
  const random = createRandom(campaign.seed ?? 1)
  const say = campaign.say ?? (() => undefined)
  const temp = await createTempFolder('kill-actions')
  const dovecot = await startDovecot({ dropCapabilities: campaign.dropCapabilities ?? [] })
  const ids = Array.from({ length: campaign.mails }, (_, at) => `k${at}@kills.example`)
  await dovecot.deliver(
    'INBOX',
    ids.map((id, at) =>
      plainEmail({ from: `P ${at} <p${at}@kills.example>`, subject: `Mail ${at}`, messageId: `<${id}>` }),
    ),
  )
  const cli: CliOptions = { dataDir: join(temp.path, 'data') }
  let passed = 0
  let killAt = Number.POSITIVE_INFINITY
  let running: RunningCli | undefined
  const proxy = await startFaultProxy({
    port: dovecot.port,
    onChunk: (_, chunk) => {
      passed += chunk.length
      if (passed >= killAt) running?.kill('SIGKILL')
    },
  })
  let killed = 0
  let killedWithJobs = 0
  try {
    await addAccount({ port: proxy.port, user: dovecot.user }, cli)
    await syncOnce(cli)
    const rows = readRows(cli.dataDir, ids)
    let wholeRun = 6_000
    for (let turns = 0; killed < campaign.kills && turns < campaign.kills * 4; turns += 1) {
      passed = 0
      killAt = Math.floor(random.next() * wholeRun)
      running = startCli(
        commandFor(
          random,
          cli,
          ids.map(id => rows[id]?.conversationId ?? ''),
        ),
        cli,
      )
      const { killedBy } = await running.ended
      if (killedBy === 'SIGKILL') {
        killed += 1
        if (storeTotals(cli.dataDir).openJobs > 0) killedWithJobs += 1
        say(`  kill ${killed} after ${passed} bytes, ${storeTotals(cli.dataDir).openJobs} jobs open`)
      } else wholeRun = Math.max(2_000, passed)
    }
    killAt = Number.POSITIVE_INFINITY
    for (let turns = 0; turns < 3; turns += 1) await syncOnce(cli)
    const judged = await judgeServer(dovecot)
    const doctor = (await runCli(['doctor'], cli)).values.at(-1) as { readonly ok?: boolean } | undefined
    const expected = readJournal(cli.dataDir)
    const wrong = ids.flatMap(id => {
      const wanted = expected.get(rows[id]?.conversationId ?? '') ?? start
      const found = Object.entries(judged).flatMap(([mailbox, { emails }]) =>
        emails
          .filter(({ messageId }) => messageId === `<${id}>`)
          .map(({ flags }) => `${mailbox} (${flags.join(' ')})`),
      )
      const hoped = `${wanted.place} (${wanted.seen ? '\\Seen' : ''})`
      return found.join(', ') === hoped ? [] : [`${id}: expected ${hoped}, found ${found.join(', ')}`]
    })
    return {
      killed,
      killedWithJobs,
      wrong,
      disagreements: compareWithServer(judged, readStore(cli.dataDir)),
      openJobs: storeTotals(cli.dataDir).openJobs,
      doctorOk: doctor?.ok === true,
    }
  } finally {
    running?.kill('SIGKILL')
    await proxy.stop()
    await dovecot.stop()
    await temp.remove()
  }
}

/** Something to do to a few conversations, told to the server at once; now and then only a sync, or an undo. */
function commandFor(random: Random, cli: CliOptions, conversationIds: readonly string[]): readonly string[] {
  const luck = random.next()
  if (luck < 0.15) return ['sync', '--once']
  const last = luck < 0.3 ? lastAction(cli.dataDir) : null
  if (last !== null) return ['undo', last, '--sync']
  const some = Array.from({ length: random.between(1, 6) }, () => random.pick(conversationIds))
  const deed = random.pick([
    ['archive'],
    ['archive'],
    ['delete'],
    ['unarchive'],
    ['undelete'],
    ['mark', 'read'],
  ])
  return [...deed, ...new Set(some), '--sync']
}

type Row = Readonly<Record<string, string | number | null>>

function query(dataDir: string, sql: string): readonly Row[] {
  const database = new DatabaseSync(join(dataDir, 'parley.db'), { readOnly: true })
  try {
    return database.prepare(sql).all() as Row[]
  } finally {
    database.close()
  }
}

function lastAction(dataDir: string): string | null {
  const [row] = query(dataDir, 'SELECT id FROM action WHERE undone_at IS NULL ORDER BY key DESC LIMIT 1')
  return row === undefined ? null : String(row['id'])
}

/** Where each conversation belongs, and whether it is read, by the journal alone: the last word on each counts. */
function readJournal(dataDir: string): ReadonlyMap<string, State> {
  const now = new Map<string, State>()
  const before = new Map<string, State>()
  const rows = query(
    dataDir,
    `SELECT action.id, kind, undo_of, conversation_id FROM action JOIN action_item ON action_key = action.key
       ORDER BY action.key, position`,
  )
  for (const row of rows) {
    const conversation = String(row['conversation_id'])
    const state = now.get(conversation) ?? start
    before.set(`${row['id']} ${conversation}`, state)
    const restored = before.get(`${row['undo_of']} ${conversation}`)
    now.set(conversation, restored ?? after(state, String(row['kind'])))
  }
  return now
}

function after(state: State, kind: string): State {
  switch (kind) {
    case 'archive':
      return { ...state, place: 'Archive' }
    case 'unarchive':
      return { ...state, place: 'INBOX' }
    case 'delete':
      return { ...state, place: 'Trash', home: state.place }
    case 'undelete':
      return { ...state, place: state.home }
    case 'mark-read':
      return { ...state, seen: true }
    default:
      throw new Error(`The journal says ${kind}`)
  }
}
