import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { noon } from '#engine/store/test-store.ts'
import { silentLog } from '#shared/log.ts'
import { dayMs, hourMs, minuteMs } from '#shared/time.ts'
import { createSnoozes, type Snoozes } from './snoozes.ts'
import { createTestActions, type TestActions } from './test-actions.ts'

let t: TestActions
let snoozes: Snoozes
let changed: string[]
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'], now: noon })
  t = createTestActions()
  changed = []
  snoozes = start()
})
afterEach(() => {
  snoozes.close()
  t.test.remove()
  vi.useRealTimers()
})

function start(): Snoozes {
  return createSnoozes({
    store: t.test.store,
    clock: { now: () => Date.now() },
    log: silentLog,
    changed: ({ conversations }) => void changed.push(...conversations),
  })
}

/** Time goes by, for the clock and for timers. */
const pass = (ms: number) => void vi.advanceTimersByTime(ms)

const snooze = async (id: string, ms: number) => {
  t.clock.value = Date.now()
  await t.act({ kind: 'snooze', until: Date.now() + ms }, id)
  snoozes.check()
}

describe('the end of a snooze', () => {
  it('comes at its time, and puts the conversation on top', async () => {
    const old = t.add(['inbox'], t.later(-100))
    const other = t.add(['inbox'], t.later(-1))
    await snooze(old, hourMs)
    expect(t.ids('active')).toEqual([other])
    pass(hourMs - 1)
    expect(changed).toEqual([])
    pass(1)
    expect(changed).toEqual([old])
    expect(t.ids('active')).toEqual([old, other])
    expect(t.row(old)).toMatchObject({ snoozedUntil: null, lastAt: Date.now() })
  })

  it('comes after a restart too, and at once where its time has passed', async () => {
    const id = t.add(['inbox'])
    await snooze(id, hourMs)
    snoozes.close()
    pass(2 * hourMs)
    expect(changed).toEqual([])
    snoozes = start()
    snoozes.check()
    expect(changed).toEqual([id])
  })

  it('comes soon after the clock was set forward or the computer woke', async () => {
    const id = t.add(['inbox'])
    await snooze(id, 10 * dayMs)
    vi.setSystemTime(Date.now() + 11 * dayMs)
    vi.advanceTimersByTime(5 * minuteMs)
    expect(changed).toEqual([id])
  })

  it('comes one after the other, and no timer is left behind', async () => {
    const ids = [t.add(['inbox']), t.add(['inbox']), t.add(['inbox'])]
    for (const [index, id] of ids.entries()) await snooze(id, (3 - index) * minuteMs)
    expect(vi.getTimerCount()).toBe(1)
    pass(minuteMs)
    expect(changed).toEqual([ids[2]])
    pass(2 * minuteMs)
    expect(changed).toEqual(ids.toReversed())
    expect(vi.getTimerCount()).toBe(0)
  })

  it('is not waited for when nothing is snoozed', async () => {
    snoozes.check()
    expect(vi.getTimerCount()).toBe(0)
    const id = t.add(['inbox'])
    await snooze(id, hourMs)
    await t.act('unsnooze', id)
    snoozes.check()
    expect(vi.getTimerCount()).toBe(0)
  })
})
