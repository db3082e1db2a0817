import { createReadStream, createWriteStream } from 'node:fs'
import { chmod, mkdir, open, symlink } from 'node:fs/promises'
import { dirname, resolve, sep } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createInflateRaw } from 'node:zlib'

/**
 * Unpacks chosen files of a ZIP archive (APPNOTE 6.3): stored and deflated entries, Unix modes and
 * symbolic links. A fresh machine has no unzip program, and nothing is installed yet when this runs.
 */

const endSignature = 0x06054b50
const entrySignature = 0x02014b50
const symlinkType = 0o120000

/**
 * Unpacks `file` below `folder`. `place(name)` answers where an entry goes, relative to `folder`,
 * or undefined to leave it out. Returns the number of files written.
 */
export async function unzip(file, folder, place) {
  const handle = await open(file)
  try {
    let written = 0
    for (const entry of await readDirectory(handle)) {
      const target = entry.name.endsWith('/') ? undefined : place(entry.name)
      if (target === undefined) continue
      const path = resolve(folder, target)
      if (!path.startsWith(resolve(folder) + sep)) throw new Error(`unsafe path in archive: ${entry.name}`)
      await mkdir(dirname(path), { recursive: true })
      await writeEntry(handle, file, entry, path)
      written += 1
    }
    return written
  } finally {
    await handle.close()
  }
}

async function readDirectory(handle) {
  const { size } = await handle.stat()
  const tail = await readAt(handle, Math.max(0, size - 65_557), Math.min(size, 65_557))
  let end = tail.length - 22
  while (end >= 0 && tail.readUInt32LE(end) !== endSignature) end -= 1
  if (end < 0) throw new Error('not a ZIP archive, or one that was cut off')
  const directory = await readAt(handle, tail.readUInt32LE(end + 16), tail.readUInt32LE(end + 12))
  const entries = []
  for (let at = 0; at + 46 <= directory.length && directory.readUInt32LE(at) === entrySignature; ) {
    const nameLength = directory.readUInt16LE(at + 28)
    entries.push({
      name: directory.toString('utf8', at + 46, at + 46 + nameLength),
      method: directory.readUInt16LE(at + 10),
      packedBytes: directory.readUInt32LE(at + 20),
      mode: directory.readUInt32LE(at + 38) >>> 16,
      offset: directory.readUInt32LE(at + 42),
    })
    at += 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32)
  }
  return entries
}

async function writeEntry(handle, file, entry, path) {
  const local = await readAt(handle, entry.offset, 30)
  const start = entry.offset + 30 + local.readUInt16LE(26) + local.readUInt16LE(28)
  if ((entry.mode & 0o170000) === symlinkType) {
    await symlink((await readAt(handle, start, entry.packedBytes)).toString('utf8'), path)
    return
  }
  if (entry.method !== 0 && entry.method !== 8)
    throw new Error(`unknown compression in archive: ${entry.name}`)
  const target = createWriteStream(path)
  if (entry.packedBytes === 0) {
    await pipeline([], target)
  } else {
    const source = createReadStream(file, { start, end: start + entry.packedBytes - 1 })
    await (entry.method === 8 ? pipeline(source, createInflateRaw(), target) : pipeline(source, target))
  }
  await chmod(path, entry.mode & 0o777 || 0o644)
}

async function readAt(handle, position, length) {
  const buffer = Buffer.alloc(length)
  const { bytesRead } = await handle.read(buffer, 0, length, position)
  if (bytesRead !== length) throw new Error('the archive was cut off')
  return buffer
}
