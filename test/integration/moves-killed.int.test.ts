import { expect, it } from 'vitest'
import { runKilledActions } from '#test/support/kill-actions.ts'

/** The full campaign (100 kills) is `PARLEY_KILLS=100 npm test -- integration moves-killed`. */
const kills = Number(process.env['PARLEY_KILLS'] ?? 15)

it.each([
  ['with MOVE', []],
  ['without MOVE', ['MOVE']],
  ['with neither MOVE nor UIDPLUS', ['MOVE', 'UIDPLUS']],
] as const)(
  'F-02: actions that are killed at seeded moments, on a server %s, end as the journal says',
  async (_name, dropCapabilities) => {
    const result = await runKilledActions({ mails: 12, kills, seed: 2, dropCapabilities })
    expect(result).toMatchObject({ killed: kills, wrong: [], disagreements: [], openJobs: 0, doctorOk: true })
    expect(result.killedWithJobs).toBeGreaterThan(0)
  },
  600_000,
)
