import { afterEach, beforeEach, expect, it } from 'vitest'
import type { ConversationFilter } from '#shared/conversation.ts'
import { minuteMs } from '#shared/time.ts'
import { createRandom } from '#test/support/random.ts'
import { findConversationKeys, pageConversations } from './conversation-page.ts'
import { refreshConversations } from './conversations.ts'
import { putCopies } from './copies.ts'
import { refreshEmails } from './emails.ts'
import { countWrongMembers } from './list-members.ts'
import { memberKeysQuery } from './list-query.ts'
import { removeMailbox, upsertMailbox } from './mailboxes.ts'
import { dropPendingMove, putPendingMove } from './pending-moves.ts'
import { plainRows, storedRows } from './plain-model.ts'
import { runAtOnce } from './slices.ts'
import { setLocalTag } from './tags.ts'
import {
  addTestAccount,
  addTestConversation,
  createTestStore,
  deliver,
  noon,
  type TestAccount,
  type TestStore,
  testEmail,
} from './test-store.ts'

let test: TestStore
let account: TestAccount
beforeEach(() => {
  test = createTestStore()
  account = test.store.write(w => addTestAccount(w))
})
afterEach(() => test.remove())

/** More than a time slice: search is in order of slices. */
const apartMs = 10 * minuteMs

type Place = keyof TestAccount['mailboxes']

/** Conversations of one email each, the first one newest; returns their ids and the emails' keys. */
const add = (count: number, place: Place, newestAt = noon) =>
  test.store.write(w =>
    Array.from({ length: count }, (_, n) => {
      const { key, id } = addTestConversation(w, account)
      const email = testEmail(account, key, { sentAt: newestAt - n * apartMs, text: 'needle', preview: '' })
      return { id, emailKey: deliver(w, email, [{ mailbox: account.mailboxes[place] }]) }
    }),
  )

const isIn = (mailboxes: string, place: Place) => JSON.parse(mailboxes).includes(account.mailboxes[place])

function all(filter: ConversationFilter, limit = 500): readonly string[] {
  const ids: string[] = []
  let after: string | null = null
  do {
    const page = pageConversations(test.store.reader, filter, after, limit)
    ids.push(...page.rows.map(({ id }) => id))
    after = page.next
  } while (after !== null)
  return ids
}
const inMailbox = (place: Place): ConversationFilter => ({
  view: 'all',
  mailbox: String(account.mailboxes[place]),
})

it('a mailbox lists its conversations in order, whether it is large, small, or large and old', () => {
  const few = add(30, 'archive', noon - 15 * apartMs)
  const new_ = add(1_700, 'inbox')
  const old = add(3_100, 'none', noon - 100_000 * apartMs)
  expect(all(inMailbox('archive'))).toEqual(few.map(({ id }) => id))
  expect(all(inMailbox('inbox'))).toEqual(new_.map(({ id }) => id))
  expect(all(inMailbox('none'))).toEqual(old.map(({ id }) => id))
  expect(all({ ...inMailbox('none'), search: 'in:inbox' })).toEqual([])
  expect(all({ ...inMailbox('none'), search: 'needle ' })).toEqual(old.map(({ id }) => id))
  expect(runAtOnce(findConversationKeys(test.store.reader, inMailbox('none'), 1_001))).toHaveLength(1_001)
}, 60_000)

it('mail counts where the user wants it, before its server has moved it', () => {
  const [moved, stays] = add(2, 'inbox')
  if (moved === undefined || stays === undefined) throw new Error('Two were added')
  test.store.write(w => {
    const move = { emailKey: moved.emailKey, mailboxKey: account.mailboxes.inbox, hereOnly: false }
    putPendingMove(w, { ...move, toRole: 'archive', toMailboxKey: null })
    refreshConversations(w, refreshEmails(w, [moved.emailKey]))
  })
  expect(all(inMailbox('inbox'))).toEqual([stays.id])
  expect(all(inMailbox('archive'))).toEqual([moved.id])
  expect(all({ view: 'all', search: 'in:archive needle' })).toEqual([moved.id])
})

it('lists by mailbox and tag equal a plain scan of the rows, whatever has happened', () => {
  const random = createRandom(120)
  const places = ['inbox', 'archive', 'none', 'sent', 'junk'] as const
  const emails = [...add(120, 'inbox'), ...add(120, 'archive', noon - 7 * minuteMs)]
  const tags = ['$label1', 'work']
  for (let turn = 0; turn < 300; turn += 1)
    test.store.write(w => {
      const { emailKey } = random.pick(emails)
      const mailboxKey = account.mailboxes[random.pick(places)]
      const roll = random.next()
      if (roll < 0.3) setLocalTag(w, emailKey, random.pick(tags), random.chance(0.7))
      else if (roll < 0.5) putCopies(w, mailboxKey, [{ uid: 90_000 + turn, emailKey, flags: ['\\Seen'] }])
      else if (roll < 0.7)
        putPendingMove(w, {
          ...{ emailKey, mailboxKey: account.mailboxes.inbox, hereOnly: false },
          ...{ toRole: random.pick(places), toMailboxKey: random.chance(0.5) ? mailboxKey : null },
        })
      else dropPendingMove(w, emailKey, account.mailboxes.inbox)
      refreshConversations(w, refreshEmails(w, [emailKey]))
    })
  const { reader } = test.store
  const rows = reader
    .prepare<{
      id: string
      hidden: number
      archived: number
      facet: number
      source: string
      tags: string
      mailboxes: string
    }>('SELECT * FROM conversation ORDER BY last_at DESC, key DESC')
    .all()
  const keys = reader
    .prepare<{ key: number }>('SELECT key FROM conversation')
    .all()
    .map(({ key }) => key)
  expect(storedRows(reader, keys)).toEqual(plainRows(reader, keys))
  for (const view of ['active', 'archived', 'all'] as const)
    for (const read of [undefined, 'unread', 'read'] as const)
      for (const source of [undefined, 'email', 'form'] as const)
        for (const place of [undefined, ...places])
          for (const tag of [undefined, ...tags]) {
            const filter = { view, read, source, tag, mailbox: place && String(account.mailboxes[place]) }
            const wanted = rows.filter(
              row =>
                row.hidden === 0 &&
                (view === 'all' || row.archived === Number(view === 'archived')) &&
                (read === undefined || (row.facet & 1) === Number(read === 'unread')) &&
                (source === undefined || row.source === source) &&
                (tag === undefined || row.tags.split(' ').includes(tag)) &&
                (place === undefined || isIn(row.mailboxes, place)),
            )
            expect(all(filter, 7), JSON.stringify(filter)).toEqual(wanted.map(({ id }) => id))
          }
  expect(all({ view: 'all', search: 'in:inbox in:archive' }, 7)).toEqual(
    rows
      .filter(row => row.hidden === 0 && isIn(row.mailboxes, 'inbox') && isIn(row.mailboxes, 'archive'))
      .map(({ id }) => id),
  )
  expect(countWrongMembers(reader)).toBe(0)
})

it('a role that another mailbox takes over takes along what is wished there, and a mailbox that goes loses it', () => {
  const [moved] = add(1, 'inbox')
  if (moved === undefined) throw new Error('One was added')
  test.store.write(w => {
    const move = { emailKey: moved.emailKey, mailboxKey: account.mailboxes.inbox, hereOnly: false }
    putPendingMove(w, { ...move, toRole: 'archive', toMailboxKey: null })
    refreshConversations(w, refreshEmails(w, [moved.emailKey]))
  })
  const made = {
    accountId: account.id,
    path: 'Old',
    name: 'Old',
    delimiter: '/',
    selectable: true,
    objectId: null,
  }
  const key = test.store.write(w => upsertMailbox(w, { ...made, role: 'none' }))
  expect(all({ view: 'all', mailbox: String(key) })).toEqual([])
  test.store.write(w => upsertMailbox(w, { ...made, role: 'archive' }))
  expect(all({ view: 'all', mailbox: String(key) })).toEqual([moved.id])
  test.store.write(w => refreshConversations(w, refreshEmails(w, removeMailbox(w, key))))
  expect(all({ view: 'all', mailbox: String(key) })).toEqual([])
  expect(all(inMailbox('archive'))).toEqual([moved.id])
  expect(countWrongMembers(test.store.reader)).toBe(0)
})

it('reads the list of a mailbox in order and sorts nothing', () => {
  for (const after of [false, true]) {
    const { sql, streams } = memberKeysQuery({ view: 'all', read: 'unread' }, 2, after)
    const values = Array.from({ length: 2 * streams }, () => (after ? [1, 1, 1] : [1])).flat()
    const plan = test.store.reader
      .prepare<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
      .all(...values, 50)
      .map(step => step.detail)
    expect(plan.filter(detail => /TEMP B-TREE|SCAN list_member/.test(detail))).toEqual([])
    expect(plan.filter(detail => detail.startsWith('SEARCH list_member USING PRIMARY KEY'))).toHaveLength(
      2 * streams,
    )
  }
})

it('a tag lists what has it, with every other condition', () => {
  const added = add(40, 'inbox')
  const tagged = added.filter((_, n) => n % 7 === 0)
  test.store.write(w => {
    for (const { emailKey } of tagged) setLocalTag(w, emailKey, '$label1', true)
    const keys = tagged.map(({ emailKey }) => emailKey)
    refreshConversations(w, refreshEmails(w, keys))
  })
  const ids = tagged.map(({ id }) => id)
  expect(all({ view: 'active', tag: '$label1' })).toEqual(ids)
  expect(all({ view: 'active', tag: '$label1', search: 'needle' })).toEqual(ids)
  expect(all({ ...inMailbox('inbox'), tag: '$label1' })).toEqual(ids)
  expect(all({ view: 'archived', tag: '$label1' })).toEqual([])
  expect(all({ view: 'active', tag: '$label2' })).toEqual([])
})
