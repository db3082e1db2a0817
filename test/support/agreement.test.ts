import { describe, expect, it } from 'vitest'
import { compareWithServer } from './agreement.ts'
import type { JudgedEmail } from './imap-judge.ts'
import type { StoredCopy } from './store-view.ts'

const judged = (uid: number, change: Partial<JudgedEmail> = {}): JudgedEmail => ({
  uid,
  flags: ['\\Seen'],
  messageId: `<${uid}@x.example>`,
  sizeBytes: 10,
  internalDate: 0,
  ...change,
})
const stored = (uid: number, change: Partial<StoredCopy> = {}): StoredCopy => ({
  uid,
  flags: ['\\Seen'],
  messageId: `${uid}@x.example`,
  sizeBytes: 10,
  receivedAt: 0,
  emailId: `e${uid}`,
  bodyState: 'present',
  ...change,
})
const compare = (emails: readonly JudgedEmail[], copies: readonly StoredCopy[], uidValidity = 1) =>
  compareWithServer({ INBOX: { uidValidity: 1, emails } }, { INBOX: { uidValidity, copies } })

describe('agreement with the server', () => {
  it('is silent where both hold the same', () => {
    expect(
      compare([judged(1), judged(2, { messageId: null })], [stored(1), stored(2, { messageId: null })]),
    ).toEqual([])
  })

  it.each([
    ['a missing message', [judged(1), judged(2)], [stored(1)], /UID 2: missing/],
    ['a message too many', [judged(1)], [stored(1), stored(2)], /UID 2: in the store/],
    ['other flags', [judged(1, { flags: [] })], [stored(1)], /UID 1: flags/],
    ['another Message-ID', [judged(1, { messageId: '<y@z>' })], [stored(1)], /UID 1: Message-ID/],
  ])('names %s', (_what, emails, copies, sentence) => {
    expect(compare(emails, copies).join('\n')).toMatch(sentence)
  })

  it('names another UIDVALIDITY and mailboxes that only one side has', () => {
    expect(compare([judged(1)], [stored(1)], 2)[0]).toContain('UIDVALIDITY')
    const one = { uidValidity: 1, emails: [] }
    expect(compareWithServer({ A: one }, { B: { uidValidity: 1, copies: [] } })).toHaveLength(2)
  })
})
