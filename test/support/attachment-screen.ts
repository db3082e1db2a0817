import { readFileSync } from 'node:fs'
import type { Locator } from 'playwright-core'
import type { LaunchedParley } from './app.ts'

/** The chip of a file, by its name. */
export const chip = ({ window }: LaunchedParley, name: string): Locator =>
  window.getByTestId('attachment-chip').filter({ hasText: name })

/** Saves a file where the system's dialog would have been answered with `target`. */
export async function download(parley: LaunchedParley, name: string, target: string): Promise<void> {
  await parley.app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath })
  }, target)
  await chip(parley, name).getByRole('button', { name: 'Download', exact: true }).click()
}

/** The bytes of a file, or null where there is none. */
export function readIfThere(path: string): Buffer | null {
  try {
    return readFileSync(path)
  } catch {
    return null
  }
}
