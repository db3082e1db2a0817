import { randomBytes } from 'node:crypto'
import { constants } from 'node:fs'
import { chmod, copyFile, mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { safeFileName } from '#shared/file-name.ts'
import { markDownloaded } from './mark-downloaded.ts'

const triesAtMost = 1_000

/**
 * Copies a file into a folder of its own below `privateDir`, for another program to read; answers the copy's path.
 *
 * Folder 0700, file 0400: nobody else sees it, and what is changed in it can't be mistaken for saved.
 */
export async function copyToPrivate(privateDir: string, from: string, name: string): Promise<string> {
  await mkdir(privateDir, { recursive: true, mode: 0o700 })
  const folder = join(privateDir, randomBytes(8).toString('hex'))
  await mkdir(folder, { mode: 0o700 })
  const path = join(folder, safeFileName(name))
  await copyFile(from, path, constants.COPYFILE_EXCL)
  await markDownloaded(path)
  await chmod(path, 0o400)
  return path
}

/** Removes all private copies: at quit, and at the next start after a crash. */
export async function clearOpened(privateDir: string): Promise<void> {
  await rm(privateDir, { recursive: true, force: true })
}

/**
 * Copies a file into a folder that the user chose, under a name that is free there; answers the copy's path.
 *
 * What has the name already, a link that leads nowhere included, stays as it is.
 */
export async function saveInto(folder: string, from: string, name: string): Promise<string> {
  for (let number = 1; number <= triesAtMost; number += 1) {
    const path = join(folder, numbered(safeFileName(name), number))
    try {
      // Exclusive creation follows no link: POSIX demands that it fails on one.
      await copyFile(from, path, constants.COPYFILE_EXCL)
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'EEXIST') continue
      await rm(path, { force: true })
      throw error
    }
    await chmod(path, 0o600)
    await markDownloaded(path)
    return path
  }
  throw new Error('No name is free')
}

/** `plan.pdf`, `plan (2).pdf`, `plan (3).pdf` … */
function numbered(name: string, number: number): string {
  if (number === 1) return name
  const dot = name.lastIndexOf('.')
  const stem = dot > 0 ? name.slice(0, dot) : name
  return `${stem} (${number})${name.slice(stem.length)}`
}
