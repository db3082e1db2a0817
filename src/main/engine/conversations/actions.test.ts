import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { jobsOfAction } from '#engine/store/action-jobs.ts'
import { refreshConversations } from '#engine/store/conversations.ts'
import { copiesOfEmail } from '#engine/store/copies.ts'
import { removeMailbox, setMailboxState } from '#engine/store/mailboxes.ts'
import { mergeConversations } from '#engine/store/threads.ts'
import { AppError } from '#shared/errors.ts'
import { dayMs, hourMs } from '#shared/time.ts'
import { createTestActions, type TestActions } from './test-actions.ts'
import { finishTestJob, moveTestCopy, refuseTestJob, takeTestJobs } from './test-server.ts'

let t: TestActions
beforeEach(() => {
  t = createTestActions()
})
afterEach(() => t.test.remove())

const later = (hours: number) => ({ sentAt: t.clock.value + hours * hourMs })
const serve = () =>
  t.test.store.write(w => {
    for (const job of takeTestJobs(w, t.account, 100)) finishTestJob(w, t.account, job)
  })
const refuse = () =>
  t.test.store.write(w => {
    for (const job of takeTestJobs(w, t.account, 100)) refuseTestJob(w, job)
  })
const rolesOf = (emailKey: number) =>
  copiesOfEmail(t.test.store.reader, emailKey).map(
    copy => Object.entries(t.account.mailboxes).find(([, key]) => key === copy.mailboxKey)?.[0],
  )

describe('archiving', () => {
  it('takes a conversation out of the active list at once, and undo brings it back', async () => {
    const id = t.add(['inbox', 'sent'])
    const done = await t.act('archive', id)
    expect(done).toMatchObject({ changed: 1, withoutArchive: [] })
    expect(t.told).toEqual([t.account.id])
    expect(t.row(id)).toMatchObject({ archived: true, emailCount: 2 })
    expect(t.ids('active')).toEqual([])
    expect(await t.undo(done.actionId)).toBe(1)
    expect(t.row(id).archived).toBe(false)
    expect(await t.undo(done.actionId)).toBe(0)
    expect(t.jobs()).toEqual([])
  })

  it('ends with a new email of the customer, unless the conversation is muted', async () => {
    const id = t.add(['inbox'])
    await t.act('archive', id)
    t.reply(id, 'inbox', later(1))
    expect(t.row(id).archived).toBe(false)
    await t.act('mute', id)
    t.reply(id, 'inbox', later(2))
    expect(t.row(id)).toMatchObject({ archived: true, muted: true })
    await t.act('unarchive', id)
    expect(t.row(id)).toMatchObject({ archived: false, muted: false })
  })

  it('leaves sent mail where it is, and brings back only inbound mail', async () => {
    const id = t.add([])
    const received = t.reply(id, 'inbox')
    const sent = t.reply(id, 'sent', { outbound: true })
    await t.act('archive', id)
    serve()
    expect([received, sent].map(rolesOf)).toEqual([['archive'], ['sent']])
    await t.act('unarchive', id)
    serve()
    expect([received, sent].map(rolesOf)).toEqual([['inbox'], ['sent']])
    expect(t.jobs()).toEqual([])
  })

  it('brings a conversation back that another program filed into a mailbox of its own', async () => {
    const id = t.add([])
    const [older, newer] = [t.reply(id, 'none', later(-2)), t.reply(id, 'none', later(-1))]
    expect(t.row(id).archived).toBe(true)
    await t.act('unarchive', id)
    serve()
    expect([older, newer].map(rolesOf)).toEqual([['none'], ['inbox']])
    expect(t.row(id).archived).toBe(false)
  })

  it('asks first where the account has no mailbox for it, and takes "All mail" where there is one', async () => {
    const id = t.add(['inbox'])
    const { archive, all } = t.account.mailboxes
    t.test.store.write(w => removeMailbox(w, archive))
    const toAll = await t.act('archive', id)
    expect(t.jobs()).toMatchObject([{ kind: 'move-emails', payload: { toRole: 'all' } }])
    await t.undo(toAll.actionId)
    t.test.store.write(w => removeMailbox(w, all))
    const refused = await t.act('archive', id)
    expect(refused).toEqual({ changed: 0, actionId: null, withoutArchive: [t.account.id] })
    expect(t.row(id).archived).toBe(false)
    t.actions.createArchive(t.account.id)
    expect(await t.act('archive', id)).toMatchObject({ changed: 1, withoutArchive: [] })
    expect(t.jobs()).toMatchObject([{ payload: { toRole: 'archive', toMailboxKey: null } }])
  })
})

describe('deleting', () => {
  it('moves what counts and drafts to Trash, and leaves junk', async () => {
    const id = t.add(['inbox', 'sent', 'drafts', 'junk', 'archive'])
    await t.act('delete', id)
    serve()
    expect(t.counts().total).toBe(0)
    const { reader } = t.test.store
    const { trash, junk } = t.account.mailboxes
    const copies = t.copies(id)
    expect(copies.filter(copy => copy.mailboxKey === trash)).toHaveLength(4)
    expect(copies.filter(copy => copy.mailboxKey === junk)).toHaveLength(1)
    expect(reader.prepare('SELECT 1 FROM tombstone').all()).toHaveLength(4)
  })

  it('names the drafts that would go, and counts', async () => {
    const first = t.add(['inbox', 'sent'])
    t.reply(first, 'drafts', { subject: 'Offer', outbound: true, flags: ['\\Draft'] })
    const second = t.add(['inbox'])
    const { signal } = new AbortController()
    const target = { ids: [first, second, 'gone'] }
    expect(await t.actions.deletePreview(target, { signal })).toEqual({
      conversations: 2,
      emails: 4,
      drafts: [{ subject: 'Offer', conversationId: first }],
      draftCount: 1,
    })
    const all = { filter: { view: 'active' as const }, except: [first] }
    expect(await t.actions.deletePreview(all, { signal })).toMatchObject({ conversations: 1, draftCount: 0 })
  })

  it('is taken back by undeleting: to where each email lay, after the server has done it', async () => {
    const id = t.add([])
    const keys = [
      t.reply(id, 'none'),
      t.reply(id, 'archive'),
      t.reply(id, 'sent', { outbound: true }),
      t.reply(id, 'drafts', { outbound: true, flags: ['\\Draft'] }),
    ]
    await t.act('delete', id)
    serve()
    await t.act('undelete', id)
    serve()
    expect(keys.map(rolesOf)).toEqual([['none'], ['archive'], ['sent'], ['drafts']])
    expect(t.test.store.reader.prepare('SELECT 1 FROM tombstone').all()).toEqual([])
  })

  it('done by another program is taken back to the usual places', async () => {
    const id = t.add([])
    const keys = [
      t.reply(id, 'trash'),
      t.reply(id, 'trash', { outbound: true }),
      t.reply(id, 'trash', { outbound: true, flags: ['\\Draft'] }),
    ]
    await t.act('undelete', id)
    serve()
    expect(keys.map(rolesOf)).toEqual([['inbox'], ['sent'], ['drafts']])
  })

  it('after archiving offline tells the server one move only', async () => {
    const id = t.add([])
    const key = t.reply(id, 'inbox')
    await t.act('archive', id)
    const deleted = await t.act('delete', id)
    expect(await t.undo(deleted.actionId)).toBe(1)
    expect(t.row(id).archived).toBe(true)
    serve()
    expect(rolesOf(key)).toEqual(['archive'])
  })
})

describe('marking', () => {
  it('is in the journal, and taken back for what still is so', async () => {
    const id = t.add(['inbox', 'inbox'])
    const read = await t.act('mark-read', id)
    expect(t.row(id).unreadCount).toBe(0)
    expect(t.jobs()).toMatchObject([{ kind: 'set-flags', payload: { actionId: read.actionId } }])
    expect(await t.undo(read.actionId)).toBe(1)
    expect(t.row(id).unreadCount).toBe(2)
    const again = await t.act('mark-read', id)
    await t.act('mark-unread', id)
    expect(t.row(id).unreadCount).toBe(1)
    await t.undo(again.actionId)
    expect(t.row(id).unreadCount).toBe(2)
  })

  it('follows mail that the server moved meanwhile', async () => {
    const id = t.add(['inbox'])
    const read = await t.act('mark-read', id)
    await t.act('archive', id)
    serve()
    await t.undo(read.actionId)
    expect(t.row(id)).toMatchObject({ archived: true, unreadCount: 1 })
  })
})

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
    t.reply(id, 'inbox', later(-48))
    t.reply(id, 'sent', { ...later(1), outbound: true })
    expect(t.ids('snoozed')).toEqual([id])
    t.reply(id, 'inbox', later(2))
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

describe('undo', () => {
  it('leaves alone what others changed meanwhile', async () => {
    const id = t.add([])
    const [moved, stayed] = [t.reply(id, 'inbox'), t.reply(id, 'inbox', later(1))]
    const { actionId } = await t.act('archive', id)
    serve()
    t.test.store.write(w => {
      const [copy] = copiesOfEmail(w, moved)
      if (copy) moveTestCopy(w, copy, t.account.mailboxes.none)
    })
    expect(await t.undo(actionId)).toBe(1)
    serve()
    expect([moved, stayed].map(rolesOf)).toEqual([['none'], ['inbox']])
  })

  it('can be undone, and stands in the journal like what a person did', async () => {
    const id = t.add(['inbox'])
    const { actionId } = await t.act('archive', id)
    await t.undo(actionId)
    const [undone, done] = t.actions.list({ limit: 10 }).actions
    expect(done).toMatchObject({ id: actionId, undoOf: null, undoneAt: t.clock.value, undoable: false })
    expect(undone).toMatchObject({ undoOf: actionId, action: { kind: 'unarchive' }, undoable: true })
    expect(await t.undo(undone?.id ?? null)).toBe(1)
    expect(t.row(id).archived).toBe(true)
  })

  it('of an action while the server does it sends the mail back', async () => {
    const id = t.add([])
    const key = t.reply(id, 'inbox')
    const { actionId } = await t.act('archive', id)
    const running = t.test.store.write(w => takeTestJobs(w, t.account, 1))
    await t.undo(actionId)
    expect(t.row(id).archived).toBe(false)
    t.test.store.write(w => {
      for (const job of running) finishTestJob(w, t.account, job)
    })
    expect(t.row(id).archived).toBe(false)
    serve()
    expect(rolesOf(key)).toEqual(['inbox'])
  })

  it('ends after 30 days', async () => {
    const id = t.add(['inbox'])
    const { actionId } = await t.act('archive', id)
    t.clock.value += 30 * dayMs
    expect(t.actions.list({ limit: 1 }).actions[0]?.undoable).toBe(false)
    expect(await t.undo(actionId)).toBe(0)
    expect(t.row(id).archived).toBe(true)
  })

  it('follows conversations that were merged', async () => {
    const [one, other] = [t.add(['inbox']), t.add(['inbox'], later(1))]
    const archived = await t.act('archive', one)
    const muted = await t.act('mute', other)
    t.test.store.write(w => {
      const [from, into] = [one, other].map(id => t.keyOf(id)) as [number, number]
      mergeConversations(w, { into, from: [from] })
      refreshConversations(w, [into])
    })
    expect(t.row(one).id).toBe(other)
    await t.undo(muted.actionId)
    await t.undo(archived.actionId)
    expect(t.row(one)).toMatchObject({ id: other, archived: false, muted: false })
    expect(t.actions.list({ limit: 9 }).actions.at(-1)?.conversationId).toBe(other)
  })

  it('knows no action of that name', async () => {
    await expect(t.undo('nothing')).rejects.toThrowError(AppError)
  })
})

describe('what a server refused', () => {
  it('is shown with its reason, and tried again', async () => {
    const id = t.add(['inbox'])
    const { actionId = null } = await t.act('archive', id)
    expect(t.actions.list({ limit: 1 }).actions[0]?.state).toBe('waiting')
    refuse()
    expect(t.actions.refused()).toMatchObject([
      { id: actionId, state: 'refused', problem: { code: 'read-only', retry: false } },
    ])
    t.actions.settle(actionId ?? '', 'retry')
    expect(t.actions.refused()).toEqual([])
    serve()
    expect(t.actions.list({ limit: 1 }).actions[0]?.state).toBe('done')
  })

  it('is taken back here', async () => {
    const id = t.add(['inbox'])
    const { actionId } = await t.act('delete', id)
    refuse()
    t.actions.settle(actionId ?? '', 'undo')
    expect(t.row(id)).toMatchObject({ archived: false, hereOnly: false })
    expect(t.actions.list({ limit: 1 }).actions[0]).toMatchObject({ state: 'done', undoable: false })
    expect(t.test.store.reader.prepare('SELECT 1 FROM tombstone').all()).toEqual([])
    expect(t.jobs()).toEqual([])
  })

  it('is kept on this computer only, and can be undone later', async () => {
    const id = t.add(['inbox'])
    const { actionId } = await t.act('archive', id)
    refuse()
    t.actions.settle(actionId ?? '', 'keep-here')
    expect(t.row(id)).toMatchObject({ archived: true, hereOnly: true })
    expect(jobsOfAction(t.test.store.reader, actionId ?? '')).toEqual([])
    expect(await t.undo(actionId)).toBe(1)
    expect(t.row(id)).toMatchObject({ archived: false, hereOnly: false })
  })

  it('of tags is kept as tags of this computer, or taken back', async () => {
    for (const choice of ['keep-here', 'undo'] as const) {
      const id = t.add(['inbox'])
      const { actionId } = await t.act({ kind: 'tag', keyword: 'invoice' }, id)
      refuse()
      t.actions.settle(actionId ?? '', choice)
      expect(t.row(id).tags).toEqual(choice === 'undo' ? [] : ['invoice'])
      expect(t.copies(id).every(copy => copy.flags.length === 0)).toBe(true)
    }
  })
})
