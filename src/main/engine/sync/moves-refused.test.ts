import { afterAll, beforeAll, expect, it } from 'vitest'
import { allowArchive } from '#engine/store/accounts.ts'
import { createTestStore, type TestStore } from '#engine/store/test-store.ts'
import type { ImapModel } from '#test/support/imap-model.ts'
import { type MovingAccount, type MovingOptions, startMovingServer } from '#test/support/moving-account.ts'

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

const id = 'mail@x.example'
const places = ({ model }: { readonly model: ImapModel }) => model.places(id).map(({ mailbox }) => mailbox)

async function withMail(options: MovingOptions = {}): Promise<MovingAccount> {
  const account = server.account(options)
  account.deliver('INBOX', id)
  await account.round()
  return account
}

const problems = ({ accountId }: MovingAccount) =>
  kept.store.reader
    .prepare<{ problem: string }>("SELECT problem FROM job WHERE account_id = ? AND state = 'failed'")
    .all(accountId)
    .map(({ problem }) => JSON.parse(problem) as unknown)

const tryAgain = ({ accountId }: MovingAccount) =>
  kept.store.write(w =>
    w.prepare("UPDATE job SET state = 'ready', attempts = 0, run_at = 0 WHERE account_id = ?").run(accountId),
  )

it.each([
  ['NO [CANNOT] Not to that mailbox', { code: 'server-refused', detail: 'Not to that mailbox' }],
  ['NO [OVERQUOTA] Full', { code: 'over-quota', detail: 'Full' }],
  ['NO [NOPERM] Not yours', { code: 'read-only', detail: 'Not yours' }],
])(
  'a refusal for good (%s) stays with the server’s words, the wish too, and can be tried again',
  async (words, problem) => {
    const account = await withMail({ refuse: ({ name }) => (name === 'UID MOVE' ? words : undefined) })
    account.wish(id, 'archive')
    await account.round()
    expect(problems(account)).toEqual([{ ...problem, retry: false }])
    await account.round()
    expect([places(account), account.placesHere(id)]).toEqual([['INBOX'], ['archive']])
    server.change({ refuse: () => undefined })
    tryAgain(account)
    await account.settle()
    expect([places(account), account.placesHere(id), account.failedJobs()]).toEqual([
      ['Archive'],
      ['archive'],
      0,
    ])
  },
)

it('a refusal that may pass is tried again by itself', async () => {
  let refusals = 2
  const account = await withMail({
    refuse: ({ name }) => {
      if (name !== 'UID MOVE' || refusals === 0) return undefined
      refusals -= 1
      return 'NO Mailbox is locked'
    },
  })
  account.wish(id, 'archive')
  await account.round()
  expect([account.openJobs(), account.failedJobs()]).toEqual([1, 0])
  await account.settle()
  expect([places(account), account.openJobs()]).toEqual([['Archive'], 0])
})

it('ends a refused wish, and its job, when others take the mail away', async () => {
  const account = await withMail({
    refuse: ({ name }) => (name === 'UID MOVE' ? 'NO [CANNOT] no' : undefined),
  })
  account.wish(id, 'archive')
  await account.round()
  const [place] = account.model.places(id)
  account.model.move('INBOX', [place?.uid ?? 0], 'Trash')
  await account.settle()
  expect([account.placesHere(id), account.failedJobs()]).toEqual([['trash'], 0])
})

const withoutArchive = ['INBOX', 'Sent', 'Drafts', 'Junk', 'Projects']

it('makes an archive where the user agreed, and says that there is none where not', async () => {
  const account = await withMail({ mailboxes: withoutArchive })
  account.wish(id, 'archive')
  await account.settle()
  expect(problems(account)).toEqual([{ code: 'mailbox-missing', detail: 'archive', retry: false }])
  expect(places(account)).toEqual(['INBOX'])
  kept.store.write(w => allowArchive(w, account.accountId))
  tryAgain(account)
  await account.settle()
  expect([places(account), account.placesHere(id), account.failedJobs()]).toEqual([
    ['Archive'],
    ['archive'],
    0,
  ])
})

it('makes a Trash without asking again', async () => {
  const account = await withMail({ mailboxes: withoutArchive })
  account.wish(id, 'trash')
  await account.settle()
  expect([places(account), account.placesHere(id), account.openJobs()]).toEqual([['Trash'], ['trash'], 0])
})

it.each(['before', 'after'] as const)(
  'goes back when the wish is taken back %s the server has moved',
  async when => {
    const account = await withMail()
    account.wish(id, 'archive')
    server.change({
      fault: (moment, { name }) => {
        if (moment === when && name === 'UID MOVE') {
          server.change({ fault: () => undefined })
          account.unwish(id)
        }
        return undefined
      },
    })
    await account.round()
    expect(account.placesHere(id)).toEqual(['inbox'])
    await account.settle()
    expect([places(account), account.placesHere(id), account.openJobs()]).toEqual([['INBOX'], ['inbox'], 0])
  },
)

it('goes on to Trash, with its flags, when it is deleted while it is being archived', async () => {
  const account = await withMail()
  account.wish(id, 'archive')
  server.change({
    fault: (moment, { name }) => {
      if (moment === 'after' && name === 'UID MOVE') {
        server.change({ fault: () => undefined })
        account.mark(id, true)
        account.wish(id, 'trash')
      }
      return undefined
    },
  })
  await account.round()
  expect(account.placesHere(id)).toEqual(['trash'])
  await account.settle()
  expect([places(account), account.placesHere(id), account.openJobs()]).toEqual([['Trash'], ['trash'], 0])
  const [message] = account.model.mailboxes.get('Trash')?.messages.values() ?? []
  expect([...(message?.flags ?? [])]).toEqual(['\\Seen'])
})

it('F-15: wishes and flags outlive a change of UIDVALIDITY', async () => {
  const account = await withMail()
  account.deliver('INBOX', 'other@x.example')
  await account.round()
  account.mark(id, true)
  account.wish(id, 'archive')
  const inbox = account.model.mailboxes.get('INBOX')
  const messages = new Map(
    [...(inbox?.messages ?? [])].reverse().map(([, message], at) => [at + 41, message]),
  )
  account.model.mailboxes.set('INBOX', { uidValidity: 99, uidNext: 50, messages })
  await account.settle()
  expect([places(account), account.placesHere(id), account.openJobs()]).toEqual([['Archive'], ['archive'], 0])
  expect(account.placesHere('other@x.example')).toEqual(['inbox'])
  const [message] = account.model.mailboxes.get('Archive')?.messages.values() ?? []
  expect([...(message?.flags ?? [])]).toEqual(['\\Seen'])
})
