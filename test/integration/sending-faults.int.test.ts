import { expect, it } from 'vitest'
import { runSendingFaults } from '#test/support/sending-faults.ts'
import { killWhileTyping } from '#test/support/typing-kills.ts'

/** The full campaign is `node test/integration/sending-campaign.ts --runs 2000`. */
it('F-03, F-06, F-07: whatever breaks, a mail arrives once or is told of, and lies once in Sent', async () => {
  const result = await runSendingFaults({ runs: 24, seed: 3, desks: 12 })
  expect(result).toMatchObject({ runs: 24, wrong: [] })
  expect(result.kills).toBeGreaterThan(0)
}, 300_000)

it('F-03: the judge of these campaigns sees mail that is sent twice, and mail that is lost', async () => {
  const points = ['kill dot-kept', 'kill saved'] as const
  const round = { runs: 8, seed: 1, desks: 8, points }
  const double = await runSendingFaults({ ...round, injury: 'double' })
  expect(double.wrong).toContainEqual(expect.stringMatching(/it arrived 2 times/))
  const lost = await runSendingFaults({ ...round, injury: 'lost' })
  expect(lost.wrong).toContainEqual(expect.stringMatching(/it is lost/))
}, 300_000)

it('F-09: killed while somebody types, the engine has what it said it saved', async () => {
  const { lost, saved } = await killWhileTyping({ runs: 15, seed: 1 })
  expect(lost).toEqual([])
  expect(saved).toBeGreaterThan(15)
}, 120_000)
