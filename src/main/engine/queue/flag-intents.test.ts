import { afterEach, beforeEach, describe, expect, it, test } from 'vitest'
import {
  addTestAccount,
  createTestStore,
  noon,
  type TestAccount,
  type TestStore,
} from '#engine/store/test-store.ts'
import { createRandom, type Random } from '#test/support/random.ts'
import { type FlagIntent, pendingFlagIntents, takeFlagChanges, withIntent } from './flag-intents.ts'
import type { JobOf } from './job.ts'
import { claimJobs, dropJob, enqueue, failJob, finishJob, openFlagJobs, retryJob } from './queue.ts'

let store: TestStore
let account: TestAccount
beforeEach(() => {
  store = createTestStore()
  account = store.store.write(w => addTestAccount(w))
})
afterEach(() => store.remove())

type Payload = JobOf<'set-flags'>['payload']
type Change = Payload['changes'][number]

const put = (payload: Payload) =>
  store.store.write(w => enqueue(w, { accountId: account.id, kind: 'set-flags', payload }, { now: noon }))
const claim = () => store.store.write(w => claimJobs(w, account.id, ['set-flags'], { now: noon, limit: 1 }))
const flags = (
  uid: number,
  add: readonly string[],
  remove: readonly string[] = [],
  mailboxKey = account.mailboxes.inbox,
): Payload => ({ mailboxKey, uidValidity: '1', changes: [{ uid, add, remove }] })

describe('pending intents', () => {
  it('are the last word per flag, running jobs included, of this mailbox and these emails only', () => {
    put(flags(1, ['\\Seen', '\\Flagged']))
    claim()
    put(flags(1, [], ['\\Seen']))
    put(flags(2, ['$Work']))
    put(flags(3, ['\\Seen'], [], account.mailboxes.archive))
    put(flags(4, ['\\Seen']))
    const meant = { uids: [1, 2, 3], emailKeys: [] }
    const { byUid } = pendingFlagIntents(store.store.reader, account.mailboxes.inbox, meant)
    expect([...byUid]).toEqual([
      [1, { add: ['\\Flagged'], remove: ['\\Seen'] }],
      [2, { add: ['$Work'], remove: [] }],
    ])
  })

  it('override an incoming flag for that flag only', () => {
    const intent = { add: ['\\Seen'], remove: ['\\Flagged'] }
    expect(withIntent(['\\Flagged', '\\Answered'], intent)).toEqual(['\\Answered', '\\Seen'])
    expect(withIntent(['\\seen', '$Work'], intent)).toEqual(['$Work', '\\Seen'])
    expect(withIntent(['\\Flagged'], undefined)).toEqual(['\\Flagged'])
  })
})

/** The queue as a plain list of jobs that are read one after another. */
type PlainJob = { readonly key: number; payload: Payload; state: 'ready' | 'running' | 'failed' }

function plainIntents(
  jobs: readonly PlainJob[],
  mailboxKey: number,
  isLost: boolean,
  names: readonly number[],
) {
  const intents = new Map<number, Map<string, boolean>>()
  for (const { payload, state } of jobs) {
    if (state === 'failed' || payload.mailboxKey !== mailboxKey) continue
    if ((payload.uidValidity === '') !== isLost) continue
    for (const change of payload.changes) {
      const name = isLost ? change.emailKey : change.uid
      if (name === undefined || !names.includes(name)) continue
      const wanted = intents.get(name) ?? new Map<string, boolean>()
      for (const flag of change.add) wanted.set(flag, true)
      for (const flag of change.remove) wanted.set(flag, false)
      intents.set(name, wanted)
    }
  }
  const on = (wanted: ReadonlyMap<string, boolean>, is: boolean) =>
    [...wanted].flatMap(([flag, now]) => (now === is ? [flag] : []))
  return [...intents].map(([name, wanted]): [number, FlagIntent] => [
    name,
    { add: on(wanted, true), remove: on(wanted, false) },
  ])
}

const some = (random: Random) =>
  Array.from({ length: 12 }, (_, at) => at + 1).filter(() => random.chance(0.4))

function randomChange(random: Random): Change {
  const words = ['\\Seen', '\\Flagged', '$label1', '"odd\\'].filter(() => random.chance(0.5))
  const at = random.between(0, words.length)
  const emailKey = random.chance(0.7) ? { emailKey: random.between(1, 12) } : {}
  return { uid: random.between(1, 12), ...emailKey, add: words.slice(0, at), remove: words.slice(at) }
}

test.each(Array.from({ length: 40 }, (_, seed) => seed + 1))(
  'P9: changes found by email are those that reading the whole queue finds (seed %i)',
  seed => {
    const random = createRandom(seed)
    const { inbox, archive } = account.mailboxes
    let jobs: PlainJob[] = []
    const steps: readonly (() => void)[] = [
      () => {
        const changes = Array.from({ length: random.between(0, 6) }, () => randomChange(random))
        const actionId = random.chance(0.5) ? { actionId: random.pick(['a', 'b']) } : {}
        const uidValidity = random.chance(0.3) ? '' : '7'
        const payload = { mailboxKey: random.pick([inbox, archive]), uidValidity, ...actionId, changes }
        jobs.push({ key: put(payload), payload, state: 'ready' })
      },
      () => {
        for (const { key } of claim()) for (const job of jobs) if (job.key === key) job.state = 'running'
      },
      () => {
        const job = jobs.find(({ state }) => state === 'running')
        if (job === undefined) return
        const end = random.pick(['done', 'failed', 'later'] as const)
        store.store.write(w => {
          if (end === 'done') finishJob(w, job.key)
          else if (end === 'failed') failJob(w, job.key, { code: 'read-only', retry: false })
          else retryJob(w, job.key, { at: noon, problem: null })
        })
        job.state = end === 'failed' ? 'failed' : 'ready'
        if (end === 'done') jobs = jobs.filter(one => one !== job)
      },
      () => {
        if (jobs.length < 4) return
        const { key } = random.pick(jobs)
        store.store.write(w => dropJob(w, key))
        jobs = jobs.filter(job => job.key !== key)
      },
      () => {
        const meant = { uids: some(random), emailKeys: some(random) }
        const mailboxKey = random.pick([inbox, archive])
        const taken: unknown[] = []
        jobs = jobs.flatMap(job => {
          if (job.state === 'failed' || job.payload.mailboxKey !== mailboxKey) return [job]
          const { actionId } = job.payload
          const isLost = job.payload.uidValidity === ''
          const isMeant = ({ uid, emailKey = 0 }: Change) =>
            isLost ? meant.emailKeys.includes(emailKey) : meant.uids.includes(uid)
          const rest = job.payload.changes.filter(change => !isMeant(change))
          if (rest.length === job.payload.changes.length) return [job]
          for (const change of job.payload.changes.filter(isMeant)) taken.push({ change, isLost, actionId })
          return rest.length === 0 ? [] : [{ ...job, payload: { ...job.payload, changes: rest } }]
        })
        expect(store.store.write(w => takeFlagChanges(w, mailboxKey, meant))).toEqual(taken)
      },
    ]
    for (let step = 0; step < 60; step += 1) {
      random.pick(steps)()
      for (const mailboxKey of [inbox, archive]) {
        const meant = { uids: some(random), emailKeys: some(random) }
        const found = pendingFlagIntents(store.store.reader, mailboxKey, meant)
        expect(sorted([...found.byUid])).toEqual(sorted(plainIntents(jobs, mailboxKey, false, meant.uids)))
        expect(sorted([...found.byEmail])).toEqual(
          sorted(plainIntents(jobs, mailboxKey, true, meant.emailKeys)),
        )
        const open = jobs.filter(
          ({ state, payload }) => state !== 'failed' && payload.mailboxKey === mailboxKey,
        )
        expect(openFlagJobs(store.store.reader, mailboxKey)).toMatchObject(
          open.map(({ key, payload }) => ({ key, payload })),
        )
      }
    }
  },
)

function sorted(intents: readonly (readonly [number, FlagIntent])[]) {
  return [...intents].sort(([a], [b]) => a - b)
}
