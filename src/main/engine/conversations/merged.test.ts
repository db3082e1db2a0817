import { afterEach, beforeEach, expect, it } from 'vitest'
import { refreshConversations } from '#engine/store/conversations.ts'
import { mergeConversations } from '#engine/store/threads.ts'
import { dayMs } from '#shared/time.ts'
import { createTestActions, type TestActions } from './test-actions.ts'

let t: TestActions
beforeEach(() => {
  t = createTestActions()
})
afterEach(() => t.test.remove())

function merge(into: string, from: string): void {
  t.test.store.write(w => {
    const key = t.keyOf(into)
    mergeConversations(w, { into: key, from: [t.keyOf(from)] })
    refreshConversations(w, [key])
  })
}

it('keeps unread mail in sight that joins a muted or a snoozed conversation', async () => {
  const active = [t.add(['inbox']), t.add(['inbox'])]
  const [muted, snoozed] = [t.add(['inbox']), t.add(['inbox'])]
  await t.act('mute', muted)
  await t.act({ kind: 'snooze', until: t.clock.value + dayMs }, snoozed)
  merge(muted, active[0] ?? '')
  merge(snoozed, active[1] ?? '')
  expect(t.row(muted)).toMatchObject({ muted: false })
  expect([...t.ids('active')].sort()).toEqual([muted, snoozed].sort())
})

it('stays muted, or snoozed until the first of them wakes, where all were', async () => {
  const [one, other] = [t.add(['inbox']), t.add(['inbox'])]
  const until = t.clock.value + dayMs
  await t.act({ kind: 'snooze', until: until + dayMs }, one)
  await t.act({ kind: 'snooze', until }, other)
  merge(one, other)
  expect(t.row(one).snoozedUntil).toBe(until)
  const [first, second] = [t.add(['inbox']), t.add(['inbox'])]
  await t.act('mute', first, second)
  merge(first, second)
  expect(t.row(first).muted).toBe(true)
})
