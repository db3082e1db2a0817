import type { BlobStore } from './blobs.ts'
import type { Reader } from './handle.ts'
import { countJobs } from './jobs.ts'
import { countWrongMembers } from './list-members.ts'

/** The store's part of a `doctor` report. */
export type StoreHealth = {
  readonly ok: boolean
  /** SQLite's own words, empty when all is well. */
  readonly integrity: readonly string[]
  /** Rows that point nowhere. */
  readonly foreignKeys: number
  /** Blobs that a row names and the disk lacks. */
  readonly blobsMissing: number
  /** Blobs on disk that no row names. */
  readonly blobsOrphaned: number
  /** Rows of the lists by mailbox and tag that are missing or too many. */
  readonly wrongMembers: number
  readonly jobs: { readonly ready: number; readonly failed: number }
  readonly schemaVersion: number
  readonly sqlite: string
}

/** Reads the whole store and tells what is wrong with it. Takes seconds on a large one. */
export async function inspectStore(r: Reader, blobs: BlobStore): Promise<StoreHealth> {
  const integrity = r
    .prepare<{ integrity_check: string }>('PRAGMA integrity_check(20)')
    .all()
    .map(row => row.integrity_check)
    .filter(line => line !== 'ok')
  const foreignKeys = r.prepare('PRAGMA foreign_key_check').all().length
  const onDisk = new Set(await blobs.list())
  const known = namedBlobs(r)
  const blobsMissing = [...known].filter(hash => !onDisk.has(hash)).length
  const blobsOrphaned = [...onDisk].filter(hash => !known.has(hash)).length
  const wrongMembers = countWrongMembers(r)
  return {
    ok: integrity.length === 0 && foreignKeys === 0 && blobsMissing === 0 && wrongMembers === 0,
    integrity,
    foreignKeys,
    blobsMissing,
    blobsOrphaned,
    wrongMembers,
    jobs: countJobs(r),
    schemaVersion: r.prepare<{ user_version: number }>('PRAGMA user_version').get()?.user_version ?? 0,
    sqlite: sqliteVersion(r),
  }
}

/** The SQLite that runs here, e.g. `3.46.0`. */
export function sqliteVersion(r: Reader): string {
  return r.prepare<{ version: string }>('SELECT sqlite_version() AS version').get()?.version ?? ''
}

/** Hashes of all blobs that a row names: what a sweep keeps. */
export function namedBlobs(r: Reader): ReadonlySet<string> {
  const rows = r
    .prepare<{ hash: string }>(
      `SELECT blob_hash AS hash FROM attachment WHERE blob_hash IS NOT NULL
       UNION SELECT blob_hash FROM draft_attachment
       UNION SELECT blob_hash FROM submission WHERE state NOT IN ('sent', 'cancelled') OR sent_copy <> 'there'`,
    )
    .all()
  return new Set(rows.map(row => row.hash))
}
