import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { refreshConversations } from '#engine/store/conversations.ts'
import { putCopies, removeCopies } from '#engine/store/copies.ts'
import { refreshEmails } from '#engine/store/emails.ts'
import { openJobs } from '#engine/store/jobs.ts'
import { setMailboxState, upsertMailbox } from '#engine/store/mailboxes.ts'
import { findPendingMove } from '#engine/store/pending-moves.ts'
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
import {
  dropTombstone,
  hasTombstones,
  markDeletion,
  placesBeforeDeletion,
  putTombstone,
  tombstoneVerdict,
} from '#engine/store/tombstones.ts'
import { keepDeleted } from './keep-deleted.ts'

let test: TestStore
let account: TestAccount
let email: number
beforeEach(() => {
  test = createTestStore()
  test.store.write(w => {
    account = addTestAccount(w)
    const { inbox, archive, trash } = account.mailboxes
    setMailboxState(w, inbox, { uidValidity: '7', uidNext: 100 })
    setMailboxState(w, archive, { uidValidity: '7', uidNext: 50, backfillUid: 40 })
    email = deliver(w, testEmail(account, addTestConversation(w, account).key), [{ mailbox: trash }])
    markDeletion(w, account.id, noon)
    putTombstone(w, email, [{ role: 'inbox', mailboxKey: inbox }], noon)
  })
})
afterEach(() => test.remove())

/** A sync finds a copy: what `applyArrived` does of it. */
function arrive(mailboxKey: number, uid: number): void {
  test.store.write(w => {
    putCopies(w, mailboxKey, [{ uid, emailKey: email, flags: [] }])
    keepDeleted(w, { accountId: account.id, mailboxKey, now: noon + 1 }, [{ uid, emailKey: email }])
    refreshConversations(w, refreshEmails(w, [email]))
  })
}
const verdict = (mailboxKey: number, uid: number) =>
  tombstoneVerdict(test.store.reader, { emailKey: email, mailboxKey, uid })
const isListed = () =>
  test.store.reader.prepare('SELECT 1 FROM conversation WHERE hidden = 0').get() !== undefined
const moves = () => openJobs(test.store.reader, 'move-emails').map(({ payload }) => JSON.parse(payload))

describe('a copy of a deleted email', () => {
  it('that was there before and is only found now goes to Trash too, once', () => {
    const { archive } = account.mailboxes
    for (let again = 0; again < 2; again += 1) arrive(archive, 30)
    expect(isListed()).toBe(false)
    expect(findPendingMove(test.store.reader, email, archive)).toMatchObject({ toRole: 'trash' })
    expect(moves()).toMatchObject([{ mailboxKey: archive, toRole: 'trash', emails: [{ emailKey: email }] }])
  })

  it('that somebody put back afterwards shows, and ends the deletion', () => {
    arrive(account.mailboxes.inbox, 100)
    expect(isListed()).toBe(true)
    expect(hasTombstones(test.store.reader, account.id)).toBe(false)
    expect(moves()).toEqual([])
  })

  it('is left alone where nothing counts', () => {
    expect(verdict(account.mailboxes.trash, 1)).toBe('none')
    expect(verdict(account.mailboxes.junk, 1)).toBe('none')
  })

  it('stays away where UIDVALIDITY changed, or nothing was known of the mailbox', () => {
    const { inbox, sent } = account.mailboxes
    test.store.write(w => setMailboxState(w, inbox, { uidValidity: '8' }))
    expect(verdict(inbox, 1_000)).toBe('trash')
    expect(verdict(sent, 1_000)).toBe('trash')
  })

  it('shows in a mailbox that was made afterwards', () => {
    const made = test.store.write(w =>
      upsertMailbox(w, {
        accountId: account.id,
        path: 'Restored',
        name: 'Restored',
        delimiter: '/',
        role: 'none',
        selectable: true,
        objectId: null,
      }),
    )
    expect(verdict(made, 1)).toBe('lift')
  })

  it('is judged by the newest deletion, and by none once it is wanted again', () => {
    const { inbox } = account.mailboxes
    test.store.write(w => {
      setMailboxState(w, inbox, { uidNext: 200 })
      markDeletion(w, account.id, noon + 5)
      putTombstone(w, email, [{ role: 'archive', mailboxKey: 999_999 }], noon + 5)
    })
    expect(verdict(inbox, 150)).toBe('trash')
    expect(placesBeforeDeletion(test.store.reader, email)).toEqual([{ role: 'archive', mailboxKey: null }])
    test.store.write(w => dropTombstone(w, email))
    expect(verdict(inbox, 150)).toBe('none')
    expect(placesBeforeDeletion(test.store.reader, email)).toEqual([])
  })

  it('is judged without a mark of its own where mailboxes are as at the deletion before', () => {
    const { inbox, trash } = account.mailboxes
    const marks = () => test.store.reader.prepare('SELECT 1 FROM deletion_mark').all().length
    const before = marks()
    test.store.write(w => {
      setMailboxState(w, trash, { uidNext: 9 })
      markDeletion(w, account.id, noon + 5)
      putTombstone(w, email, [{ role: 'inbox', mailboxKey: inbox }], noon + 5)
    })
    expect(marks()).toBe(before)
    expect([verdict(inbox, 99), verdict(inbox, 100)]).toEqual(['trash', 'lift'])
  })

  it('costs nothing where nothing was deleted', () => {
    test.store.write(w => {
      dropTombstone(w, email)
      removeCopies(w, account.mailboxes.trash, [1])
    })
    arrive(account.mailboxes.inbox, 3)
    expect(isListed()).toBe(true)
  })
})
