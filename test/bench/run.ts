import { writeFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { parseArgs } from 'node:util'
import { measureApp } from './app-figures.ts'
import { type BenchContext, type Figure, figureTable, isMet, type Measurement } from './figure.ts'
import { measureFirstRows } from './first-rows.ts'
import { measureFirstSync } from './first-sync.ts'
import { measureFreeze } from './freeze.ts'
import { measureListPage } from './list-page.ts'
import { measureReading } from './reading.ts'
import { measureResync } from './resync.ts'
import { measureSearch } from './search.ts'
import { measureWhileSyncing } from './while-syncing.ts'

/**
 * The figures of performance.md, each beside its goal and its peers of the same run.
 *
 * `npm run bench -- [--only P2,P4] [--count N] [--rounds N] [--no-peers] [--keep FOLDER] [--out FILE]`: a table on
 * standard error, JSON on standard output. `--count` is what the figure counts: messages, for P6 conversations. `--keep` lets
 * P7 fill its store in that folder once, and use it again.
 */
const measurements: readonly (readonly [readonly string[], Measurement])[] = [
  [['P2', 'P3'], measureFirstSync],
  [['P1'], measureFirstRows],
  [['P4'], measureResync],
  [['P6'], measureListPage],
  [['P7'], measureSearch],
  [['P8'], measureReading],
  [['P9', 'P12'], measureWhileSyncing],
  [['P15'], measureFreeze],
  [['P5', 'P8', 'P10', 'P11'], measureApp],
]

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    count: { type: 'string' },
    rounds: { type: 'string' },
    peers: { type: 'boolean', default: true },
    keep: { type: 'string' },
    out: { type: 'string' },
  },
  allowNegative: true,
})

const say = (text: string) => void process.stderr.write(`${text}\n`)
const context: BenchContext = {
  count: values.count === undefined ? undefined : Number(values.count),
  rounds: values.rounds === undefined ? undefined : Number(values.rounds),
  peers: values.peers,
  keep: values.keep,
  say,
}
const only = values.only?.toUpperCase().split(',')
const figures: Figure[] = []
const failures: string[] = []
for (const [ids, measure] of measurements) {
  if (only && !ids.some(id => only.includes(id))) continue
  try {
    figures.push(...(await measure(context)))
  } catch (error) {
    failures.push(`${ids.join(', ')}: ${error instanceof Error ? error.message : String(error)}`)
    say(`  could not be measured: ${failures.at(-1)}`)
  }
}
const wanted = only ? figures.filter(({ id }) => only.includes(id)) : figures
say(`\n${figureTable(wanted)}`)
const report = {
  machine: {
    processors: cpus().length,
    model: cpus()[0]?.model ?? '',
    memoryBytes: totalmem(),
    node: process.versions.node,
  },
  figures: wanted.map(figure => ({ ...figure, met: isMet(figure) })),
  failures,
}
const text = `${JSON.stringify(report, undefined, 2)}\n`
process.stdout.write(text)
if (values.out !== undefined) writeFileSync(values.out, text)
process.exit(failures.length > 0 ? 1 : 0)
