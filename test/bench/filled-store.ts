import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { createMailReader } from '#engine/mail/mime/reader.ts'
import { insertAccount, listAccountIds } from '#engine/store/accounts.ts'
import { openStore, type Store } from '#engine/store/database.ts'
import { findMailbox, listMailboxes, setMailboxState, upsertMailbox } from '#engine/store/mailboxes.ts'
import { createSearchIndexer } from '#engine/store/search-indexer.ts'
import { createIntake, type Intake } from '#engine/sync/intake.ts'
import { silentLog } from '#shared/log.ts'
import { systemClock } from '#shared/time.ts'
import { type PlannedEmail, planMailbox } from '#test/support/generated-conversations.ts'
import { buildEmail } from '#test/support/generated-email.ts'

/** How far a store is filled; the same mail as the generated mailbox of this size. */
export type Filled = {
  readonly count: number
  readonly done: number
  /** Of the messages so far, attachments and all. */
  readonly mailBytes: number
}

const address = 'hello@parley.test'
const boxes = { INBOX: 'inbox', Sent: 'sent', Archive: 'archive' } as const
const step = 5_000

/**
 * Fills a data folder with the generated mailbox as a sync would, but without a server: the same reader, the same intake,
 * the same search thread, oldest mail first. Goes on where it stopped; stops after `forMs`.
 */
export async function fillStore(options: {
  readonly dataDir: string
  readonly count: number
  readonly say: (text: string) => void
  readonly forMs?: number
}): Promise<Filled> {
  const { dataDir, count, say } = options
  const endsAt = performance.now() + (options.forMs ?? Number.POSITIVE_INFINITY)
  let filled = readFilled(dataDir, count)
  if (filled.done === count) return filled
  const { emails } = planMailbox({ count, seed: 1, endsAt: Date.UTC(2026, 6, 1), address })
  const build = createBuilder(emails)
  const store = openStore({ dataDir, clock: systemClock, log: silentLog, searchWorkerUrl })
  const reader = createMailReader({ workerUrl: mimeWorkerUrl, log: silentLog })
  try {
    const intakes = openIntakes(store, reader)
    while (filled.done < count && performance.now() < endsAt) {
      const end = Math.min(count, filled.done + step)
      let { mailBytes } = filled
      for (let at = filled.done; at < end; at += 1) {
        const email = emails[at]
        if (email === undefined) throw new Error('The plan is as long as its count')
        const raw = build(email)
        mailBytes += raw.length
        const { sentAt: receivedAt } = email.email
        const took = intakes[email.mailbox].add({
          uid: at + 1,
          flags: email.flags,
          receivedAt,
          sizeBytes: raw.length,
          raw,
        })
        if (took) await took
      }
      for (const intake of Object.values(intakes)) await intake.done()
      filled = { count, done: end, mailBytes }
      writeFileSync(noteIn(dataDir), JSON.stringify(filled))
      if (end % 50_000 === 0) say(`  ${end} messages stored`)
    }
    await store.searchSettled()
  } finally {
    await reader.close()
    store.close()
  }
  if (filled.done === count) tidy(dataDir)
  return filled
}

const searchWorkerUrl = new URL(import.meta.resolve('#engine/store/search-worker.ts'))
const mimeWorkerUrl = new URL(import.meta.resolve('#engine/mail/mime/worker.ts'))
const noteIn = (dataDir: string) => join(dataDir, 'filled.json')

function readFilled(dataDir: string, count: number): Filled {
  if (!existsSync(noteIn(dataDir))) return { count, done: 0, mailBytes: 0 }
  const filled: Filled = JSON.parse(readFileSync(noteIn(dataDir), 'utf8'))
  if (filled.count !== count) throw new Error(`${dataDir} holds a mailbox of ${filled.count} messages`)
  return filled
}

/** Builds mail in order; what an answer quotes is built again where the filling went on behind it. */
function createBuilder(emails: readonly PlannedEmail[]): (email: PlannedEmail) => Buffer {
  const byId = new Map(emails.map(one => [one.email.messageId, one.email]))
  const texts = new Map<string, string>()
  return ({ email, isAnswered }) => {
    const parent = email.inReplyTo === undefined ? undefined : byId.get(email.inReplyTo)
    const quoted = parent && (texts.get(parent.messageId) ?? quotedOf(buildEmail(parent).text))
    const built = buildEmail(quoted === undefined ? email : { ...email, quoted })
    if (parent) texts.delete(parent.messageId)
    if (isAnswered) texts.set(email.messageId, quotedOf(built.text))
    return built.raw
  }
}

const quotedOf = (text: string) => text.slice(0, 1_500)

function openIntakes(
  store: Store,
  reader: Parameters<typeof createIntake>[0]['reader'],
): Readonly<Record<keyof typeof boxes, Intake>> {
  const accountId = listAccountIds(store.reader)[0] ?? addPausedAccount(store)
  const events = {
    changed: () => {},
    progress: () => {},
    notice: () => {},
    subscribe: () => () => {},
    close: () => {},
  }
  const deps = { store, reader, events, clock: systemClock }
  const open = (path: string) => {
    const mailbox = listMailboxes(store.reader, accountId).find(one => one.path === path)
    if (mailbox === undefined) throw new Error(`No mailbox ${path}`)
    return createIntake(deps, mailbox, { signal: new AbortController().signal, announce: false })
  }
  return { INBOX: open('INBOX'), Sent: open('Sent'), Archive: open('Archive') }
}

/** Nobody asks its server. */
function addPausedAccount(store: Store): string {
  return store.write(w => {
    const imap = { host: 'imap.parley.test', port: 993, security: 'tls', user: address } as const
    const identities = [
      { name: 'Parley Test', address, addressKey: address },
      { name: 'Support', address: 'support@parley.test', addressKey: 'support@parley.test' },
    ]
    const id = insertAccount(w, {
      ...{ kind: 'imap', name: 'Test', address, imap, smtp: null, bodyWindow: 'all', identities },
      createdAt: 0,
    })
    w.prepare('UPDATE account SET paused = 1 WHERE id = ?').run(id)
    for (const [path, role] of Object.entries(boxes)) {
      const listed = { name: path, delimiter: '/', role, selectable: true, objectId: null }
      const key = upsertMailbox(w, { accountId: id, path, ...listed })
      setMailboxState(w, key, { uidValidity: '1' })
      if (findMailbox(w, key) === null) throw new Error('A stored mailbox is found')
    }
    return id
  })
}

/** What the app does two seconds after the last mail. */
function tidy(dataDir: string): void {
  const indexer = createSearchIndexer(dataDir)
  while (indexer.tidy.step()) {
    // to the end
  }
  indexer.close()
}

/** `node test/bench/filled-store.ts --out FOLDER [--count N] [--seconds N]`: fills a folder for `--keep`, in pieces. */
if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      out: { type: 'string' },
      count: { type: 'string', default: '1000000' },
      seconds: { type: 'string', default: '240' },
    },
  })
  if (values.out === undefined) throw new Error('--out names the data folder')
  const filled = await fillStore({
    dataDir: values.out,
    count: Number(values.count),
    forMs: Number(values.seconds) * 1_000,
    say: text => void process.stderr.write(`${text}\n`),
  })
  process.stdout.write(`${JSON.stringify(filled)}\n`)
}
