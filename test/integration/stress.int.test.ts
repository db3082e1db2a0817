import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Email } from '#shared/conversation.ts'
import type { CliOptions } from '#test/support/cli.ts'
import { addAccount, syncOnce } from '#test/support/cli-account.ts'
import { holdsNothing, sameEmailKey } from '#test/support/corpus.ts'
import { type Dovecot, startDovecot } from '#test/support/dovecot.ts'
import { type LiveEngine, openLiveEngine } from '#test/support/live-engine.ts'
import { readStore, storeTotals } from '#test/support/store-view.ts'
import { stressMails } from '#test/support/stress-mails.ts'
import { createTempFolder, type TempFolder } from '#test/support/temp-folder.ts'

/** All mails that were made to hurt, in one mailbox on a real server: UID n is the n-th of them. */
const mostBytes = 1024 ** 3
const longestSyncMs = 240_000

let dovecot: Dovecot
let folder: TempFolder
let engine: LiveEngine | undefined
let peakBytes = 0
let seconds = 0
/** These say nothing to anybody: there is nothing to show. */
const silent =
  /^(?:nothing|one NUL|.*megabyte of NUL.*|.*iso-2022-jp shifts|.*line feeds|.*carriage returns|.*of spaces)$/

/** What the judge needs of each message; the bytes themselves are not kept. */
const facts: { readonly name: string; readonly key: string; readonly blank: boolean }[] = []

beforeAll(async () => {
  dovecot = await startDovecot()
  for (const { name, build } of stressMails) {
    const raw = build()
    await dovecot.deliver('INBOX', [raw])
    const judged = raw.length < 20_000_000
    facts.push({
      name,
      key: judged ? sameEmailKey(raw) : name,
      blank: silent.test(name) || (judged && holdsNothing(raw)),
    })
  }
  folder = await createTempFolder('stress')
  const cli: CliOptions = { dataDir: folder.path, timeoutMs: longestSyncMs }
  await addAccount(dovecot, cli)
  const summary = await syncOnce(cli, 'all')
  peakBytes = summary.peakBytes
  seconds = summary.processSeconds
}, longestSyncMs + 60_000)
afterAll(async () => {
  await engine?.close()
  await dovecot?.stop()
  await folder?.remove()
})

const copies = () => readStore(folder.path)['INBOX']?.copies ?? []

async function openEverything(live: LiveEngine): Promise<ReadonlyMap<string, Email>> {
  const emails = new Map<string, Email>()
  let after: string | undefined
  do {
    const page = await live.ask('conversations/list', { filter: { view: 'all' }, after, limit: 100 })
    for (const { id, emailCount } of page.rows) {
      const conversation = await live.ask('conversations/get', { id })
      expect(conversation.emails.length).toBe(emailCount)
      for (const email of conversation.emails) emails.set(email.id, email)
    }
    after = page.next ?? undefined
  } while (after !== undefined)
  return emails
}

test('R-63: sync ends, every message is listed, and the engine stays under a gigabyte', () => {
  console.info({ mails: facts.length, peakMB: Math.round(peakBytes / 1e6), seconds: Math.round(seconds) })
  expect(copies()).toHaveLength(stressMails.length)
  expect(storeTotals(folder.path)).toMatchObject({
    emails: new Set(facts.map(({ key }) => key)).size,
    emailsWithoutCopy: 0,
    openJobs: 0,
  })
  expect(peakBytes).toBeGreaterThan(0)
  expect(peakBytes).toBeLessThan(mostBytes)
})

test('R-63: every message opens and shows something, and none had to be given up', async () => {
  engine = openLiveEngine({ dataDir: folder.path, start: false })
  const live = engine
  const shown = await openEverything(live)
  const missing: string[] = []
  const blank: string[] = []
  for (const { uid, emailId, bodyState } of copies()) {
    const fact = facts[uid - 1]
    const email = shown.get(emailId)
    if (fact === undefined || email === undefined || bodyState === 'unreadable') {
      missing.push(`${uid} ${fact?.name} ${bodyState}`)
      continue
    }
    const html = email.hasHtml ? (await live.ask('emails/html', { emailId })).html : ''
    if (`${email.text ?? ''}${html}`.trim() === '' && email.attachments.length === 0 && !fact.blank)
      blank.push(`${fact.name} (${bodyState})`)
  }
  expect(missing).toEqual([])
  expect(blank).toEqual([])
})
