import { fileURLToPath } from 'node:url'
import { runWithInput } from './child-process.ts'

/** A part as Python's email package reads it. */
export type ReadPart = {
  readonly type: string
  readonly disposition: string | null
  readonly name: string | null
  readonly contentId: string | null
  readonly encoding: string | null
  readonly defects: readonly string[]
  readonly parts?: readonly ReadPart[]
  readonly sizeBytes?: number
  readonly sha256?: string
  readonly charset?: string | null
  readonly text?: string
}

/** A message as Python's email package reads it: name and address pairs, headers unfolded and decoded. */
export type ReadMail = {
  readonly headers: Readonly<Record<string, string>>
  readonly names: readonly string[]
  readonly from: readonly (readonly [string, string])[]
  readonly to: readonly (readonly [string, string])[]
  readonly cc: readonly (readonly [string, string])[]
  readonly date: string
  readonly headerDefects: readonly string[]
  readonly body: ReadPart
  readonly longestLine: number
  /** CR or LF that are not together. */
  readonly bareBreaks: number
  readonly eightBit: boolean
}

/** Has messages in files read by a parser that is not ours. */
export async function readWithPython(paths: readonly string[]): Promise<readonly ReadMail[]> {
  const script = fileURLToPath(new URL('./read-mail.py', import.meta.url))
  return JSON.parse(await runWithInput('python3', [script], JSON.stringify(paths)))
}
