import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { keepDeleted } from '#engine/queue/keep-deleted.ts'
import { jobsOfAction } from '#engine/store/action-jobs.ts'
import { refreshConversations } from '#engine/store/conversations.ts'
import { copiesOfEmail, putCopies } from '#engine/store/copies.ts'
import { refreshEmails } from '#engine/store/emails.ts'
import { findAction } from '#engine/store/journal.ts'
import { removeMailbox, setMailboxState, upsertMailbox } from '#engine/store/mailboxes.ts'
import { pendingMovesOf } from '#engine/store/pending-moves.ts'
import { mergeConversations } from '#engine/store/threads.ts'
import { AppError } from '#shared/errors.ts'
import { dayMs } from '#shared/time.ts'
import { createTestActions, type TestActions } from './test-actions.ts'
import { finishTestJob, moveTestCopy, refuseTestJob, takeTestJobs } from './test-server.ts'
import { tidyJournal } from './tidy-journal.ts'

let t: TestActions
beforeEach(() => {
  t = createTestActions()
})
afterEach(() => t.test.remove())

describe('undo', () => {
  it('leaves alone what others changed meanwhile', async () => {
    const id = t.add([])
    const [moved, stayed] = [t.reply(id, 'inbox'), t.reply(id, 'inbox', t.later(1))]
    const { actionId } = await t.act('archive', id)
    t.serve()
    t.test.store.write(w => {
      const [copy] = copiesOfEmail(w, moved)
      if (copy) moveTestCopy(w, copy, t.account.mailboxes.none)
    })
    expect(await t.undo(actionId)).toBe(1)
    t.serve()
    expect([moved, stayed].map(t.rolesOf)).toEqual([['none'], ['inbox']])
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
    t.serve()
    expect(t.rolesOf(key)).toEqual(['inbox'])
  })

  it('ends after 30 days', async () => {
    const id = t.add(['inbox'])
    const { actionId } = await t.act('archive', id)
    t.clock.value += 30 * dayMs
    expect(t.actions.list({ limit: 1 }).actions[0]?.undoable).toBe(false)
    expect(await t.undo(actionId)).toBe(0)
    expect(t.row(id).archived).toBe(true)
    t.serve()
    expect(t.actions.list({ limit: 1 }).actions).toEqual([])
    const { signal } = new AbortController()
    await tidyJournal(t.test.store, t.clock.value, { signal })
    expect(findAction(t.test.store.reader, actionId ?? '')).toBeNull()
  })

  it('follows conversations that were merged', async () => {
    const [one, other] = [t.add(['inbox']), t.add(['inbox'], t.later(1))]
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
    t.refuse()
    expect(t.actions.refused()).toMatchObject([
      { id: actionId, state: 'refused', problem: { code: 'read-only', retry: false } },
    ])
    await t.settle(actionId ?? '', 'retry')
    expect(t.actions.refused()).toEqual([])
    t.serve()
    expect(t.actions.list({ limit: 1 }).actions[0]?.state).toBe('done')
  })

  it('is taken back here', async () => {
    const id = t.add(['inbox'])
    const { actionId } = await t.act('delete', id)
    t.refuse()
    await t.settle(actionId ?? '', 'undo')
    expect(t.row(id)).toMatchObject({ archived: false, hereOnly: false })
    expect(t.actions.list({ limit: 1 }).actions[0]).toMatchObject({ state: 'done', undoable: false })
    expect(t.test.store.reader.prepare('SELECT 1 FROM tombstone').all()).toEqual([])
    expect(t.jobs()).toEqual([])
  })

  it('is taken back with all of its action, also what the server did', async () => {
    const [one, other] = [t.add(['inbox']), t.add(['inbox'])]
    const key = t.reply(other, 'archive')
    const { actionId = null } = await t.act('delete', one, other)
    t.refuse()
    await t.settle(actionId ?? '', 'undo')
    expect([one, other].map(id => t.row(id).archived)).toEqual([false, false])
    const again = await t.act('delete', one, other)
    t.test.store.write(w => {
      for (const job of takeTestJobs(w, t.account, 10))
        if (job.kind === 'move-emails' && job.payload.mailboxKey === t.account.mailboxes.inbox)
          refuseTestJob(w, job)
        else finishTestJob(w, t.account, job)
    })
    expect(t.rolesOf(key)).toEqual(['trash'])
    await t.settle(again.actionId ?? '', 'undo')
    t.serve()
    expect(t.rolesOf(key)).toEqual(['archive'])
    expect(findAction(t.test.store.reader, again.actionId ?? '')?.undoneAt).toBe(t.clock.value)
  })

  it('is settled once: what is tried again meanwhile is not taken out of the queue', async () => {
    const id = t.add(['inbox'])
    const { actionId } = await t.act('archive', id)
    t.refuse()
    await Promise.all([t.settle(actionId ?? '', 'retry'), t.settle(actionId ?? '', 'keep-here')])
    expect(t.jobs()).toHaveLength(1)
    expect(t.row(id)).toMatchObject({ archived: true, hereOnly: false })
  })

  it('is taken back to what was wished before it', async () => {
    const id = t.add(['inbox'])
    await t.act('archive', id)
    const running = t.test.store.write(w => takeTestJobs(w, t.account, 1))
    const { actionId } = await t.act('delete', id)
    t.refuse()
    await t.settle(actionId ?? '', 'undo')
    expect(t.row(id).archived).toBe(true)
    t.test.store.write(w => {
      for (const job of running) finishTestJob(w, t.account, job)
    })
    t.serve()
    expect(t.copies(id).map(copy => copy.mailboxKey)).toEqual([t.account.mailboxes.archive])
    expect(t.jobs()).toEqual([])
  })

  it('is kept on this computer only, and can be undone later', async () => {
    const id = t.add(['inbox'])
    const { actionId } = await t.act('archive', id)
    t.refuse()
    await t.settle(actionId ?? '', 'keep-here')
    expect(t.row(id)).toMatchObject({ archived: true, hereOnly: true })
    expect(jobsOfAction(t.test.store.reader, actionId ?? '')).toEqual([])
    expect(await t.undo(actionId)).toBe(1)
    expect(t.row(id)).toMatchObject({ archived: false, hereOnly: false })
  })

  it('of tags is kept as tags of this computer, or taken back', async () => {
    for (const choice of ['keep-here', 'undo'] as const) {
      const id = t.add(['inbox'])
      const { actionId } = await t.act({ kind: 'tag', keyword: 'invoice' }, id)
      t.refuse()
      await t.settle(actionId ?? '', choice)
      expect(t.row(id).tags).toEqual(choice === 'undo' ? [] : ['invoice'])
      expect(t.copies(id).every(copy => copy.flags.length === 0)).toBe(true)
    }
  })
})

it('takes back also what the deletion took away later, when an old copy was found', async () => {
  const { store } = t.test
  const { archive, trash } = t.account.mailboxes
  store.write(w => setMailboxState(w, archive, { uidValidity: '7', uidNext: 100 }))
  const id = t.add([])
  const key = t.reply(id, 'inbox')
  const { actionId } = await t.act('delete', id)
  store.write(w => {
    putCopies(w, archive, [{ uid: 30, emailKey: key, flags: [] }])
    keepDeleted(w, { accountId: t.account.id, mailboxKey: archive, now: t.clock.value }, [
      { uid: 30, emailKey: key },
    ])
    refreshConversations(w, refreshEmails(w, [key]))
  })
  t.serve()
  expect(copiesOfEmail(store.reader, key).every(copy => copy.mailboxKey === trash)).toBe(true)
  expect(await t.undo(actionId)).toBe(1)
  t.serve()
  expect([...t.rolesOf(key)].sort()).toEqual(['archive', 'inbox'])
  expect(t.jobs()).toEqual([])
})

it('F-16: undoing a deletion leads into no mailbox that was made after the one of before was removed', async () => {
  const { store } = t.test
  const box = (path: string) =>
    store.write(w =>
      upsertMailbox(w, {
        accountId: t.account.id,
        path,
        name: path,
        delimiter: '/',
        role: 'none',
        selectable: true,
        objectId: null,
      }),
    )
  const customers = box('Customers')
  const id = t.add([])
  const key = t.reply(id, 'inbox')
  store.write(w => {
    const [copy] = copiesOfEmail(w, key)
    if (copy) moveTestCopy(w, copy, customers)
  })
  const { actionId } = await t.act('delete', id)
  t.serve()
  store.write(w => removeMailbox(w, customers))
  const other = box('Family')
  await t.undo(actionId)
  expect(other).not.toBe(customers)
  expect(pendingMovesOf(store.reader, key)).toMatchObject([{ toRole: 'none', toMailboxKey: null }])
})
