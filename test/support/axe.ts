import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

type AxeRun = {
  readonly violations: readonly {
    readonly id: string
    readonly help: string
    readonly nodes: readonly { readonly target: readonly unknown[]; readonly failureSummary?: string }[]
  }[]
}

/**
 * What axe finds wrong with all that the window shows, a line each; empty where it finds nothing.
 *
 * Frames of mail are left out: they hold other people's documents, and no script may run in them.
 */
export async function findViolations(window: Page): Promise<readonly string[]> {
  const isThere = await window.evaluate(() => 'axe' in globalThis)
  if (!isThere) await window.evaluate(source)
  const run: AxeRun = await window.evaluate(() => {
    const { axe } = globalThis as unknown as {
      axe: { run: (context: unknown, options: unknown) => Promise<AxeRun> }
    }
    return axe.run(document, { iframes: false, resultTypes: ['violations'] })
  })
  return run.violations.flatMap(({ id, help, nodes }) =>
    nodes.map(
      node => `${id}: ${help} – ${node.target.join(' ')} ${(node.failureSummary ?? '').replace(/\s+/g, ' ')}`,
    ),
  )
}
