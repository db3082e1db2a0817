import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { keepDeleted } from '#engine/queue/keep-deleted.ts'
import { pageConversations } from '#engine/store/conversation-page.ts'
import { conversationCounts, refreshConversations } from '#engine/store/conversations.ts'
import { copiesOfEmail, updateCopyFlags } from '#engine/store/copies.ts'
import { refreshEmails } from '#engine/store/emails.ts'
import { countWrongMembers } from '#engine/store/list-members.ts'
import { setMailboxState } from '#engine/store/mailboxes.ts'
import { plainCounts, plainRows, resurrected, storedRows, taggedKeys } from '#engine/store/plain-model.ts'
import { endSnoozes } from '#engine/store/snooze.ts'
import {
  addTestAccount,
  addTestConversation,
  createTestStore,
  deliver,
  noon,
  type TestAccount,
  type TestStore,
  testEmail,
} from '#engine/store/test-store.ts'
import type { ConversationAction } from '#shared/actions.ts'
import { hourMs, minuteMs } from '#shared/time.ts'
import { createRandom, type Random } from '#test/support/random.ts'
import { type Actions, createActions } from './actions.ts'
import {
  finishTestJob,
  moveTestCopy,
  placesSeen,
  refuseTestJob,
  type TakenJob,
  takeTestJobs,
  wantedOf,
} from './test-server.ts'

const { signal } = new AbortController()
const quiet = { signal, onProgress: () => {} }
const roles = ['inbox', 'inbox', 'inbox', 'archive', 'sent', 'all', 'none', 'trash', 'drafts'] as const
const keywords = ['$label1', 'Invoice'] as const

let test: TestStore
let actions: Actions
let now = noon
beforeAll(() => {
  test = createTestStore()
  actions = createActions({
    store: test.store,
    clock: { now: () => now },
    list: (filter, after, limit) => pageConversations(test.store.reader, filter, after, limit),
    jobsWait: () => {},
    changed: () => {},
    snoozed: () => {},
  })
})
afterAll(() => test.remove())

/** What one sequence plays with. */
type Play = {
  readonly random: Random
  readonly account: TestAccount
  readonly conversations: { readonly key: number; readonly id: string }[]
  readonly emails: number[]
  /** What the server works on. */
  running: readonly TakenJob[]
  /** Newest last. */
  readonly done: string[]
}

function begin(seed: number, { copies }: { readonly copies: number }): Play {
  const random = createRandom(seed)
  return test.store.write(w => {
    const account = addTestAccount(w, `me${seed}@shop.example`)
    // What others move gets higher UIDs.
    for (const key of Object.values(account.mailboxes))
      setMailboxState(w, key, { uidValidity: '1', uidNext: 1_000_000 })
    setMailboxState(w, account.mailboxes.archive, { keepsKeywords: random.chance(0.5) })
    setMailboxState(w, account.mailboxes.inbox, { keepsKeywords: random.chance(0.8) })
    const play: Play = { random, account, conversations: [], emails: [], running: [], done: [] }
    for (let count = 0; count < 3; count += 1) {
      const conversation = addTestConversation(w, account)
      play.conversations.push(conversation)
      for (let email = 0; email < random.between(1, 3); email += 1)
        arrive(play, w, conversation.key, random.between(1, copies))
    }
    return play
  })
}

function arrive(play: Play, w: Parameters<typeof deliver>[0], key: number, copies: number): void {
  const { random, account } = play
  const places = [...new Set(Array.from({ length: copies }, () => random.pick(roles)))]
  const flags = [random.chance(0.5) ? '\\Seen' : '', random.chance(0.2) ? '$Label1' : '', ''].filter(Boolean)
  const sentAt = now + random.between(-500, 0) * minuteMs
  const outbound = places.includes('sent') || places.includes('drafts')
  play.emails.push(
    deliver(
      w,
      testEmail(account, key, { sentAt, outbound }),
      places.map(place => ({ mailbox: account.mailboxes[place], flags })),
    ),
  )
}

function randomAction(random: Random): ConversationAction {
  const kind = random.pick([
    ...(['archive', 'archive', 'unarchive', 'delete', 'undelete', 'mark-read', 'mark-unread'] as const),
    ...(['snooze', 'unsnooze', 'mute', 'unmute', 'tag', 'untag'] as const),
  ])
  if (kind === 'snooze') return { kind, until: now + random.between(1, 48) * hourMs }
  if (kind === 'tag' || kind === 'untag') return { kind, keyword: random.pick(keywords) }
  return { kind }
}

async function act(play: Play): Promise<void> {
  const { random, conversations } = play
  const ids = conversations.filter(() => random.chance(0.6)).map(({ id }) => id)
  const { actionId } = await actions.act({ target: { ids }, action: randomAction(random) }, quiet)
  if (actionId !== null) play.done.push(actionId)
}

/** The server takes jobs, and does them some time later; sometimes it refuses. */
function serve(play: Play, refusal: number): void {
  test.store.write(w => {
    for (const job of play.running) {
      if (play.random.chance(refusal)) refuseTestJob(w, job)
      else finishTestJob(w, play.account, job)
    }
    play.running = takeTestJobs(w, play.account, play.random.between(1, 3)).map(job => wantedOf(w, job))
    if (play.random.chance(0.7)) {
      for (const job of play.running) finishTestJob(w, play.account, job)
      play.running = []
    }
  })
}

/** Another mail program moves mail or marks it. */
function interfere({ random, account, emails }: Play): void {
  test.store.write(w => {
    const [copy] = copiesOfEmail(w, random.pick(emails))
    if (copy === undefined) return
    if (random.chance(0.5)) {
      const mailboxKey = account.mailboxes[random.pick(roles)]
      const uid = moveTestCopy(w, copy, mailboxKey)
      keepDeleted(w, { accountId: account.id, mailboxKey, now }, [{ emailKey: copy.emailKey, uid }])
      refreshConversations(w, refreshEmails(w, [copy.emailKey]))
    } else {
      const flags = random.pick([['\\Seen'], [], ['\\Seen', 'Invoice'], ['$Junk']])
      const touched = updateCopyFlags(w, copy.mailboxKey, [{ uid: copy.uid, flags }])
      refreshConversations(w, refreshEmails(w, touched))
    }
  })
}

async function step(play: Play): Promise<void> {
  const { random, done, conversations } = play
  now += random.between(0, 90) * minuteMs
  const roll = random.next()
  if (roll < 0.4) await act(play)
  else if (roll < 0.55 && done.length > 0) await actions.undo(random.pick(done), quiet)
  else if (roll < 0.75) serve(play, 0.1)
  else if (roll < 0.85) interfere(play)
  else if (roll < 0.9) test.store.write(w => arrive(play, w, random.pick(conversations).key, 1))
  else if (roll < 0.95) test.store.write(w => refreshConversations(w, endSnoozes(w, now, 10)))
  else
    for (const { id } of actions.refused())
      if (done.includes(id)) await actions.settle(id, random.pick(['retry', 'undo', 'keep-here']), { signal })
}

/** Rows say what their emails say, and what is deleted stays away. */
function expectModel(keys: readonly number[]): void {
  const { reader } = test.store
  expect(storedRows(reader, keys)).toEqual(plainRows(reader, keys))
  expect(resurrected(reader, keys)).toEqual([])
}

const sequences = 1_000

describe('random sequences of actions, undoing, servers and other mail programs', () => {
  it(`F-33: rows, counts, tags and lists equal a plain recomputation, ${sequences} times`, async () => {
    const every: number[] = []
    for (let seed = 1; seed <= sequences; seed += 1) {
      const play = begin(seed, { copies: 2 })
      const keys = play.conversations.map(({ key }) => key)
      every.push(...keys)
      for (let count = 0; count < 8; count += 1) {
        await step(play)
        expectModel(keys)
      }
    }
    const { reader } = test.store
    expectModel(every)
    const rows = [...plainRows(reader, every)]
    expect(conversationCounts(reader)).toEqual(plainCounts(rows.map(([, row]) => row)))
    for (const [view, archived] of [
      ['active', 0],
      ['archived', 1],
      ['snoozed', 2],
    ] as const) {
      const listed = idsIn(view)
      const expected = rows.filter(([, row]) => row.hidden === 0 && row.archived === archived)
      expect([...listed].sort()).toEqual(expected.map(([id]) => id).sort())
    }
    expect(taggedKeys(reader)).toEqual(taggedKeys(reader, every))
    expect(countWrongMembers(reader)).toBe(0)
    expect(reader.prepare('PRAGMA foreign_key_check').all()).toEqual([])
  }, 240_000)
})

function idsIn(view: 'active' | 'archived' | 'snoozed'): readonly string[] {
  const ids: string[] = []
  for (let after: string | null = null; ; ) {
    const page: ReturnType<typeof pageConversations> = pageConversations(
      test.store.reader,
      { view },
      after,
      500,
    )
    ids.push(...page.rows.map(({ id }) => id))
    if (page.next === null) return ids
    after = page.next
  }
}

describe('undoing everything in reverse order', () => {
  it.each([
    { name: 'before the server knows', copies: 3, serves: false },
    { name: 'while and after the server does it', copies: 1, serves: true },
    { name: 'all places, while and after the server throws copies together', copies: 3, serves: true },
  ])(
    'F-33: restores the start, $name',
    async ({ copies, serves }) => {
      for (let seed = 1; seed <= 150; seed += 1) {
        const play = begin(10_000 * (serves ? 1 + copies : 1) + seed, { copies })
        const keys = play.conversations.map(({ key }) => key)
        // What copies that became one were marked with is one too.
        const look = () => (serves && copies > 1 ? whereabouts(play) : lookOf(play, keys))
        const start = look()
        for (let count = 0; count < 6; count += 1) {
          await act(play)
          if (serves && play.random.chance(0.5)) serve(play, 0)
        }
        for (const id of play.done.toReversed()) {
          await actions.undo(id, quiet)
          if (serves && play.random.chance(0.5)) serve(play, 0)
          expectModel(keys)
        }
        expect(look(), `seed ${seed}`).toEqual(start)
        // The server ends up with it too.
        while (serves && (play.running.length > 0 || hasJobs(play))) serve(play, 0)
        expect(look(), `seed ${seed}, settled`).toEqual(start)
      }
    },
    240_000,
  )
})

function hasJobs(play: Play): boolean {
  const before = play.running.length
  serve(play, 0)
  return play.running.length > before
}

/** In which mailboxes a person sees each email. */
function whereabouts(play: Play): unknown {
  return test.store.write(w =>
    play.emails.map(key => [...new Set(placesSeen(w, key).map(place => place.split(' ')[0]))]),
  )
}

/** What a person sees of some conversations. */
function lookOf(play: Play, keys: readonly number[]): unknown {
  return test.store.write(w => ({
    rows: storedRows(w, keys),
    emails: play.emails.map(key => placesSeen(w, key)),
  }))
}
