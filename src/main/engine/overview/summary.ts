/** Mean, median and 90th percentile of lengths of time in ms; null where there are none. */
export type Summary = {
  readonly meanMs: number | null
  readonly medianMs: number | null
  readonly p90Ms: number | null
  readonly count: number
}

/**
 * Sums up lengths of time.
 *
 * The median of an even number is the mean of the middle two; the 90th percentile is the smallest value that at least
 * nine in ten do not exceed (nearest rank). All are rounded to whole ms.
 */
export function summarise(lengths: readonly number[]): Summary {
  const count = lengths.length
  if (count === 0) return { meanMs: null, medianMs: null, p90Ms: null, count }
  const sorted = Float64Array.from(lengths).sort()
  const at = (rank: number) => sorted[Math.min(count - 1, Math.max(0, rank))] ?? 0
  const middle = count / 2
  const median = count % 2 === 1 ? at(Math.floor(middle)) : (at(middle - 1) + at(middle)) / 2
  return {
    meanMs: Math.round(sorted.reduce((sum, value) => sum + value, 0) / count),
    medianMs: Math.round(median),
    p90Ms: Math.round(at(Math.ceil(count * 0.9) - 1)),
    count,
  }
}
