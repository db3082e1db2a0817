import { readFileSync, statSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Email } from '#shared/conversation.ts'
import { isAppError } from '#shared/errors.ts'
import { compareWithServer } from '#test/support/agreement.ts'
import type { CliOptions } from '#test/support/cli.ts'
import { addAccount, syncOnce } from '#test/support/cli-account.ts'
import { corpusEmails, holdsNothing, sameEmailKey } from '#test/support/corpus.ts'
import { type Dovecot, startDovecot } from '#test/support/dovecot.ts'
import { judgeServer } from '#test/support/imap-judge.ts'
import { type LiveEngine, openLiveEngine } from '#test/support/live-engine.ts'
import { readStore, storeTotals } from '#test/support/store-view.ts'
import { createTempFolder, type TempFolder } from '#test/support/temp-folder.ts'

/** Real and broken mails of many programs, on a real server: UID n is the n-th of them. */
const mails = corpusEmails()
const nameOf = (uid: number) => `${uid} ${mails[uid - 1]?.name}`

let dovecot: Dovecot
let folder: TempFolder
let engine: LiveEngine | undefined
const dataDirs = { all: '', none: '' }

/** No sync of so little mail may take longer, not on the slowest machine. */
const longestSyncMs = 90_000

beforeAll(async () => {
  dovecot = await startDovecot()
  await dovecot.deliver(
    'INBOX',
    mails.map(({ raw }) => raw),
  )
  folder = await createTempFolder('corpus')
  for (const bodies of ['all', 'none'] as const) {
    dataDirs[bodies] = `${folder.path}/${bodies}`
    const cli: CliOptions = { dataDir: dataDirs[bodies], timeoutMs: longestSyncMs }
    await addAccount(dovecot, cli)
    const { emails } = await syncOnce(cli, bodies)
    expect(emails).toBe(storeTotals(cli.dataDir).emails)
  }
}, 240_000)
afterAll(async () => {
  await engine?.close()
  await dovecot?.stop()
  await folder?.remove()
})

const copiesIn = (dataDir: string) => readStore(dataDir)['INBOX']?.copies ?? []

/** Every email that the list leads to, as an opened conversation shows it, by its id. */
async function openEverything(): Promise<ReadonlyMap<string, Email>> {
  const emails = new Map<string, Email>()
  let after: string | undefined
  do {
    const page = await ask('conversations/list', { filter: { view: 'all' }, after, limit: 100 })
    for (const { id, emailCount } of page.rows) {
      const conversation = await ask('conversations/get', { id })
      expect(conversation.emails.length).toBe(emailCount)
      for (const email of conversation.emails) emails.set(email.id, email)
    }
    after = page.next ?? undefined
  } while (after !== undefined)
  return emails
}

const ask: LiveEngine['ask'] = (method, params) => {
  if (engine === undefined) throw new Error('No engine is open')
  return engine.ask(method, params)
}

async function open(dataDir: string, start: boolean): Promise<void> {
  await engine?.close()
  engine = openLiveEngine({ dataDir, start })
}

test('every message of the server is here, with its flags and its Message-ID', async () => {
  // Each judge is blind to one kind of broken headers: Dovecot to lines that end with CR, Python to lines without a name.
  const byServer = await judgeServer(dovecot)
  const byPython = await judgeServer({ ...dovecot, hash: true })
  const idOf = new Map(byPython['INBOX']?.emails.map(({ uid, messageId }) => [uid, messageId]))
  const emails = (byServer['INBOX']?.emails ?? []).map(email => ({
    ...email,
    messageId: email.messageId ?? idOf.get(email.uid) ?? null,
  }))
  const inbox = { uidValidity: byServer['INBOX']?.uidValidity ?? 0, emails }
  expect(emails).toHaveLength(mails.length)
  expect(compareWithServer({ ...byServer, INBOX: inbox }, readStore(dataDirs.all))).toEqual([])
  expect(storeTotals(dataDirs.all)).toMatchObject({ emailsWithoutCopy: 0, openJobs: 0 })
})

test('two messages are one email where they are the same, and nowhere else (F-19)', () => {
  const keysOfEmail = new Map<string, Set<string>>()
  const emailsOfKey = new Map<string, Set<string>>()
  for (const { uid, emailId } of copiesIn(dataDirs.all)) {
    const key = sameEmailKey(mails[uid - 1]?.raw ?? Buffer.alloc(0))
    keysOfEmail.set(emailId, (keysOfEmail.get(emailId) ?? new Set()).add(key))
    emailsOfKey.set(key, (emailsOfKey.get(key) ?? new Set()).add(emailId))
  }
  expect([...keysOfEmail.values()].filter(keys => keys.size > 1)).toEqual([])
  expect([...emailsOfKey.values()].filter(emails => emails.size > 1)).toEqual([])
  expect(storeTotals(dataDirs.all).emails).toBe(emailsOfKey.size)
})

test('every email is listed and shows something, unless its sender wrote nothing', async () => {
  await open(dataDirs.all, false)
  const shown = await openEverything()
  const copies = copiesIn(dataDirs.all)
  const missing = copies.filter(({ emailId }) => !shown.has(emailId)).map(({ uid }) => nameOf(uid))
  expect(missing).toEqual([])
  const blank: string[] = []
  for (const { uid, emailId } of copies) {
    const email = shown.get(emailId)
    if (email === undefined || holdsNothing(mails[uid - 1]?.raw ?? Buffer.alloc(0))) continue
    const html = email.hasHtml ? (await ask('emails/html', { emailId })).html : ''
    const words = `${email.text ?? ''}${html}`.trim()
    if (words === '' && email.attachments.length === 0 && email.bodyState !== 'unreadable')
      blank.push(nameOf(uid))
  }
  expect(blank).toEqual([])
})

test('an attachment is fetched, or said to be unreadable; none comes empty that is not', {
  timeout: 240_000,
}, async () => {
  await open(dataDirs.all, true)
  const refused: string[] = []
  const wrong: string[] = []
  const shown = await openEverything()
  const attachments = [...shown.values()].flatMap(email => email.attachments)
  for (const { id, name, sizeBytes } of attachments) {
    try {
      const file = await ask('attachments/fetch', { attachmentId: id })
      if (statSync(file.path).size === 0 && sizeBytes !== 0) wrong.push(name)
    } catch (error) {
      if (isAppError(error, 'unreadable')) refused.push(name)
      else wrong.push(`${name}: ${String(error)}`)
    }
  }
  expect(wrong).toEqual([])
  expect(refused).toContain('a.pdf')
  expect(refused.length).toBeLessThan(attachments.length / 5)
})

test('an email that is fetched when it is opened reads as one that was fetched before', async () => {
  await open(dataDirs.all, false)
  const before = await openEverything()
  const idByUid = new Map(copiesIn(dataDirs.all).map(({ uid, emailId }) => [uid, emailId]))
  const absent = copiesIn(dataDirs.none).filter(({ bodyState }) => bodyState !== 'present')
  expect(absent).not.toEqual([])
  await open(dataDirs.none, true)
  const differing: string[] = []
  for (const { uid, emailId } of absent) {
    const email = await ask('emails/body', { emailId })
    const same = before.get(idByUid.get(uid) ?? '')
    const [now, then] = [email, same].map(one => [one?.bodyState, one?.text, one?.subject, one?.hasHtml])
    if (JSON.stringify(now) !== JSON.stringify(then)) differing.push(nameOf(uid))
  }
  expect(differing).toEqual([])
})

test('nothing unexpected happened', () => {
  for (const dataDir of Object.values(dataDirs)) {
    const log = readFileSync(`${dataDir}/logs/engine.log`, 'utf8').split('\n')
    expect(log.filter(line => /"level":"error"|internal|unreadable/.test(line))).toEqual([])
  }
  const events = engine?.logged.filter(({ level }) => level === 'error') ?? []
  expect(events).toEqual([])
})
