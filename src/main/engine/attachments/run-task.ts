import { open } from 'node:fs/promises'
import type { AttachmentContents, AttachmentEntry } from '#shared/attachment.ts'
import { attachmentFacts } from '#shared/attachment-facts.ts'
import type { RawContents, RawEntry } from './content.ts'
import { entryName } from './entry-name.ts'
import { attachmentLimits } from './limits.ts'
import { type ReadOptions, readableBytes, readContents } from './read-contents.ts'
import { sniffType } from './sniff.ts'
import type { FileToRead, ReadResult, ReadTask } from './worker-messages.ts'

/** Does one task. Runs in the thread that can be killed; may throw on anything. */
export async function runTask(task: ReadTask): Promise<ReadResult> {
  switch (task.op) {
    case 'sniff':
      return {
        op: 'sniff',
        type: await sniffType((await readStart(task.file, attachmentLimits.headBytes)).bytes),
      }
    case 'contents':
      return { op: 'contents', contents: await toContents(await readFileContents(task.file, task.options)) }
    case 'extract': {
      const raw = entriesOf(await readFileContents(task.file, task.options))[task.index]
      if (raw === undefined) return { op: 'extract', entry: null }
      return { op: 'extract', entry: await toEntry(raw, task.index), bytes: new Uint8Array(raw.bytes) }
    }
  }
}

async function readFileContents(
  file: FileToRead,
  options: Omit<ReadOptions, 'sizeBytes'>,
): Promise<RawContents> {
  const longest = readableBytes(options.kind)
  if (longest === 0) return { kind: 'none' }
  const { bytes, sizeBytes } = await readStart(file, longest)
  return readContents(bytes, { ...options, sizeBytes })
}

async function readStart(
  file: FileToRead,
  longest: number,
): Promise<{ readonly bytes: Buffer; readonly sizeBytes: number }> {
  const handle = await open(file.path, 'r')
  try {
    const { size } = await handle.stat()
    const bytes = Buffer.alloc(Math.min(size, longest))
    let length = 0
    while (length < bytes.length) {
      const { bytesRead } = await handle.read(bytes, length, bytes.length - length, length)
      if (bytesRead === 0) break
      length += bytesRead
    }
    return { bytes: bytes.subarray(0, length), sizeBytes: size }
  } finally {
    await handle.close()
  }
}

function entriesOf(contents: RawContents): readonly RawEntry[] {
  return contents.kind === 'entries' || contents.kind === 'email' ? contents.entries : []
}

async function toContents(contents: RawContents): Promise<AttachmentContents> {
  if (contents.kind !== 'entries' && contents.kind !== 'email') return contents
  const entries = await Promise.all(contents.entries.slice(0, attachmentLimits.entries).map(toEntry))
  const omitted = contents.entries.length - entries.length
  return { ...contents, entries, omitted }
}

async function toEntry(raw: RawEntry, index: number): Promise<AttachmentEntry> {
  const name = entryName(raw.name)
  const sniffed = await sniffType(raw.bytes.subarray(0, attachmentLimits.headBytes))
  return { index, name, sizeBytes: raw.bytes.length, ...attachmentFacts(name, raw.type, sniffed) }
}
