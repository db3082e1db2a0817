import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ConversationFilter } from '#shared/conversation.ts'
import { addAccount, syncOnce } from '#test/support/cli-account.ts'
import { sampleEmails } from '#test/support/corpus.ts'
import { type Dovecot, startDovecot } from '#test/support/dovecot.ts'
import { type LiveEngine, openLiveEngine } from '#test/support/live-engine.ts'
import { createRandom } from '#test/support/random.ts'
import { createTempFolder, type TempFolder } from '#test/support/temp-folder.ts'

/** Real mail of many programs and languages. */
const sampleSize = 400
const wordsPerEmail = 12

/** Encoded data is one long word; nobody types more of it. */
const longestTyped = 100

let dovecot: Dovecot
let folder: TempFolder
let live: LiveEngine

beforeAll(async () => {
  dovecot = await startDovecot()
  await dovecot.deliver(
    'INBOX',
    sampleEmails(sampleSize).map(({ raw }) => raw),
  )
  folder = await createTempFolder('search-corpus')
  const cli = { dataDir: folder.path, timeoutMs: 90_000 }
  await addAccount(dovecot, cli)
  await syncOnce(cli, 'all')
  live = openLiveEngine({ dataDir: folder.path, start: false })
}, 240_000)
afterAll(async () => {
  await live?.close()
  await dovecot?.stop()
  await folder?.remove()
})

async function findAll(filter: ConversationFilter): Promise<ReadonlySet<string>> {
  const ids = new Set<string>()
  let after: string | undefined
  do {
    const page = await live.ask('conversations/list', { filter, after, limit: 200 })
    for (const { id } of page.rows) {
      expect(ids.has(id)).toBe(false)
      ids.add(id)
    }
    after = page.next ?? undefined
  } while (after !== undefined)
  return ids
}

test('words of every opened email find its conversation, in texts, subjects, addresses and names of files', async () => {
  const random = createRandom(9)
  const missed: string[] = []
  let asked = 0
  for (const id of await findAll({ view: 'all' })) {
    const { emails } = await live.ask('conversations/get', { id })
    for (const email of emails) {
      const people = [...email.from, ...email.to, ...email.cc].map(
        ({ name, address }) => `${name} ${address}`,
      )
      const names = email.attachments.map(({ name }) => name)
      const beginning = (email.text ?? '').slice(0, 20_000)
      const words = [email.subject, ...people, ...names, beginning].join('\n').match(/[\p{L}\p{N}\p{M}]+/gu)
      const chosen = Array.from({ length: Math.min(wordsPerEmail, words?.length ?? 0) }, () =>
        random.pick(words ?? []),
      )
      for (const word of new Set(chosen)) {
        asked += 1
        const found = await findAll({ view: 'all', search: `${word.slice(0, longestTyped)} ` })
        if (!found.has(id)) missed.push(word)
      }
    }
  }
  expect(asked).toBeGreaterThan(100)
  expect(missed).toEqual([])
}, 240_000)

test('each result says where it matched, and counting agrees with listing', async () => {
  for (const search of ['the', 'a', 're', 'from:a', 'has:attachment the', '日', 'subject:re', 'is:unread']) {
    const filter = { view: 'all', search } as const
    const { rows } = await live.ask('conversations/list', { filter, limit: 200 })
    for (const { match } of rows) expect(match?.excerpt.length ?? 0).toBeLessThanOrEqual(160)
    const found = await findAll(filter)
    expect(await live.ask('conversations/count', { filter })).toEqual({ count: found.size, more: false })
  }
})
