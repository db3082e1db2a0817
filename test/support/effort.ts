const runsAtMost = 3

/**
 * What a piece of work costs, ms of processor time: what else the machine is busy with counts for nothing.
 *
 * The best of three runs; one is enough where it stays below `goodMs`.
 */
export async function effortMs(act: () => unknown, goodMs: number): Promise<number> {
  let best = Number.POSITIVE_INFINITY
  for (let run = 0; run < runsAtMost && best >= goodMs; run += 1) {
    const before = process.cpuUsage()
    await act()
    const { user, system } = process.cpuUsage(before)
    best = Math.min(best, (user + system) / 1_000)
  }
  return best
}
