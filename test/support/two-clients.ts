import { join } from 'node:path'
import { compareWithServer } from './agreement.ts'
import { addAccount } from './cli-account.ts'
import { startDovecot } from './dovecot.ts'
import type { DroppableCapability } from './dovecot-config.ts'
import { startFaultProxy } from './fault-proxy.ts'
import { judgeServer } from './imap-judge.ts'
import { type OtherClient, startOtherClient } from './imap-other-client.ts'
import { type LiveEngine, openLiveEngine } from './live-engine.ts'
import { createRandom, type Random } from './random.ts'
import { readRows, readStore, type ShownRow, storeTotals } from './store-view.ts'
import { createTempFolder } from './temp-folder.ts'
import { meet, type PlainMail, pickDeed, places, plainMail, wishFor } from './two-people.ts'
import { waitFor } from './wait-for.ts'

export type TwoClients = {
  readonly sequences: number
  /** The first seed; each sequence has its own. */
  readonly seed?: number
  readonly dropCapabilities?: readonly DroppableCapability[]
  readonly say?: (text: string) => void
}

export type TwoClientsResult = {
  /** One sentence for each sequence that ended otherwise than both people would explain it. */
  readonly wrong: readonly string[]
  /** Where the server and the store differ at the end, by the independent judge. */
  readonly disagreements: readonly string[]
  readonly openJobs: number
  readonly emailsWithoutCopy: number
  /** Deeds at our side, and of the other client. */
  readonly ours: number
  readonly theirs: number
}

type Mail = PlainMail & { readonly id: string; conversationId: string; lastActionId: string | null }

const tag = '$label1'

/**
 * Two programs act on one mailbox at random, ours through the engine's door and an independent one in Python: in turns
 * while both are online, and without knowing of each other while ours is offline. After each meeting the server, the store
 * and the list must be as a plain model of two people says.
 */
export async function runTwoClients(campaign: TwoClients): Promise<TwoClientsResult> {
  const say = campaign.say ?? (() => undefined)
  const temp = await createTempFolder('two-clients')
  const dovecot = await startDovecot({ dropCapabilities: campaign.dropCapabilities ?? [] })
  await dovecot.doveadm('mailbox', 'create', '-u', dovecot.user.name, 'Projects')
  const proxy = await startFaultProxy({ port: dovecot.port })
  const dataDir = join(temp.path, 'data')
  await addAccount({ port: proxy.port, user: dovecot.user }, { dataDir })
  const engine = openLiveEngine({ dataDir })
  const other = startOtherClient(dovecot)
  const wrong: string[] = []
  const counted = { ours: 0, theirs: 0 }
  const table: Table = {
    engine,
    other,
    dataDir,
    counted,
    story: [],
    offline: async () => {
      table.story.push('offline')
      proxy.refuse(true)
      proxy.cutAll()
      await engine.waitFor(async () => (await engine.status())[0]?.phase === 'waiting', {
        what: 'being offline',
      })
    },
    online: () => {
      table.story.push('online')
      proxy.refuse(false)
    },
  }
  try {
    await engine.waitFor(async () => (await engine.status())[0]?.phase === 'idle', { what: 'the first sync' })
    const first = campaign.seed ?? 1
    for (let seed = first; seed < first + campaign.sequences; seed += 1) {
      try {
        await playSequence(table, seed)
      } catch (error) {
        const words = error instanceof Error ? error.message : String(error)
        wrong.push(`seed ${seed}: ${table.story.join(', ')}: ${words}`)
        say(wrong.at(-1) ?? '')
        table.online()
        if (wrong.length >= 10) break
      }
      if (seed % 20 === 0) say(`  ${seed - first + 1} sequences, ${wrong.length} wrong`)
    }
    await engine.ask('sync/start', {})
    const disagreements = async () => compareWithServer(await judgeServer(dovecot), readStore(dataDir))
    await waitFor(async () => (await disagreements()).length === 0, {
      timeoutMs: 20_000,
      everyMs: 500,
    }).catch(() => undefined)
    const { openJobs, emailsWithoutCopy } = storeTotals(dataDir)
    return { wrong, disagreements: await disagreements(), openJobs, emailsWithoutCopy, ...counted }
  } finally {
    await other.close()
    await engine.close()
    await proxy.stop()
    await dovecot.stop()
    await temp.remove()
  }
}

type Table = {
  readonly engine: LiveEngine
  readonly other: OtherClient
  readonly dataDir: string
  readonly counted: { ours: number; theirs: number }
  /** What happened in this sequence, for the message of a failure. */
  readonly story: string[]
  readonly offline: () => Promise<void>
  readonly online: () => void
}

async function playSequence(table: Table, seed: number): Promise<void> {
  const random = createRandom(seed)
  table.story.length = 0
  const mails = await layOut(table, random, seed)
  for (let phases = random.between(1, 3); phases > 0; phases -= 1) {
    const isOffline = random.chance(0.7)
    if (isOffline) await table.offline()
    for (let deeds = random.between(1, isOffline ? 6 : 2); deeds > 0; deeds -= 1) {
      const mail = random.pick(mails)
      if (random.chance(0.6)) await actHere(table, random, mail)
      else await actThere(table, random, mail)
      if (!isOffline) await settle(table, mails)
    }
    table.online()
    await settle(table, mails)
  }
}

/** A few new mails that both sides know. */
async function layOut(table: Table, random: Random, seed: number): Promise<readonly Mail[]> {
  const mails: Mail[] = []
  for (let n = random.between(1, 3); n > 0; n -= 1) {
    const id = `s${seed}-${n}@client.example`
    const there = random.pick(['INBOX', 'INBOX', 'Archive', 'Projects'] as const)
    const flags = { seen: random.chance(0.5), tagged: random.chance(0.3) }
    await table.other.append(there, id, [...(flags.seen ? ['\\Seen'] : []), ...(flags.tagged ? [tag] : [])])
    table.story.push(`${id} in ${there}${flags.seen ? ' read' : ''}${flags.tagged ? ' tagged' : ''}`)
    mails.push({ ...plainMail(there, flags), id, conversationId: '', lastActionId: null })
  }
  await settle(table, mails)
  const rows = readRows(
    table.dataDir,
    mails.map(({ id }) => id),
  )
  for (const mail of mails) mail.conversationId = rows[mail.id]?.conversationId ?? ''
  return mails
}

async function actHere({ engine, counted, story }: Table, random: Random, mail: Mail): Promise<void> {
  const deed = pickDeed(random, mail)
  if (deed === null) return
  counted.ours += 1
  story.push(`we ${deed} ${mail.id}`)
  if (deed === 'undo') {
    const { undone } = await engine.ask('actions/undo', { id: mail.lastActionId ?? '' })
    if (undone !== 1) throw new Error(`undo of ${mail.id} changed ${undone}`)
  } else {
    const target = { ids: [mail.conversationId] }
    const action = deed === 'tag' || deed === 'untag' ? { kind: deed, keyword: tag } : { kind: deed }
    const { changed, actionId } = await engine.ask('conversations/act', { target, action })
    if (changed !== 1) throw new Error(`${deed} of ${mail.id} changed ${changed}`)
    if (deed === 'archive' || deed === 'unarchive' || deed === 'delete') mail.lastActionId = actionId
  }
  wishFor(mail, deed)
}

async function actThere({ other, counted, story }: Table, random: Random, mail: Mail): Promise<void> {
  if (mail.there === null) return
  counted.theirs += 1
  const luck = random.next()
  if (luck < 0.2) {
    mail.flagsThere = { ...mail.flagsThere, seen: !mail.flagsThere.seen }
    story.push(`they ${mail.flagsThere.seen ? 'read' : 'unread'} ${mail.id}`)
    await other.flag(mail.id, '\\Seen', mail.flagsThere.seen)
  } else if (luck < 0.35) {
    mail.flagsThere = { ...mail.flagsThere, tagged: !mail.flagsThere.tagged }
    story.push(`they ${mail.flagsThere.tagged ? 'tag' : 'untag'} ${mail.id}`)
    await other.flag(mail.id, tag, mail.flagsThere.tagged)
  } else if (luck < 0.42) {
    mail.there = null
    story.push(`they expunge ${mail.id}`)
    await other.expunge(mail.id)
  } else {
    mail.there = random.pick(places)
    story.push(`they move ${mail.id} to ${mail.there}`)
    await other.move(mail.id, mail.there)
  }
}

/** Waits until both sides have met, and are as the model says. */
async function settle({ engine, other, dataDir }: Table, mails: readonly Mail[]): Promise<void> {
  for (const mail of mails) meet(mail)
  const expected = JSON.stringify(mails.map(expectedView))
  const since = Date.now()
  await engine.ask('sync/start', {})
  const ids = mails.map(({ id }) => id)
  let last = ''
  const isDone = async () => {
    const [status] = await engine.status()
    // The line came back while an attempt was failing.
    if (status?.phase === 'waiting') await engine.ask('sync/start', {})
    const { openJobs } = storeTotals(dataDir)
    last = `${status?.phase}, ${openJobs} jobs, synced ${(status?.lastSyncedAt ?? 0) - since} ms later`
    if (status?.phase !== 'idle' || (status.lastSyncedAt ?? 0) < since || openJobs > 0) return false
    const there = await other.places(ids)
    const here = readRows(dataDir, ids)
    last = JSON.stringify(mails.map(({ id }) => viewOf(there[id] ?? [], here[id])))
    if (last !== expected) await engine.ask('sync/start', {})
    return last === expected
  }
  await waitFor(isDone, { timeoutMs: 25_000, everyMs: 30 }).catch(() => {
    const logged = engine.logged.slice(-8).map(({ event, fields }) => `${event} ${JSON.stringify(fields)}`)
    throw new Error(`expected ${expected}, found ${last}; logged: ${logged.join('; ')}`)
  })
}

function expectedView({ there, flagsThere: { seen, tagged } }: Mail) {
  if (there === null) return { there: [], flags: '', list: 'nowhere', unread: false, tags: '' }
  const isListed = there !== 'Trash' && there !== 'Junk'
  return {
    there: [there],
    flags: [...(tagged ? [tag] : []), ...(seen ? ['\\Seen'] : [])].join(' '),
    list: isListed ? (there === 'INBOX' ? 'active' : 'archived') : 'nowhere',
    unread: isListed && !seen,
    tags: isListed && tagged ? tag : '',
  }
}

function viewOf(
  there: readonly { readonly mailbox: string; readonly flags: readonly string[] }[],
  row: ShownRow | undefined,
) {
  const list = row === undefined || row.hidden ? 'nowhere' : row.archived ? 'archived' : 'active'
  return {
    there: there.map(({ mailbox }) => mailbox),
    flags: [...new Set(there.flatMap(({ flags }) => flags))].sort().join(' '),
    list,
    unread: list !== 'nowhere' && row?.unread === true,
    tags: list === 'nowhere' ? '' : (row?.tags ?? ''),
  }
}
