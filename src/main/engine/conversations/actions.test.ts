import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { getConversation } from '#engine/store/conversation-thread.ts'
import { refreshConversations } from '#engine/store/conversations.ts'
import { findDraft, insertDraft } from '#engine/store/drafts.ts'
import { removeMailbox } from '#engine/store/mailboxes.ts'
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
    expect(t.told).toEqual([t.account.id])
    expect(t.row(id)).toMatchObject({ archived: true, emailCount: 2 })
    expect(t.ids('active')).toEqual([])
    expect(await t.undo(done.actionId)).toBe(1)
    expect(t.row(id).archived).toBe(false)
    expect(await t.undo(done.actionId)).toBe(0)
    expect(t.jobs()).toEqual([])
  })

  it('shows an email where it is wanted, also before the server knows', async () => {
    const id = t.add(['inbox'])
    await t.act('archive', id)
    const { emails } = getConversation(t.test.store.reader, id)
    expect(emails[0]?.mailboxes).toEqual([{ name: 'archive', role: 'archive' }])
  })

  it('ends with a new email of the customer, unless the conversation is muted', async () => {
    const id = t.add(['inbox'])
    await t.act('archive', id)
    t.reply(id, 'inbox', t.later(1))
    expect(t.row(id).archived).toBe(false)
    await t.act('mute', id)
    t.reply(id, 'inbox', t.later(2))
    expect(t.row(id)).toMatchObject({ archived: true, muted: true })
    await t.act('unarchive', id)
    expect(t.row(id)).toMatchObject({ archived: false, muted: false })
  })

  it('leaves sent mail where it is, and brings back only inbound mail', async () => {
    const id = t.add([])
    const received = t.reply(id, 'inbox')
    const sent = t.reply(id, 'sent', { outbound: true })
    await t.act('archive', id)
    t.serve()
    expect([received, sent].map(t.rolesOf)).toEqual([['archive'], ['sent']])
    await t.act('unarchive', id)
    t.serve()
    expect([received, sent].map(t.rolesOf)).toEqual([['inbox'], ['sent']])
    expect(t.jobs()).toEqual([])
  })

  it('brings a conversation back that another program filed into a mailbox of its own', async () => {
    const id = t.add([])
    const [older, newer] = [t.reply(id, 'none', t.later(-2)), t.reply(id, 'none', t.later(-1))]
    expect(t.row(id).archived).toBe(true)
    await t.act('unarchive', id)
    t.serve()
    expect([older, newer].map(t.rolesOf)).toEqual([['none'], ['inbox']])
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
    t.serve()
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
      upTo: expect.any(Number),
      counted: null,
    })
    const all = { filter: { view: 'active' as const }, except: [first] }
    expect(await t.actions.deletePreview(all, { signal })).toMatchObject({ conversations: 1, draftCount: 0 })
  })

  it('names the draft that is being written, throws it away, and brings it back when it is undone', async () => {
    const id = t.add(['inbox'])
    const content = { identityId: null, to: [], cc: [], bcc: [], html: '', text: '', plain: true }
    const start = { emailKey: null, replyTo: null, references: [], now: t.clock.value }
    const draftId = t.test.store.write(w => {
      const conversationKey = t.keyOf(id)
      const draft = { kind: 'reply' as const, conversationKey, ...start }
      const made = insertDraft(w, { ...draft, content: { ...content, subject: 'Re: Offer' } })
      refreshConversations(w, [conversationKey])
      return made
    })
    const state = () => findDraft(t.test.store.reader, draftId)?.state
    const { signal } = new AbortController()
    expect(await t.actions.deletePreview({ ids: [id] }, { signal })).toMatchObject({
      emails: 1,
      drafts: [{ subject: 'Re: Offer', conversationId: id }],
      draftCount: 1,
    })
    const { actionId } = await t.act('delete', id)
    expect(state()).toBe('discarded')
    await t.undo(actionId)
    expect(state()).toBe('open')
    expect(t.row(id).hasDraft).toBe(true)
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
    t.serve()
    await t.act('undelete', id)
    t.serve()
    expect(keys.map(t.rolesOf)).toEqual([['none'], ['archive'], ['sent'], ['drafts']])
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
    t.serve()
    expect(keys.map(t.rolesOf)).toEqual([['inbox'], ['sent'], ['drafts']])
  })

  it('after archiving offline tells the server one move only', async () => {
    const id = t.add([])
    const key = t.reply(id, 'inbox')
    await t.act('archive', id)
    const deleted = await t.act('delete', id)
    expect(await t.undo(deleted.actionId)).toBe(1)
    expect(t.row(id).archived).toBe(true)
    t.serve()
    expect(t.rolesOf(key)).toEqual(['archive'])
  })
})

it('F-33: deleting leaves alone what got mail while the question stood', async () => {
  const [seen, answered] = [t.add(['inbox']), t.add(['inbox'])]
  const { signal } = new AbortController()
  const target = { filter: { view: 'active' }, except: [] } as const
  const { conversations, upTo } = await t.actions.deletePreview(target, { signal })
  expect(conversations).toBe(2)
  t.reply(answered, 'inbox', t.later(1))
  const fresh = t.add(['inbox'])
  const options = { signal, onProgress: () => {} }
  const { changed } = await t.actions.act({ target, action: { kind: 'delete' }, upTo }, options)
  expect(changed).toBe(1)
  expect([...t.ids('active')].sort()).toEqual([answered, fresh].sort())
  expect(t.ids('active')).not.toContain(seen)
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
    t.serve()
    await t.undo(read.actionId)
    expect(t.row(id)).toMatchObject({ archived: true, unreadCount: 1 })
  })
})
