import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  addTestAccount,
  addTestConversation,
  createTestStore,
  deliver,
  noon,
  type TestAccount,
  type TestEmail,
  type TestStore,
  testEmail,
} from '#engine/store/test-store.ts'
import { dayMs, hourMs } from '#shared/time.ts'
import { overviewFigures } from './figures.ts'

let test: TestStore
let account: TestAccount
beforeEach(() => {
  test = createTestStore()
  account = test.store.write(w => addTestAccount(w))
})
afterEach(() => test.remove())

const start = (change: Parameters<typeof addTestConversation>[2] = {}) =>
  test.store.write(w => addTestConversation(w, account, change))
const add = (
  conversation: { readonly key: number },
  place: keyof TestAccount['mailboxes'],
  change: TestEmail,
  flags: readonly string[] = [],
) =>
  test.store.write(w =>
    deliver(w, testEmail(account, conversation.key, change), [{ mailbox: account.mailboxes[place], flags }]),
  )
const monthStart = Date.UTC(2026, 2, 1)
const figures = () => overviewFigures(test.store.reader, { now: noon, periodDays: 30, monthStart })

describe('the overview', () => {
  it('of an empty mailbox is all zeros and no averages', () => {
    expect(figures()).toMatchObject({
      total: 0,
      unread: 0,
      oldestUnreadAt: null,
      waitingCount: 0,
      response: { meanMs: null, medianMs: null, p90Ms: null, count: 0, previousMeanMs: null },
      volume: { received: 0, sent: 0, monthStart },
      bySource: [],
      waiting: [],
    })
  })

  it('counts a response on the day of the reply, in its period', () => {
    const recent = start()
    add(recent, 'inbox', { sentAt: noon - 40 * dayMs })
    add(recent, 'sent', { outbound: true, sentAt: noon - 40 * dayMs + 2 * hourMs })
    add(recent, 'inbox', { sentAt: noon - 5 * hourMs })
    add(recent, 'sent', { outbound: true, sentAt: noon - hourMs })
    expect(figures().response).toEqual({
      periodDays: 30,
      meanMs: 4 * hourMs,
      medianMs: 4 * hourMs,
      p90Ms: 4 * hourMs,
      count: 1,
      previousMeanMs: 2 * hourMs,
    })
  })

  it('leaves automated mail and the assistant out of response times', () => {
    const talk = start()
    add(talk, 'inbox', { sentAt: noon - 5 * hourMs })
    add(talk, 'sent', { outbound: true, automated: true, sentAt: noon - 4 * hourMs })
    add(talk, 'sent', { outbound: true, assistant: true, sentAt: noon - 3 * hourMs })
    expect(figures()).toMatchObject({ response: { count: 0 }, waitingCount: 1 })
  })

  it('counts mail of this month by direction, archived included, trash and drafts not', () => {
    const talk = start()
    add(talk, 'archive', { sentAt: monthStart })
    add(talk, 'inbox', { sentAt: monthStart - 1 })
    add(talk, 'sent', { outbound: true, sentAt: noon })
    add(talk, 'trash', { sentAt: noon })
    add(talk, 'drafts', { outbound: true, sentAt: noon }, ['\\Draft'])
    expect(figures().volume).toEqual({ received: 1, sent: 1, monthStart })
  })

  it('lists conversations by source, adding up to the total', () => {
    for (const source of ['email', 'form', 'email', 'support'] as const) add(start({ source }), 'inbox', {})
    const { bySource, total } = figures()
    expect(bySource).toEqual([
      { source: 'email', count: 2 },
      { source: 'form', count: 1 },
      { source: 'support', count: 1 },
    ])
    expect(total).toBe(4)
  })

  it('lists who waits, longest first, and leaves archived ones out', () => {
    const later = start()
    const earlier = start()
    add(later, 'inbox', { sentAt: noon - hourMs })
    add(earlier, 'inbox', { sentAt: noon - 2 * hourMs })
    add(start(), 'archive', { sentAt: noon - 3 * hourMs })
    expect(figures().waiting.map(wait => wait.conversationId)).toEqual([earlier.id, later.id])
    expect(figures().waitingCount).toBe(2)
  })

  it('names the oldest unread email of active conversations', () => {
    const talk = start()
    add(talk, 'inbox', { sentAt: noon - 9 * hourMs }, ['\\Seen'])
    add(talk, 'inbox', { sentAt: noon - 8 * hourMs })
    add(talk, 'inbox', { sentAt: noon - 7 * hourMs })
    add(start(), 'archive', { sentAt: noon - 20 * hourMs })
    expect(figures().oldestUnreadAt).toBe(noon - 8 * hourMs)
    expect(figures().startedThisMonth).toBe(2)
  })
})
