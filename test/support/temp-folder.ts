import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A folder of a test's own, removed by its owner. */
export type TempFolder = {
  readonly path: string
  remove(): Promise<void>
}

/**
 * Makes a temporary folder with a short path.
 *
 * Unix sockets allow 107 bytes of path, so the name stays short. Other users may pass through it
 * (mode 711): a server started by root reads its users' mail as somebody else.
 */
export async function createTempFolder(prefix: string): Promise<TempFolder> {
  const path = await mkdtemp(join(process.env['PARLEY_TEST_TMP'] ?? tmpdir(), `parley-${prefix}-`))
  await chmod(path, 0o711)
  return { path, remove: () => rm(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 }) }
}
