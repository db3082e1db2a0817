import { closeSync, existsSync, fstatSync, openSync, readSync } from 'node:fs'

const magic = 'SQLite format 3\0'

/** What the first 100 bytes of a database file tell (SQLite file format §1.3). */
export type FileHeader =
  | { readonly kind: 'absent' }
  | { readonly kind: 'empty' }
  | { readonly kind: 'damaged' }
  | { readonly kind: 'database'; readonly userVersion: number }

/** Reads a database file's header without opening a connection, which could write. */
export function readFileHeader(path: string): FileHeader {
  if (!existsSync(path)) return { kind: 'absent' }
  const file = openSync(path, 'r')
  try {
    const size = fstatSync(file).size
    if (size === 0) return { kind: 'empty' }
    const header = Buffer.alloc(100)
    if (readSync(file, header, 0, 100, 0) < 100) return { kind: 'damaged' }
    if (header.toString('latin1', 0, 16) !== magic) return { kind: 'damaged' }
    const pageSize = header.readUInt16BE(16) === 1 ? 65_536 : header.readUInt16BE(16)
    if (pageSize < 512 || (pageSize & (pageSize - 1)) !== 0 || size % pageSize !== 0)
      return { kind: 'damaged' }
    return { kind: 'database', userVersion: header.readUInt32BE(60) }
  } finally {
    closeSync(file)
  }
}
