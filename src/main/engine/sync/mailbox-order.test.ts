import { expect, it } from 'vitest'
import type { MailboxRole } from '#shared/account.ts'
import { dayMs } from '#shared/time.ts'
import { bodiesSince } from './body-window.ts'
import { inOrder } from './mailbox-order.ts'

it('takes inbox and Sent together first, junk and trash last', () => {
  const mailboxes = (
    [
      ['Junk', 'junk'],
      ['Trash', 'trash'],
      ['Projects/B', 'none'],
      ['Projects/A', 'none'],
      ['Drafts', 'drafts'],
      ['Sent', 'sent'],
      ['All Mail', 'all'],
      ['Archive', 'archive'],
      ['INBOX', 'inbox'],
    ] satisfies [string, MailboxRole][]
  ).map(([path, role]) => ({ path, role }))
  expect(inOrder(mailboxes).map(group => group.map(({ path }) => path))).toEqual([
    ['INBOX', 'Sent'],
    ['All Mail'],
    ['Archive'],
    ['Drafts'],
    ['Projects/A'],
    ['Projects/B'],
    ['Trash'],
    ['Junk'],
  ])
  expect(inOrder([])).toEqual([])
})

it('keeps bodies for the window that was chosen', () => {
  const now = 1_000 * dayMs
  expect(bodiesSince('month', 'window', now)).toBe(now - 31 * dayMs)
  expect(bodiesSince('year', 'window', now)).toBe(now - 366 * dayMs)
  expect(bodiesSince('all', 'window', now)).toBeNull()
  expect(bodiesSince('month', 'all', now)).toBeNull()
  expect(bodiesSince('all', 'none', now)).toBe(Number.POSITIVE_INFINITY)
})
