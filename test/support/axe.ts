import axe from 'axe-core'
import type { Page } from 'playwright-core'

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
  if (!isThere) await window.evaluate(axe.source)
  const run: AxeRun = await window.evaluate(() => {
    const inWindow = globalThis as unknown as {
      readonly axe: { readonly run: (context: unknown, options: unknown) => Promise<AxeRun> }
    }
    return inWindow.axe.run(document, { iframes: false, resultTypes: ['violations'] })
  })
  return run.violations.flatMap(({ id, help, nodes }) =>
    nodes.map(
      node => `${id}: ${help} – ${node.target.join(' ')} ${(node.failureSummary ?? '').replace(/\s+/g, ' ')}`,
    ),
  )
}
