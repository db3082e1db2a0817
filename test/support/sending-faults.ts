import { randomBytes } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { minuteMs } from '#shared/time.ts'
import { type Dovecot, startDovecot } from './dovecot.ts'
import { createRandom, type Random } from './random.ts'
import { type SendingDesk, startSendingDesk } from './sending-desk.ts'
import { type SendingEngine, startSendingEngine } from './sending-engine.ts'
import { type Injury, injure } from './sending-injuries.ts'
import { judgeSending, type WrittenMail } from './sending-judge.ts'
import {
  type FaultPoint,
  faultPoints,
  isAppendPoint,
  killPoints,
  lateKillPoints,
  partsOf,
} from './sending-points.ts'
import { decide, settleCopies, settleMails } from './sending-settle.ts'
import { createTempFolder } from './temp-folder.ts'
import { waitFor } from './wait-for.ts'

export type SendingFaults = {
  /** Mails in all; each has a fault of its own. */
  readonly runs: number
  readonly seed: number
  /** Accounts, each with one mail on its way at a time. */
  readonly desks?: number
  /** Mailboxes that fill up, so that copies in Sent are refused (F-08). */
  readonly quota?: boolean
  /** Only these; default all. */
  readonly points?: readonly FaultPoint[]
  /** Breaks the app on purpose, so that the judge must find fault. */
  readonly injury?: Injury | undefined
  /** Begins no further round after so long. */
  readonly minutes?: number
  readonly say?: (text: string) => void
}

export type SendingFaultsResult = {
  readonly runs: number
  readonly kills: number
  /** By point, how many mails ended how: state, how often it arrived, copies in Sent. */
  readonly ends: Readonly<Record<string, Readonly<Record<string, number>>>>
  /** Faults that did not come to pass, since something ended the mail before. */
  readonly missed: number
  readonly wrong: readonly string[]
}

/** What a campaign works with. */
export type SendingTable = {
  readonly random: Random
  readonly desks: readonly SendingDesk[]
  readonly dovecot: Dovecot
  readonly dataDir: string
  readonly identities: ReadonlyMap<string, string>
  /** A file that makes a mail large. */
  readonly largeFile: string
  readonly mails: WrittenMail[]
  readonly injury: Injury | undefined
  readonly points: readonly FaultPoint[] | undefined
  readonly wrong: string[]
  engine: SendingEngine
  kills: number
  missed: number
}

/** A mail on its way in this round. */
export type SendingRun = {
  readonly desk: SendingDesk
  readonly mail: WrittenMail
  /** Hands it to the outbox right before the app is killed. */
  begin?: () => Promise<void>
}

const largeBytes = 2_200_000

/**
 * Sends mail after mail through a real engine in a process that is killed, cut off and refused at every point, and has
 * an independent judge count what arrived (F-03, F-06, F-07, F-08).
 *
 * All accounts of a round are brought to their points, each held there by its server, before one SIGKILL meets them.
 */
export async function runSendingFaults(campaign: SendingFaults): Promise<SendingFaultsResult> {
  const say = campaign.say ?? (() => undefined)
  const temp = await createTempFolder('sending-faults')
  const names = Array.from({ length: campaign.desks ?? 12 }, (_, at) => `desk${at}@parley.test`)
  const users = names.map(name => ({ name, password: 'secret' }))
  const dovecot = await startDovecot({ users, ...(campaign.quota ? { quotaKilobytes: 4_000 } : {}) })
  const desks = await Promise.all(
    users.map((user, at) => startSendingDesk(dovecot, user, { filesSent: at % 6 === 5 && !campaign.quota })),
  )
  const dataDir = join(temp.path, 'data')
  const folder = join(temp.path, 'taken')
  await mkdir(folder)
  const largeFile = join(temp.path, 'large.bin')
  await writeFile(largeFile, randomBytes(largeBytes))
  const engine = startSendingEngine(dataDir)
  const table: SendingTable = {
    random: createRandom(campaign.seed),
    ...{ desks, dovecot, dataDir, largeFile, engine },
    ...{ injury: campaign.injury, points: campaign.points },
    ...{ identities: new Map(), mails: [], wrong: [], kills: 0, missed: 0 },
  }
  try {
    await addAccounts(table)
    const until = Date.now() + (campaign.minutes ?? 60) * minuteMs
    for (let round = 0; table.mails.length < campaign.runs && Date.now() < until; round += 1) {
      const left = campaign.runs - table.mails.length
      await playRound(table, desks.slice(0, left), `s${campaign.seed}r${round}`)
      say(`${table.mails.length} mails, ${table.kills} kills, ${table.wrong.length} wrong`)
    }
    await settleCopies(table)
    await table.engine.close()
    const verdict = await judgeSending({ ...table, folder, quota: campaign.quota ?? false })
    const { mails, kills, missed } = table
    const ends = countEnds(mails, verdict.ends)
    return { runs: mails.length, kills, missed, ends, wrong: [...table.wrong, ...verdict.wrong] }
  } finally {
    await table.engine.kill()
    await Promise.all(desks.map(desk => desk.stop()))
    await dovecot.stop()
    await temp.remove()
  }
}

async function addAccounts(table: SendingTable): Promise<void> {
  for (const { account } of table.desks) await table.engine.add(account)
  const accounts = await table.engine.ask('accounts/list', {})
  const identities = table.identities as Map<string, string>
  for (const { identities: own } of accounts) for (const one of own) identities.set(one.address, one.id)
  await waitFor(
    async () => (await table.engine.ask('sync/status', {})).every(({ phase }) => phase === 'idle'),
    { timeoutMs: 60_000, everyMs: 100, what: 'the first sync of all accounts' },
  )
}

/** One mail for each desk: each to its point, then perhaps a kill, then to its end. */
async function playRound(table: SendingTable, desks: readonly SendingDesk[], name: string): Promise<void> {
  const { random } = table
  const { points } = table
  const pick = points
    ? () => random.pick(points)
    : random.pick([pickKill, pickKill, pickKill, pickLate, pickCalm])
  const runs = desks.map((desk, at): SendingRun => {
    const point = pick(random)
    desk.plan(point, random.next())
    const token = `${name}d${at}`
    const text = wordsOf(token, random)
    const mail = { token, point, text, user: desk.user.name, saved: false, queued: false, edited: false }
    return { desk, mail }
  })
  table.mails.push(...runs.map(({ mail }) => mail))
  await Promise.all(runs.map(run => write(table, run)))
  const doomed = runs.filter(({ mail }) => partsOf(mail.point).deed === 'kill')
  if (doomed.length > 0) await killAtPoints(table, doomed)
  await settleMails(table, runs)
  table.missed += runs.filter(({ desk, mail }) => mail.point !== 'none' && isMissed(desk, mail)).length
  for (const { desk } of runs) desk.relent()
  if (await decide(table, runs)) await settleMails(table, runs)
}

const pickKill = (random: Random): FaultPoint =>
  random.chance(0.8) ? random.pick(killPoints) : pickBy(random, point => !isAppendPoint(point))
const pickLate = (random: Random): FaultPoint =>
  random.chance(0.6) ? random.pick(lateKillPoints) : pickBy(random, isAppendPoint)
const pickCalm = (random: Random): FaultPoint => random.pick(faultPoints)
const pickBy = (random: Random, isWanted: (point: FaultPoint) => boolean) =>
  random.pick(faultPoints.filter(isWanted))

function wordsOf(token: string, random: Random): string {
  const lines = ['Dear customer,', '.', '..two dots', 'From here on', `-- ${token}`]
  return Array.from({ length: random.between(1, 400) }, () => random.pick(lines)).join('\n')
}

const inApp: ReadonlySet<string> = new Set(['saved', 'freezing', 'queued', 'before-append'])

function isMissed(desk: SendingDesk, { point }: WrittenMail): boolean {
  return !inApp.has(partsOf(point).place) && !desk.reached()
}

/** Writes a mail, saves it and hands it to the outbox, as far as its point lets it. */
async function write(table: SendingTable, run: SendingRun): Promise<void> {
  const { engine, random } = table
  const { mail } = run
  const { place } = partsOf(mail.point)
  const isLarge = place === 'body-middle' || random.chance(0.05)
  const { id, content } = await engine.ask('drafts/open', { kind: 'new' })
  const identityId = table.identities.get(mail.user) ?? null
  if (isLarge) await attach(engine, id, table.largeFile)
  const { revision } = await engine.ask('drafts/save', {
    id,
    content: {
      ...content,
      identityId,
      to: [{ name: '', address: 'ada@customer.example' }],
      cc: place === 'RCPT' ? [{ name: 'Bo', address: 'bo@customer.example' }] : [],
      subject: `Offer ${mail.token}`,
      text: mail.text,
      plain: true,
    },
  })
  mail.saved = true
  if (place === 'saved') return
  // One that waits for its time when the app dies, or whose time to undo has not run out.
  const sendAt = Date.now() + (place === 'queued' ? 600_000 : 0)
  const send = async () => {
    await engine.ask('outbox/send', { draftId: id, revision, sendAt })
    mail.queued = true
  }
  if (place === 'freezing') run.begin = send
  else await send()
}

async function attach(engine: SendingEngine, id: string, path: string): Promise<void> {
  await engine.ask('drafts/attach-file', { id, path, inline: false })
}

/** Waits until every doomed mail stands at its point, kills the app there, and now and then its next life too. */
async function killAtPoints(table: SendingTable, runs: readonly SendingRun[]): Promise<void> {
  const { random } = table
  const isLate = runs.some(({ mail }) => isAppendPoint(mail.point))
  const stands = async ({ desk, mail }: SendingRun) => {
    const { place } = partsOf(mail.point)
    if (place !== 'before-append') return inApp.has(place) || desk.reached()
    const found = (await table.engine.ask('outbox/list', {})).find(one => one.subject.endsWith(mail.token))
    return found?.state === 'sent'
  }
  await waitFor(async () => (await Promise.all(runs.map(stands))).every(Boolean), {
    timeoutMs: isLate ? 20_000 : 8_000,
    everyMs: 20,
  }).catch(() => undefined)
  // What begins now dies with the engine.
  for (const { begin } of runs) begin?.().catch(() => undefined)
  await delay(random.between(0, 60))
  await kill(table, table.injury)
  for (const { desk } of runs) if (partsOf(desk.point()).deed === 'kill') desk.relent()
  if (!random.chance(0.25)) return
  await delay(random.between(50, 1_500))
  await kill(table)
}

async function kill(table: SendingTable, injury?: Injury): Promise<void> {
  await table.engine.kill()
  table.kills += 1
  if (injury !== undefined) injure(table.dataDir, injury)
  table.engine = startSendingEngine(table.dataDir)
}

function countEnds(
  mails: readonly WrittenMail[],
  ends: Readonly<Record<string, string>>,
): Record<string, Record<string, number>> {
  const counted: Record<string, Record<string, number>> = {}
  for (const { point, token } of mails) {
    const end = ends[token] ?? 'unknown'
    counted[point] = { ...counted[point], [end]: (counted[point]?.[end] ?? 0) + 1 }
  }
  return counted
}
