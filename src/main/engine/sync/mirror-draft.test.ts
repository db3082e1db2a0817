import { afterAll, beforeAll, expect, it } from 'vitest'
import { followDraft } from '#engine/queue/mirror-jobs.ts'
import { findDraft, getOpenDraft, insertDraft, moveDraft, saveRevision } from '#engine/store/drafts.ts'
import { listIdentities } from '#engine/store/identities.ts'
import { createTestStore, type TestStore } from '#engine/store/test-store.ts'
import type { ModelServerOptions } from '#test/support/imap-model-server.ts'
import { type MovingAccount, startMovingServer } from '#test/support/moving-account.ts'

let kept: TestStore
let server: Awaited<ReturnType<typeof startMovingServer>>
beforeAll(async () => {
  kept = createTestStore()
  server = await startMovingServer(kept.store)
})
afterAll(async () => {
  await server.stop()
  kept.remove()
})

/** Long ago, so that every job is due. */
const past = Date.UTC(2026, 2, 1)

/** A draft whose first words are on the server, beside another program's draft, and newer words that are not. */
async function written(options: ModelServerOptions = {}) {
  const account = server.account(options)
  const { store, accountId } = account
  account.deliver('Drafts', 'foreign@x', ['\\Draft'])
  await account.round()
  const identityId = listIdentities(store.reader).find(one => one.accountId === accountId)?.id ?? null
  const content = {
    identityId,
    to: [],
    cc: [],
    bcc: [],
    subject: 'Offer',
    html: '',
    text: 'One',
    plain: true,
  }
  const start = { conversationKey: null, emailKey: null, replyTo: null, references: [], now: past }
  const id = store.write(w => insertDraft(w, { kind: 'new', ...start, content }))
  const say = (text: string) =>
    store.write(w => {
      saveRevision(w, getOpenDraft(w, id), { ...content, text }, past)
      followDraft(w, id, past)
    })
  say('Two')
  await account.settle()
  return { account, id, say }
}

/** What our copies on the server say. */
const copies = ({ model }: MovingAccount) =>
  [...(model.mailboxes.get('Drafts')?.messages.values() ?? [])]
    .map(({ raw }) => raw.toString())
    .filter(text => text.includes('X-Parley-Draft'))
    .map(text => text.split('\r\n\r\n')[1]?.trim())
const isForeignThere = ({ model }: MovingAccount) => model.places('foreign@x').length === 1
const emails = ({ store, accountId }: MovingAccount) =>
  store.reader.prepare('SELECT key FROM email WHERE account_id = ?').all(accountId).length

it('F-09: the copy follows the draft, is no email of its own, and the mailbox is in step with it', async () => {
  const { account, id, say } = await written()
  expect(copies(account)).toEqual(['Two'])
  say('Three')
  await account.settle()
  expect(copies(account)).toEqual(['Three'])
  expect(emails(account)).toBe(1)
  expect(findDraft(account.store.reader, id)?.mirror).toBe('saved')
  const before = server.commands.length
  await account.round()
  expect(server.commands.slice(before).filter(({ name }) => name === 'UID SEARCH')).toEqual([])
  await account.close()
})

const commands = ['SELECT', 'UID SEARCH', 'UID FETCH', 'APPEND', 'UID STORE', 'UID EXPUNGE', 'EXPUNGE']
const cuts = (['before', 'after'] as const).flatMap(when =>
  commands.flatMap(name => [
    { when, name, capabilities: ['UIDPLUS'] as const },
    { when, name, capabilities: [] as const },
  ]),
)

it.each(cuts)(
  'F-09: a cut $when $name leaves a copy, and the next attempt exactly one ($capabilities)',
  async ({ when, name, capabilities }) => {
    const { account, say } = await written({ capabilities })
    say('Three')
    let isCut = false
    const fault: ModelServerOptions['fault'] = (at, command) => {
      if (isCut || at !== when || command.name !== name) return undefined
      isCut = true
      return 'cut'
    }
    server.change({ fault })
    await account.round().catch(() => undefined)
    expect(copies(account).length).toBeGreaterThanOrEqual(1)
    server.change({ fault: undefined })
    await account.settle()
    expect(copies(account)).toEqual(['Three'])
    expect(isForeignThere(account)).toBe(true)
    expect(emails(account)).toBe(1)
    await account.close()
  },
)

it('F-09: a server that finds every mail for ours loses no other', async () => {
  const { account, id } = await written()
  server.change({ findsAll: true })
  account.store.write(w => {
    moveDraft(w, findDraft(w, id)?.key ?? 0, { from: 'open', to: 'discarded', now: past })
    followDraft(w, id, past)
  })
  await account.settle()
  expect(copies(account)).toEqual([])
  expect(isForeignThere(account)).toBe(true)
  await account.close()
})

it('F-09: a copy that the server refuses for good says why, and costs nothing of the draft', async () => {
  const refuse: ModelServerOptions['refuse'] = command =>
    command.name === 'APPEND' ? 'NO [CANNOT] not here' : undefined
  const { account, id } = await written({ refuse })
  const draft = findDraft(account.store.reader, id)
  expect(draft).toMatchObject({ mirror: 'failed', mirrorProblem: { code: 'server-refused' } })
  expect(draft?.content.text).toBe('Two')
  await account.close()
})
