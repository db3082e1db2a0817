import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { hourMs } from '#shared/time.ts'
import { createTestActions, type TestActions } from './test-actions.ts'

let t: TestActions
beforeEach(() => {
  t = createTestActions()
})
afterEach(() => t.test.remove())

describe('archiving', () => {
  it('takes a conversation out of the active list at once, and undo brings it back', async () => {
    const id = t.add(['inbox', 'sent'])
    const done = await t.act('archive', id)
    expect(done).toMatchObject({ changed: 1, withoutArchive: [] })
    expect(t.row(id)).toMatchObject({ archived: true, emailCount: 2 })
    expect(t.ids('active')).toEqual([])
    expect(await t.undo(done.actionId)).toBe(1)
    expect(t.row(id).archived).toBe(false)
    expect(await t.undo(done.actionId)).toBe(0)
  })

  it('is undone by a new email of the customer, unless the conversation is muted', async () => {
    const id = t.add(['inbox'])
    await t.act('archive', id)
    t.reply(id, 'inbox', { sentAt: t.clock.value + hourMs })
    expect(t.row(id).archived).toBe(false)
    await t.act('mute', id)
    t.reply(id, 'inbox', { sentAt: t.clock.value + 2 * hourMs })
    expect(t.row(id)).toMatchObject({ archived: true, muted: true })
    await t.act('unarchive', id)
    expect(t.row(id)).toMatchObject({ archived: false, muted: false })
  })
})
