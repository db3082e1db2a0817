import { randomBytes } from 'node:crypto'
import { constants } from 'node:fs'
import { chmod, copyFile, rename, rm } from 'node:fs/promises'

/** Beside the chosen file first, then in its place: a full disk costs no file that was there before. */
export async function replaceFile(from: string, to: string): Promise<void> {
  const beside = `${to}.${randomBytes(4).toString('hex')}.part`
  try {
    await copyFile(from, beside, constants.COPYFILE_EXCL)
    await chmod(beside, 0o600)
    await rename(beside, to)
  } catch (error) {
    await rm(beside, { force: true })
    throw error
  }
}
