import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { keepUnread, readSoon, stopReading } from './reading.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

it('marks as read after a moment, once', () => {
  const mark = vi.fn()
  readSoon('a', 60, mark)
  readSoon('a', 60, mark)
  vi.advanceTimersByTime(100)
  expect(mark).toHaveBeenCalledTimes(1)
})

it('leaves unread what was marked as unread in the meantime', () => {
  const mark = vi.fn()
  readSoon('a', 60, mark)
  readSoon('b', 60, mark)
  keepUnread({ ids: ['a'] })
  stopReading('b')
  vi.advanceTimersByTime(100)
  expect(mark).not.toHaveBeenCalled()
})
