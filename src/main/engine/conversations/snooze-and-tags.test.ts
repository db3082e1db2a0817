import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { setMailboxState } from '#engine/store/mailboxes.ts'
import { dayMs, hourMs } from '#shared/time.ts'
import { createTestActions, type TestActions } from './test-actions.ts'

let t: TestActions
beforeEach(() => {
  t = createTestActions()
})
afterEach(() => t.test.remove())

describe('snoozing', () => {
  it('takes a conversation out of the list and counts it as active', async () => {
    const id = t.add(['inbox'])
    const until = t.clock.value + hourMs
    await t.act({ kind: 'snooze', until }, id)
    expect(t.row(id)).toMatchObject({ snoozedUntil: until, archived: false })
    expect([t.ids('active'), t.ids('snoozed')]).toEqual([[], [id]])
    expect(t.counts()).toMatchObject({ total: 1, active: 1, snoozed: 1, unread: 0 })
    await t.act('unsnooze', id)
    expect(t.ids('active')).toEqual([id])
  })

  it('ends with a newer email of the customer, not with an old one that is only found now', async () => {
    const id = t.add(['inbox'])
    await t.act({ kind: 'snooze', until: t.clock.value + dayMs }, id)
    t.reply(id, 'inbox', t.later(-48))
    t.reply(id, 'sent', { ...t.later(1), outbound: true })
    expect(t.ids('snoozed')).toEqual([id])
    t.reply(id, 'inbox', t.later(2))
    expect(t.ids('active')).toEqual([id])
    expect(t.row(id).snoozedUntil).toBeNull()
  })

  it('ends with archiving, and undoing that brings it back to sleep', async () => {
    const id = t.add(['inbox'])
    const until = t.clock.value + dayMs
    await t.act({ kind: 'snooze', until }, id)
    const { actionId } = await t.act('archive', id)
    expect(t.row(id)).toMatchObject({ archived: true, snoozedUntil: null })
    await t.undo(actionId)
    expect(t.row(id)).toMatchObject({ archived: false, snoozedUntil: until })
  })

  it('refuses a moment that has passed', async () => {
    const id = t.add(['inbox'])
    await expect(t.act({ kind: 'snooze', until: t.clock.value }, id)).rejects.toMatchObject({
      code: 'invalid-request',
    })
  })

  it('of an archived conversation has it back in the inbox then', async () => {
    const id = t.add(['archive'])
    const { actionId } = await t.act({ kind: 'snooze', until: t.clock.value + dayMs }, id)
    expect(t.ids('snoozed')).toEqual([id])
    await t.undo(actionId)
    expect(t.ids('archived')).toEqual([id])
  })
})

describe('tags', () => {
  const tag = { kind: 'tag', keyword: '$Label1' } as const
  const untag = { kind: 'untag', keyword: '$label1' } as const

  it('are keywords of the inbound mail', async () => {
    const id = t.add(['inbox', 'archive'])
    t.reply(id, 'sent', { outbound: true })
    await t.act(tag, id)
    expect(t.row(id).tags).toEqual(['$label1'])
    const jobs = t.jobs()
    expect(jobs).toHaveLength(2)
    expect(jobs[0]).toMatchObject({ payload: { changes: [{ add: ['$Label1'], remove: [] }] } })
    const { actionId } = await t.act(untag, id)
    expect(t.row(id).tags).toEqual([])
    await t.undo(actionId)
    expect(t.row(id).tags).toEqual(['$label1'])
  })

  it('stay on this computer where the mailbox keeps no keywords', async () => {
    const { inbox } = t.account.mailboxes
    t.test.store.write(w => setMailboxState(w, inbox, { keepsKeywords: false }))
    const id = t.add(['inbox'])
    const { actionId } = await t.act(tag, id)
    expect(t.row(id).tags).toEqual(['$label1'])
    expect(t.jobs()).toEqual([])
    await t.undo(actionId)
    expect(t.row(id).tags).toEqual([])
  })

  it('are put on our own mail where nobody has answered yet', async () => {
    const id = t.add([])
    t.reply(id, 'sent', { outbound: true })
    await t.act(tag, id)
    expect(t.row(id).tags).toEqual(['$label1'])
  })

  it('are what other programs set too, but for keywords of the machinery', () => {
    const id = t.add(['inbox'], { flags: ['$Forwarded', '$NotJunk', 'Invoice', '$label2'] })
    expect(t.row(id).tags).toEqual(['$label2', 'invoice'])
  })
})
