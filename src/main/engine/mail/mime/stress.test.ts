import { describe, expect, it } from 'vitest'
import { stressMails } from '#test/support/stress-mails.ts'
import { indexEmail } from './index-email.ts'

/** Two cores shared with everything else: R-63 allows five seconds, and a hang takes minutes. */
const longestMs = 3_000
const prefixBytes = 32 * 1024

describe('a mail made to hurt its reader (R-63, R-64)', () => {
  it.each(stressMails)('is read in time: $name', ({ build }) => {
    const raw = build()
    const start = performance.now()
    const email = indexEmail({ raw, sizeBytes: raw.length, receivedAt: Date.UTC(2026, 1, 2) })
    expect(performance.now() - start).toBeLessThan(longestMs)
    expect(email.dedupeKey).toHaveLength(24)
    expect(email.preview.length).toBeLessThanOrEqual(200)
    expect(email.headers.subject).not.toMatch(/[\x00-\x1f\x7f-\x9f\u202a-\u202e]/)
    const prefix = indexEmail({
      raw: raw.subarray(0, prefixBytes),
      sizeBytes: raw.length,
      receivedAt: Date.UTC(2026, 1, 2),
    })
    expect(prefix.dedupeKey).toHaveLength(24)
  })
})
