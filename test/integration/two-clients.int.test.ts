import { expect, it } from 'vitest'
import { runTwoClients } from '#test/support/two-clients.ts'

/** The full campaign (1,000 sequences) is `node test/integration/two-clients.ts`. */
it.each([
  ['', []],
  [', on a server without extensions', ['CONDSTORE', 'QRESYNC', 'ENABLE', 'MOVE', 'UIDPLUS', 'IDLE']],
] as const)(
  'F-32, F-33: two clients at one mailbox, online and offline, end where both would explain it%s',
  async (_name, dropCapabilities) => {
    const result = await runTwoClients({ sequences: 20, seed: 1, dropCapabilities })
    expect(result).toMatchObject({ wrong: [], disagreements: [], openJobs: 0, emailsWithoutCopy: 0 })
    expect(Math.min(result.ours, result.theirs)).toBeGreaterThan(20)
  },
  300_000,
)
