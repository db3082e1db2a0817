import { describe, expect, it } from 'vitest'
import { runKillCampaign } from '#test/support/kill-campaign.ts'

/** The full campaign (20,000 messages, 50 kills) is `node test/integration/kill-campaign.ts`. */
describe('a sync that is killed', () => {
  it.each([
    ['', []],
    [', on a server without extensions', ['CONDSTORE', 'QRESYNC', 'ENABLE', 'MOVE', 'UIDPLUS', 'IDLE']],
  ] as const)(
    'twelve times at seeded moments%s ends where the server is',
    async (_name, dropCapabilities) => {
      const result = await runKillCampaign({ count: 2_000, kills: 12, seed: 7, dropCapabilities })
      expect(result).toMatchObject({
        killed: 12,
        disagreements: [],
        lostMarks: [],
        integrity: 'ok',
        emailsWithoutCopy: 0,
        doctorOk: true,
        emails: result.expected,
      })
      expect(result.progress.some(emails => emails > 0 && emails < 2_000)).toBe(true)
    },
    300_000,
  )
})
