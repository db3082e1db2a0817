import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { MailboxRole } from '#shared/account.ts'
import { hourMs } from '#shared/time.ts'
import { waitsOf } from '#shared/waits.ts'
import { createRandom, type Random } from '#test/support/random.ts'
import { conversationCounts, conversationIdsOf, refreshConversations } from './conversations.ts'
import { copiesInRange, putCopies, removeCopies, updateCopyFlags } from './copies.ts'
import { dropEmailsWithoutCopies, insertEmail, refreshEmails } from './emails.ts'
import type { Reader, Writer } from './handle.ts'
import { emailsInMailbox, forgetCopies, listMailboxes, removeMailbox, upsertMailbox } from './mailboxes.ts'
import { markConversations } from './mark.ts'
import {
  addTestAccount,
  addTestConversation,
  createTestStore,
  noon,
  type TestAccount,
  type TestStore,
  testEmail,
} from './test-store.ts'
import { mergeConversations } from './threads.ts'

type NaiveEmail = {
  key: number
  sent_at: number
  outbound: number
  automated: number
  has_attachment: number
  subject: string
}

/** The rules of semantics.md once more, written without a thought for speed. */
function naiveRows(r: Reader): readonly Record<string, unknown>[] {
  const conversations = r
    .prepare<{ key: number; id: string }>('SELECT key, id FROM conversation ORDER BY key')
    .all()
  return conversations.map(({ key, id }) => {
    const emails = r
      .prepare<NaiveEmail>('SELECT * FROM email WHERE conversation_key = ? ORDER BY sent_at, key')
      .all(key)
      .map(email => ({ ...email, ...naiveEmail(r, email.key, email.outbound === 1) }))
    const counted = emails.filter(email => email.counted)
    const visible = counted.length > 0 ? counted : emails
    const archived =
      !counted.some(email => email.roles.has('inbox')) && counted.some(email => email.outbound === 0)
    const unread = counted.filter(email => email.unread)
    const open = waitsOf(
      counted.map(email => ({
        id: email.key,
        at: email.sent_at,
        outbound: email.outbound === 1,
        automated: email.automated === 1,
      })),
    ).find(wait => wait.closedAt === null)
    return {
      id,
      email_count: counted.length,
      unread_count: unread.length,
      unread_since: unread[0]?.sent_at ?? null,
      hidden: Number(counted.length === 0),
      archived: Number(archived),
      last_at: visible.at(-1)?.sent_at,
      started_at: visible[0]?.sent_at,
      subject: visible[0]?.subject,
      has_draft: Number(
        emails.some(email => email.isDraft && !email.roles.has('trash') && !email.roles.has('junk')),
      ),
      waiting_since: open?.openedAt ?? null,
      facet:
        Number(unread.length > 0) +
        (open && !archived ? 2 : 0) +
        (counted.some(email => email.has_attachment === 1) ? 4 : 0),
    }
  })
}

function naiveEmail(r: Reader, key: number, outbound: boolean) {
  const copies = r
    .prepare<{ role: MailboxRole; seen: number; draft: number }>(
      'SELECT role, seen, draft FROM email_copy JOIN mailbox ON mailbox.key = mailbox_key WHERE email_key = ?',
    )
    .all(key)
  const aside = (role: MailboxRole) => role === 'trash' || role === 'junk' || role === 'drafts'
  const roles = new Set(copies.map(copy => copy.role))
  const isDraft =
    (copies.some(copy => copy.draft === 1) || roles.has('drafts')) &&
    !roles.has('inbox') &&
    !roles.has('sent')
  const counted = !isDraft && copies.some(copy => !aside(copy.role))
  const unread = !outbound && counted && copies.some(copy => copy.seen === 0 && !aside(copy.role))
  return { roles, isDraft, counted, unread }
}

function storedRows(r: Reader): readonly Record<string, unknown>[] {
  return r
    .prepare<Record<string, unknown>>(
      `SELECT id, email_count, unread_count, unread_since, hidden, archived, last_at, started_at, subject, has_draft,
         waiting_since, facet FROM conversation ORDER BY key`,
    )
    .all()
}

/** Flags that a server may tell. */
const flagSets = [
  [],
  ['\\Seen'],
  ['\\Seen', '\\Answered'],
  ['\\Draft', '\\Seen'],
  ['\\Flagged', '$Work'],
  ['\\Deleted'],
]
const roles: readonly MailboxRole[] = [
  'inbox',
  'inbox',
  'inbox',
  'archive',
  'sent',
  'trash',
  'junk',
  'drafts',
  'all',
  'none',
]

let test: TestStore
let account: TestAccount
beforeEach(() => {
  test = createTestStore()
  account = test.store.write(w => addTestAccount(w))
})
afterEach(() => test.remove())

/** One random thing that a sync or a user does. */
function act(w: Writer, random: Random, uids: { next: number }): void {
  const mailboxes = listMailboxes(w, account.id)
  const place = () =>
    random.pick(mailboxes.filter(box => box.role === random.pick(roles)).concat(mailboxes)).key
  const conversations = w
    .prepare<{ key: number; id: string }>('SELECT key, id FROM conversation ORDER BY key')
    .all()
  const copies = mailboxes.flatMap(box =>
    copiesInRange(w, box.key, 1, 1e9).map(copy => ({ ...copy, box: box.key })),
  )
  const refresh = (keys: readonly number[], extra: readonly number[] = []) =>
    refreshConversations(w, [...refreshEmails(w, keys), ...extra])
  const copyInto = (emailKey: number, box: number) => {
    uids.next += 1
    putCopies(w, box, [{ uid: uids.next, emailKey, flags: random.pick(flagSets) }])
  }
  const roll = random.next()
  if (roll < 0.4 || conversations.length === 0 || copies.length === 0) {
    const known = conversations.length > 0 && random.chance(0.7) ? random.pick(conversations).key : null
    const conversation = known ?? addTestConversation(w, account).key
    const key = insertEmail(
      w,
      testEmail(account, conversation, {
        outbound: random.chance(0.4),
        automated: random.chance(0.2),
        sentAt: noon + random.between(-500, 500) * hourMs,
        subject: `Subject ${random.between(1, 9)}`,
        text: 'everywhere',
      }),
    )
    copyInto(key, place())
    if (random.chance(0.2)) copyInto(key, place())
    refresh([key])
  } else if (roll < 0.55) {
    const copy = random.pick(copies)
    refresh(updateCopyFlags(w, copy.box, [{ uid: copy.uid, flags: random.pick(flagSets) }]))
  } else if (roll < 0.7) {
    const copy = random.pick(copies)
    refresh(removeCopies(w, copy.box, [copy.uid]))
  } else if (roll < 0.8) {
    const copy = random.pick(copies)
    copyInto(copy.emailKey, place())
    refresh([copy.emailKey, ...(random.chance(0.5) ? removeCopies(w, copy.box, [copy.uid]) : [])])
  } else if (roll < 0.86) {
    const [into, from] = [random.pick(conversations).key, random.pick(conversations).key]
    mergeConversations(w, { into, from: [from] })
    refresh([], [into])
  } else if (roll < 0.94) {
    markConversations(w, [random.pick(conversations).id], random.chance(0.7))
  } else if (roll < 0.96) {
    const box = random.pick(mailboxes)
    if (box.role !== 'inbox') upsertMailbox(w, { ...box, role: random.pick(roles) })
    refresh(emailsInMailbox(w, box.key))
  } else if (roll < 0.98) {
    const box = random.pick(mailboxes)
    const before = copiesInRange(w, box.key, 1, 1e9)
    const touched = forgetCopies(w, box.key)
    putCopies(
      w,
      box.key,
      before.filter(() => random.chance(0.8)),
    )
    refresh(touched)
  } else if (mailboxes.length > 4) {
    const box = random.pick(mailboxes.filter(one => one.role !== 'inbox'))
    refresh(removeMailbox(w, box.key))
  }
}

describe('rows of the list', () => {
  it.each([1, 2, 3, 4, 5, 6])('equal a plain recomputation after any sequence of changes (seed %i)', seed => {
    const random = createRandom(seed)
    const uids = { next: 0 }
    const { reader } = test.store
    for (let step = 0; step < 150; step += 1) {
      test.store.write(w => act(w, random, uids))
      if (step % 5 === 4) expect(storedRows(reader)).toEqual(naiveRows(reader))
    }
    const listed = storedRows(reader).filter(row => row.hidden === 0)
    test.store.write(w => {
      const lost = w
        .prepare<{ key: number }>('SELECT key FROM email')
        .all()
        .map(row => row.key)
      refreshConversations(w, dropEmailsWithoutCopies(w, lost))
    })
    expect(storedRows(reader)).toEqual(naiveRows(reader))
    expect(conversationCounts(reader)).toEqual({
      total: listed.length,
      active: listed.filter(row => row.archived === 0).length,
      archived: listed.filter(row => row.archived === 1).length,
      snoozed: 0,
      unread: listed.filter(row => row.archived === 0 && row.unread_count !== 0).length,
    })
    const rowids = (sql: string) =>
      reader
        .prepare<{ k: number }>(sql)
        .all()
        .map(row => row.k)
    expect(rowids("SELECT rowid AS k FROM email_fts WHERE email_fts MATCH 'everywhere' ORDER BY k")).toEqual(
      rowids('SELECT search_key AS k FROM email ORDER BY k'),
    )
    expect(
      rowids(`SELECT rowid AS k FROM conversation_fts WHERE conversation_fts MATCH 'ada' ORDER BY k`),
    ).toEqual(rowids('SELECT search_key AS k FROM conversation WHERE hidden = 0 ORDER BY k'))
    expect(rowids('SELECT email_key AS k FROM email_content ORDER BY k')).toEqual(
      rowids('SELECT key AS k FROM email ORDER BY k'),
    )
    expect(reader.prepare('PRAGMA foreign_key_check').all()).toEqual([])
    const keys = rowids('SELECT key AS k FROM conversation')
    expect(conversationIdsOf(reader, keys)).toHaveLength(keys.length)
  })
})
