import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { launchParley } from '#test/support/app.ts'
import { conversationRows } from '#test/support/screen.ts'
import { createTempFolder } from '#test/support/temp-folder.ts'
import { type Measurement, percentile } from './figure.ts'
import { clickToRows } from './in-page.ts'

type StorePages = {
  readonly p50Ms: number
  readonly p95Ms: number
  readonly p99Ms: number
  readonly filters: number
  readonly pages: number
  readonly worstFilter: { readonly p95: number }
  readonly members: Omit<StorePages, 'members'>
}

const switches = 60

/** P6: a page of 50 rows with any filter over 1,000,000 conversations, in the store and in the window. */
export const measureListPage: Measurement = async ({ count = 1_000_000, say }) => {
  say(`P6: pages of ${count} conversations`)
  const temp = await createTempFolder('bench')
  try {
    const script = fileURLToPath(new URL('./store-page.ts', import.meta.url))
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [
        '--disable-warning=ExperimentalWarning',
        script,
        '--conversations',
        String(count),
        '--keep',
        temp.path,
      ],
      { maxBuffer: 1 << 24 },
    )
    const store: StorePages = JSON.parse(stdout.trim().split('\n').at(-1) ?? '{}')
    const parley = await launchParley({ dataDir: temp.path })
    const times: number[] = []
    try {
      await conversationRows(parley.window).first().waitFor()
      for (let round = 0; round < switches; round += 1)
        times.push(await clickToRows(parley.window, round % 2 === 0 ? 'Archived' : 'Active'))
    } finally {
      await parley.close()
    }
    return [
      {
        id: 'P6',
        what: `a page of 50 rows in the store, ${store.filters} filters, p95`,
        value: store.p95Ms,
        unit: 'ms',
        limit: 1,
        details: {
          median: store.p50Ms,
          p99: store.p99Ms,
          worstFilterP95: store.worstFilter.p95,
          pages: store.pages,
        },
      },
      {
        id: 'P6',
        what: `the same by mailbox or tag, ${store.members.filters} filters, p95`,
        value: store.members.p95Ms,
        unit: 'ms',
        limit: 1,
        details: {
          median: store.members.p50Ms,
          p99: store.members.p99Ms,
          worstFilterP95: store.members.worstFilter.p95,
          pages: store.members.pages,
        },
      },
      {
        id: 'P6',
        what: 'click → rows in the window, p95',
        value: percentile(times, 0.95),
        unit: 'ms',
        limit: 16,
        details: { median: percentile(times, 0.5), worst: Math.max(...times) },
      },
    ]
  } finally {
    await temp.remove()
  }
}
