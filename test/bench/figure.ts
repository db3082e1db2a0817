/** One measured figure of performance.md, beside its goal and the peers of the same run. */
export type Figure = {
  readonly id: string
  readonly what: string
  readonly value: number
  readonly unit: 's' | 'ms' | 'MB' | '% of a core'
  /** The most it may be; absent where the goal is a ratio. */
  readonly limit?: number
  /** Against a peer measured in the same run: `value / peer`, at most `atMost`. */
  readonly ratios?: readonly Ratio[]
  /** What else was seen. */
  readonly details?: Readonly<Record<string, number | string>>
}

export type Ratio = { readonly against: string; readonly value: number; readonly atMost?: number }

/** What a figure's measurement is given. */
export type BenchContext = {
  /** Messages in the mailbox; each figure has a default of its own. */
  readonly count: number | undefined
  readonly peers: boolean
  /** Says what happens now; goes to standard error. */
  readonly say: (text: string) => void
  readonly rounds: number | undefined
  /** A data folder that is filled where it is not yet, and kept; for figures that say so. */
  readonly keep: string | undefined
}

export type Measurement = (context: BenchContext) => Promise<readonly Figure[]>

/** Whether a figure reached its goal. */
export function isMet(figure: Figure): boolean {
  const ratiosMet = (figure.ratios ?? []).every(
    ({ value, atMost }) => atMost === undefined || value <= atMost,
  )
  return ratiosMet && (figure.limit === undefined || figure.value <= figure.limit)
}

/** Whether a figure has a goal that can be judged in this run: peers may be missing. */
const hasGoal = ({ limit, ratios = [] }: Figure) =>
  limit !== undefined || ratios.some(({ atMost }) => atMost !== undefined)

/** The value below which this share of the samples lies. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN
}

const rounded = (value: number) =>
  value >= 100 ? value.toFixed(0) : value >= 1 ? value.toFixed(2) : value.toFixed(3)

/** A table for people. */
export function figureTable(figures: readonly Figure[]): string {
  const rows = figures.map(figure => [
    figure.id,
    figure.what,
    `${rounded(figure.value)} ${figure.unit}`,
    [
      ...(figure.limit === undefined ? [] : [`≤ ${figure.limit} ${figure.unit}`]),
      ...(figure.ratios ?? []).map(
        ({ against, value, atMost }) =>
          `${rounded(value)} × ${against}${atMost === undefined ? '' : ` (≤ ${atMost})`}`,
      ),
    ].join(', '),
    hasGoal(figure) ? (isMet(figure) ? 'met' : 'MISSED') : 'not judged',
  ])
  const all = [['', 'figure', 'measured', 'goal', ''], ...rows]
  const widths = [0, 1, 2, 3, 4].map(column => Math.max(...all.map(row => row[column]?.length ?? 0)))
  const lines = all.map(row =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  )
  const notes = figures.flatMap(({ id, details }) =>
    details
      ? [
          `${id}: ${Object.entries(details)
            .map(([name, value]) => `${name} ${typeof value === 'number' ? rounded(value) : value}`)
            .join(', ')}`,
        ]
      : [],
  )
  return [...lines, '', ...notes].join('\n')
}
