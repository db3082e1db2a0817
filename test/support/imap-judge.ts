import { fileURLToPath } from 'node:url'
import { runWithInput } from './child-process.ts'

export type JudgedEmail = {
  readonly uid: number
  /** Sorted, without `\Recent`. */
  readonly flags: readonly string[]
  readonly messageId: string | null
  readonly sizeBytes: number
  /** Epoch ms. */
  readonly internalDate: number
  /** Of the whole message; only where asked for. */
  readonly sha256?: string
}

export type JudgedMailbox = { readonly uidValidity: number; readonly emails: readonly JudgedEmail[] }

export type JudgeOptions = {
  readonly host: string
  readonly port: number
  readonly user: { readonly name: string; readonly password: string }
  /** Fetches every message whole and adds its SHA-256. */
  readonly hash?: boolean
}

/** Asks the server itself, through Python's IMAP client: every mailbox and every message in it. */
export async function judgeServer(options: JudgeOptions): Promise<Readonly<Record<string, JudgedMailbox>>> {
  const { host, port, user, hash = false } = options
  const script = fileURLToPath(new URL('./imap-judge.py', import.meta.url))
  const input = JSON.stringify({ host, port, user: user.name, password: user.password, hash })
  return JSON.parse(await runWithInput('python3', [script], input))
}
