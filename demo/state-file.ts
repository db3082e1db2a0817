import { createHash } from 'node:crypto'
import { mkdir, open, readFile, rename } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { MailboxState, MessageState } from './mailbox-state.ts'

/** An answer that a customer will send when it is due. */
export type PendingReply = {
  /** Epoch ms. */
  readonly dueAt: number
  /** One byte per character. */
  readonly raw: string
}

/** Everything that survives a quit. */
export type DemoState = {
  /** When the mailbox was made, in epoch ms; the sample mail counts its days from here. */
  readonly startedAt: number
  readonly mailboxes: readonly MailboxState[]
  readonly pending: readonly PendingReply[]
}

type Place = readonly [offset: number, length: number]

type Index = {
  readonly format: 1
  readonly startedAt: number
  readonly mailboxes: readonly (Omit<MailboxState, 'messages'> & {
    readonly messages: readonly (Omit<MessageState, 'raw'> & {
      readonly at: Place
      readonly sha256: string
    })[]
  })[]
  readonly pending: readonly { readonly dueAt: number; readonly at: Place; readonly sha256: string }[]
}

/** Keeps the state in two files: a small index that is replaced, and the mail itself, which only grows. */
export type StateFile = {
  /** What was kept, or null where nothing can be used; damaged files are put aside with `.damaged`. */
  load(): Promise<DemoState | null>
  /** Writes the state; the former one stays valid until the new one is complete. */
  save(state: DemoState): Promise<void>
}

type Kept = { readonly at: Place; readonly sha256: string }

const hash = (raw: string): string => createHash('sha256').update(raw, 'latin1').digest('hex')

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT'

const readIndex = (text: string): Index => {
  const index: Index = JSON.parse(text)
  if (index.format !== 1) throw new Error('Unknown format of the demo state')
  return index
}

const writeSynced = async (path: string, flags: string, bytes: Buffer, offset: number): Promise<void> => {
  const file = await open(path, flags, 0o600)
  try {
    await file.write(bytes, 0, bytes.length, offset)
    await file.sync()
  } finally {
    await file.close()
  }
}

/**
 * The state file of a demo mailbox.
 *
 * The mail file holds each message once, one after another; the index names offset, length and SHA-256. The
 * index is written beside and renamed, after the mail that it names has reached the disk. Calls to `save` must
 * not overlap.
 */
export const createStateFile = (path: string): StateFile => {
  const mailPath = `${path}.mail`
  let known: ReadonlyMap<string, Kept> = new Map()
  let size = 0

  const readState = (index: Index, mail: Buffer): DemoState => {
    const kept = new Map<string, Kept>()
    const rawOf = ({ at, sha256 }: Kept): string => {
      const raw = mail.toString('latin1', at[0], at[0] + at[1])
      if (hash(raw) !== sha256) throw new Error('Damaged mail in the demo state')
      kept.set(raw, { at, sha256 })
      return raw
    }
    const state = {
      startedAt: index.startedAt,
      mailboxes: index.mailboxes.map(mailbox => ({
        ...mailbox,
        messages: mailbox.messages.map(({ at, sha256, ...message }) => ({
          ...message,
          raw: rawOf({ at, sha256 }),
        })),
      })),
      pending: index.pending.map(({ dueAt, ...place }) => ({ dueAt, raw: rawOf(place) })),
    }
    known = kept
    return state
  }

  const putAside = async (): Promise<void> => {
    for (const file of [path, mailPath]) {
      await rename(file, `${file}.damaged`).catch(error => {
        if (!isMissing(error)) throw error
      })
    }
  }

  return {
    async load() {
      try {
        const [indexText, mail] = await Promise.all([readFile(path, 'utf8'), readFile(mailPath)])
        const state = readState(readIndex(indexText), mail)
        size = mail.length
        return state
      } catch {
        await putAside()
        return null
      }
    },

    async save(state) {
      const kept = new Map<string, Kept>()
      const fresh: Buffer[] = []
      let end = size
      const place = (raw: string): Kept => {
        const former = kept.get(raw) ?? known.get(raw)
        const where = former ?? { at: [end, raw.length], sha256: hash(raw) }
        if (!former) {
          fresh.push(Buffer.from(raw, 'latin1'))
          end += raw.length
        }
        kept.set(raw, where)
        return where
      }
      const index: Index = {
        format: 1,
        startedAt: state.startedAt,
        mailboxes: state.mailboxes.map(mailbox => ({
          ...mailbox,
          messages: mailbox.messages.map(({ raw, ...message }) => ({ ...message, ...place(raw) })),
        })),
        pending: state.pending.map(({ dueAt, raw }) => ({ dueAt, ...place(raw) })),
      }
      await mkdir(dirname(path), { recursive: true, mode: 0o700 })
      if (fresh.length > 0) await writeSynced(mailPath, size === 0 ? 'w' : 'r+', Buffer.concat(fresh), size)
      known = kept
      size = end
      await writeSynced(`${path}.new`, 'w', Buffer.from(JSON.stringify(index)), 0)
      await rename(`${path}.new`, path)
    },
  }
}
