import { createHash, randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { AppError } from '#shared/errors.ts'

/** A blob on disk: SHA-256 in hex, and its length. */
export type StoredBlob = { readonly hash: string; readonly sizeBytes: number }

/** Files by content: the same bytes are kept once. */
export type BlobStore = {
  /**
   * Writes bytes to disk, safe against power loss before it returns.
   *
   * @throws AppError 'disk-full', 'cancelled'
   */
  readonly write: (
    bytes: Uint8Array | AsyncIterable<Uint8Array>,
    options: { readonly signal: AbortSignal },
  ) => Promise<StoredBlob>
  /** Where the blob is, or would be. */
  readonly path: (hash: string) => string
  readonly has: (hash: string) => boolean
  /** Every blob on disk. */
  readonly list: () => Promise<readonly string[]>
  /**
   * Removes blobs that are not in `known`, and what interrupted writes of former lives left behind. Returns how many went.
   *
   * What this store has written or is writing stays: its row may not have been there when `known` was read.
   */
  readonly sweep: (known: ReadonlySet<string>) => Promise<number>
}

const hashShape = /^[0-9a-f]{64}$/

/** The blob store of a data folder: `blobs/ab/cdef…`, mode 0600 in 0700. */
export function createBlobStore(dataDir: string): BlobStore {
  const root = join(dataDir, 'blobs')
  const incoming = join(root, 'incoming')
  mkdirSync(incoming, { recursive: true, mode: 0o700 })
  const ours = new Set<string>()

  const path = (hash: string) => {
    if (!hashShape.test(hash)) throw new AppError('invalid-request', 'blob hash')
    return join(root, hash.slice(0, 2), hash.slice(2))
  }

  const list = async () => {
    const hashes: string[] = []
    for (const folder of await readdir(root)) {
      if (folder.length !== 2) continue
      for (const name of await readdir(join(root, folder))) {
        if (hashShape.test(folder + name)) hashes.push(folder + name)
      }
    }
    return hashes
  }

  return {
    path,
    list,
    has: hash => existsSync(path(hash)),
    write: async (bytes, { signal }) => {
      const name = randomUUID()
      const temporary = join(incoming, name)
      ours.add(name)
      try {
        const blob = await writeTemporary(temporary, bytes, signal)
        const final = path(blob.hash)
        ours.add(blob.hash)
        await mkdir(dirname(final), { recursive: true, mode: 0o700 })
        await rename(temporary, final)
        await syncFolder(dirname(final))
        return blob
      } catch (error) {
        await rm(temporary, { force: true })
        throw toAppError(error, signal)
      } finally {
        ours.delete(name)
      }
    },
    sweep: async known => {
      let removed = 0
      for (const hash of await list()) {
        if (known.has(hash) || ours.has(hash)) continue
        // At once: a write of the same bytes that begins after the question above must find them gone, not lose them.
        rmSync(path(hash), { force: true })
        removed += 1
      }
      for (const name of await readdir(incoming))
        if (!ours.has(name)) rmSync(join(incoming, name), { force: true })
      return removed
    },
  }
}

async function writeTemporary(
  path: string,
  bytes: Uint8Array | AsyncIterable<Uint8Array>,
  signal: AbortSignal,
): Promise<StoredBlob> {
  const file = await open(path, 'wx', 0o600)
  try {
    const hash = createHash('sha256')
    let sizeBytes = 0
    for await (const chunk of bytes instanceof Uint8Array ? [bytes] : bytes) {
      signal.throwIfAborted()
      hash.update(chunk)
      await file.writeFile(chunk)
      sizeBytes += chunk.length
    }
    signal.throwIfAborted()
    await file.sync()
    return { hash: hash.digest('hex'), sizeBytes }
  } finally {
    await file.close()
  }
}

/** A rename is durable once its folder is. Windows has no way to sync a folder, and needs none. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

function toAppError(error: unknown, signal: AbortSignal): unknown {
  if (signal.aborted) return new AppError('cancelled')
  const code = error instanceof Error && 'code' in error ? error.code : null
  return code === 'ENOSPC' || code === 'EDQUOT'
    ? new AppError('disk-full', undefined, { cause: error })
    : error
}
