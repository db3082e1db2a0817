import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import type { BlobStore, StoredBlob } from '#engine/store/blobs.ts'
import { AppError } from '#shared/errors.ts'

/** No mail server takes more in one mail. */
const fileBytesAtMost = 150 * 1024 * 1024

type Waiting = { readonly signal: AbortSignal }

/**
 * Copies a file of this computer into the blob store: from then on it may change or vanish.
 *
 * @throws AppError 'not-found' where there is no such file; 'too-large'; 'disk-full'; 'cancelled'
 */
export async function stageFile(
  blobs: BlobStore,
  path: string,
  {
    signal,
    onProgress,
  }: Waiting & { readonly onProgress: (progress: { doneBytes: number; totalBytes: number }) => void },
): Promise<StoredBlob & { readonly name: string }> {
  const found = await stat(path).catch(() => null)
  if (found === null || !found.isFile()) throw new AppError('not-found', 'file')
  if (found.size > fileBytesAtMost) throw new AppError('too-large')
  const totalBytes = found.size
  let doneBytes = 0
  async function* counted(): AsyncIterable<Uint8Array> {
    for await (const chunk of createReadStream(path, { signal })) {
      doneBytes += (chunk as Buffer).length // a stream without an encoding gives buffers
      if (doneBytes > fileBytesAtMost) throw new AppError('too-large')
      onProgress({ doneBytes, totalBytes: Math.max(totalBytes, doneBytes) })
      yield chunk as Buffer
    }
  }
  const blob = await blobs.write(counted(), { signal })
  return { ...blob, name: basename(path) }
}
