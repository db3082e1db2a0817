import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { DraftContent } from '#shared/draft.ts'
import { dayMs, hourMs, minuteMs, secondMs } from '#shared/time.ts'
import { refreshConversations } from './conversations.ts'
import { revisionsToDrop } from './draft-thinning.ts'
import { getOpenDraft, hasOpenDraft, insertDraft, listRevisions, saveRevision } from './drafts.ts'
import type { Reader } from './handle.ts'
import {
  addTestAccount,
  addTestConversation,
  createTestStore,
  deliver,
  noon,
  type TestStore,
  testEmail,
} from './test-store.ts'
import { mergeConversations } from './threads.ts'

const written = (text: string): DraftContent => ({
  identityId: null,
  to: [],
  cc: [],
  bcc: [],
  subject: '',
  html: `<p>${text}</p>`,
  text,
  plain: false,
})
const draftOf = (conversationKey: number | null) => ({
  kind: 'reply' as const,
  conversationKey,
  emailKey: null,
  replyTo: null,
  references: [],
  content: written(''),
  now: noon,
})

let test: TestStore
beforeEach(() => {
  test = createTestStore()
})
afterEach(() => test.remove())

describe('a draft', () => {
  it('keeps what was written before, and makes no revision of what did not change', () => {
    const { store } = test
    const id = store.write(w => insertDraft(w, draftOf(null)))
    const save = (text: string, now: number) =>
      store.write(w => saveRevision(w, getOpenDraft(w, id), written(text), now))
    expect(save('Dear', noon + 1)).toEqual({ revision: 2, updatedAt: noon + 1 })
    expect(save('Dear', noon + 2)).toEqual({ revision: 2, updatedAt: noon + 1 })
    expect(save('Dear Ada', noon + 3)).toEqual({ revision: 3, updatedAt: noon + 3 })
    const { key } = getOpenDraft(store.reader, id)
    expect(listRevisions(store.reader, key).map(({ preview }) => preview)).toEqual(['Dear Ada', 'Dear', ''])
  })

  it('shows on the row of its conversation, also after that became part of another one', () => {
    const { store } = test
    const { first, second } = store.write(w => {
      const account = addTestAccount(w)
      const make = () => {
        const conversation = addTestConversation(w, account)
        deliver(w, testEmail(account, conversation.key), [{ mailbox: account.mailboxes.inbox }])
        return conversation
      }
      return { first: make(), second: make() }
    })
    store.write(w => {
      insertDraft(w, draftOf(second.key))
      refreshConversations(w, [second.key])
    })
    const hasDraft = (r: Reader, key: number) =>
      r.prepare<{ has_draft: number }>('SELECT has_draft FROM conversation WHERE key = ?').get(key)?.has_draft
    expect([hasDraft(store.reader, first.key), hasDraft(store.reader, second.key)]).toEqual([0, 1])
    store.write(w => {
      mergeConversations(w, { into: first.key, from: [second.key] })
      refreshConversations(w, [first.key])
    })
    expect(hasDraft(store.reader, first.key)).toBe(1)
    expect(hasOpenDraft(store.reader, first.key)).toBe(true)
  })
})

describe('the history of a draft', () => {
  const history = (count: number, everyMs: number, kept: readonly number[] = []) =>
    Array.from({ length: count }, (_, at) => ({
      revision: at + 1,
      savedAt: noon + at * everyMs,
      kept: kept.includes(at + 1),
    }))
  const left = (revisions: ReturnType<typeof history>, now: number) => {
    const dropped = new Set(revisionsToDrop(revisions, now))
    return revisions.filter(({ revision }) => !dropped.has(revision)).map(({ revision }) => revision)
  }

  it('keeps all of the last ten minutes', () => {
    const revisions = history(500, secondMs)
    expect(left(revisions, noon + 500 * secondMs)).toHaveLength(500)
  })

  it('keeps the last of each minute later, with the first and those that somebody went back to', () => {
    const revisions = history(180, secondMs, [30])
    expect(left(revisions, noon + hourMs)).toEqual([1, 30, 60, 120, 180])
  })

  it('keeps the last of each hour after a day', () => {
    const revisions = history(180, minuteMs)
    expect(left(revisions, noon + 2 * dayMs)).toEqual([1, 60, 120, 180])
  })

  it('drops nothing twice: thinning what was thinned out changes nothing', () => {
    const revisions = history(3_000, 7 * secondMs)
    const now = noon + 3 * dayMs
    const kept = left(revisions, now)
    expect(
      left(
        revisions.filter(({ revision }) => kept.includes(revision)),
        now,
      ),
    ).toEqual(kept)
  })
})
