import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { countJobs } from '#engine/store/jobs.ts'
import {
  addTestAccount,
  createTestStore,
  noon,
  type TestAccount,
  type TestStore,
} from '#engine/store/test-store.ts'
import { minuteMs } from '#shared/time.ts'
import type { Job } from './job.ts'
import { claimJobs, dropJob, enqueue, failJob, finishJob, releaseRunning, retryJob } from './queue.ts'

let test: TestStore
let account: TestAccount
beforeEach(() => {
  test = createTestStore()
  account = test.store.write(w => addTestAccount(w))
})
afterEach(() => test.remove())

const flags = (
  uid: number,
  add: readonly string[],
  remove: readonly string[] = [],
  mailbox = account.mailboxes.inbox,
): Job => ({
  accountId: account.id,
  kind: 'set-flags',
  payload: { mailboxKey: mailbox, uidValidity: '1', changes: [{ uid, add, remove }] },
})
const put = (job: Job, runAt = noon) => test.store.write(w => enqueue(w, job, { now: noon, runAt }))
const claim = (now = noon, limit = 10) =>
  test.store.write(w => claimJobs(w, account.id, ['set-flags', 'move-emails'], { now, limit }))

describe('the queue', () => {
  it('gives jobs out in order, once', () => {
    const keys = [put(flags(1, ['\\Seen'])), put(flags(2, ['\\Seen'])), put(flags(3, ['\\Seen']))]
    expect(claim(noon, 2).map(job => job.key)).toEqual(keys.slice(0, 2))
    expect(claim().map(job => job.key)).toEqual(keys.slice(2))
    expect(claim()).toEqual([])
  })

  it('gives back what was asked for', () => {
    const job = flags(7, ['\\Seen'], ['$Work'])
    put(job)
    expect(claim()[0]).toMatchObject({ ...job, attempts: 1 })
  })

  it('gives jobs of different kinds out in the order in which they were stored, kind by kind', () => {
    const move: Job = {
      accountId: account.id,
      kind: 'move-emails',
      payload: {
        mailboxKey: account.mailboxes.inbox,
        uidValidity: '1',
        toRole: 'archive',
        toMailboxKey: null,
        emails: [],
        actionId: null,
      },
    }
    const keys = [put(flags(1, ['\\Seen'])), put(move), put(flags(2, ['\\Seen']))]
    const turns = [claim(), claim(), claim(), claim()]
    expect(turns.map(turn => turn.map(({ key }) => key))).toEqual([[keys[0]], [keys[1]], [keys[2]], []])
  })

  it('stops only what runs: a job that was put back meanwhile waits on', () => {
    const key = put(flags(1, ['\\Seen']))
    claim()
    test.store.write(w => {
      releaseRunning(w)
      failJob(w, key, { code: 'server-refused', retry: false })
    })
    expect(countJobs(test.store.reader)).toEqual({ ready: 1, failed: 0 })
  })

  it('never takes a job for another one: keys are not given out again', () => {
    const old = put(flags(1, ['\\Seen']))
    claim()
    const again = test.store.write(w => {
      dropJob(w, old)
      return enqueue(w, flags(2, ['\\Seen']), { now: noon })
    })
    expect(again).not.toBe(old)
    test.store.write(w => {
      finishJob(w, old)
      dropJob(w, old)
      failJob(w, old, { code: 'read-only', retry: false })
    })
    expect(claim()).toMatchObject([{ key: again, payload: { changes: [{ uid: 2 }] } }])
  })

  it('gives out no more changes of flags in one turn than a short transaction reads (P9)', () => {
    const many = (from: number): Job => {
      const changes = Array.from({ length: 600 }, (_, at) => ({
        uid: from + at,
        add: ['\\Seen'],
        remove: [],
      }))
      const { mailboxes, id } = account
      return {
        accountId: id,
        kind: 'set-flags',
        payload: { mailboxKey: mailboxes.inbox, uidValidity: '1', changes },
      }
    }
    const keys = [put(many(1)), put(many(1_001)), put(many(2_001))]
    expect([claim(), claim(), claim()].map(jobs => jobs.map(({ key }) => key))).toEqual(
      keys.map(key => [key]),
    )
  })

  it('holds a job until its time', () => {
    put(flags(1, ['\\Seen']), noon + minuteMs)
    expect(claim()).toEqual([])
    expect(claim(noon + minuteMs)).toHaveLength(1)
  })

  it('gives a job out again after a retry, counting attempts', () => {
    const key = put(flags(1, ['\\Seen']))
    claim()
    test.store.write(w =>
      retryJob(w, key, { at: noon + minuteMs, problem: { code: 'connection-lost', retry: true } }),
    )
    expect(claim()).toEqual([])
    expect(claim(noon + minuteMs)[0]).toMatchObject({ key, attempts: 2 })
  })

  it('keeps a failed job for the user to see, and drops a finished one', () => {
    const failed = put(flags(1, ['\\Seen']))
    const done = put(flags(2, ['\\Seen']))
    claim()
    test.store.write(w => {
      failJob(w, failed, { code: 'read-only', retry: false })
      finishJob(w, done)
    })
    expect(countJobs(test.store.reader)).toEqual({ ready: 0, failed: 1 })
    expect(claim()).toEqual([])
  })

  it('releases what was running when the engine died', () => {
    const key = put(flags(1, ['\\Seen']))
    claim()
    expect(test.store.write(w => releaseRunning(w))).toBe(1)
    expect(claim()[0]?.key).toBe(key)
  })

  it('vanishes with the transaction that stored it', () => {
    expect(() =>
      test.store.write(w => {
        enqueue(w, flags(1, ['\\Seen']), { now: noon })
        throw new Error('changed my mind')
      }),
    ).toThrowError('changed my mind')
    expect(claim()).toEqual([])
  })
})
