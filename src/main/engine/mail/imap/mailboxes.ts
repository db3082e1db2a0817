import type { ListResponse } from 'imapflow'
import type { MailboxRole } from '#shared/account.ts'
import { AppError } from '#shared/errors.ts'
import { safeLine } from '#shared/safe-text.ts'
import type { ImapConnection } from './connection.ts'
import { imapLimits } from './limits.ts'

/** What STATUS says of a mailbox (RFC 9051 §6.3.11); null where the server said nothing usable. */
export type ServerMailboxState = {
  readonly uidValidity: string
  readonly uidNext: number
  readonly messages: number
  /** Null where the server keeps no modification sequences. */
  readonly highestModseq: string | null
}

/** A mailbox as LIST tells it. */
export type ServerMailbox = {
  /** As the server names it, decoded from modified UTF-7: an id, never a file path. */
  readonly path: string
  /** The last part of the path, fit to be shown. */
  readonly name: string
  readonly delimiter: string | null
  readonly role: MailboxRole
  readonly selectable: boolean
  readonly state: ServerMailboxState | null
}

/** RFC 6154 attributes. `\\Important` and `\\Flagged` are views of other mailboxes. */
const roles: Readonly<Record<string, MailboxRole>> = {
  '\\Inbox': 'inbox',
  '\\Archive': 'archive',
  '\\Sent': 'sent',
  '\\Drafts': 'drafts',
  '\\Trash': 'trash',
  '\\Junk': 'junk',
  '\\All': 'all',
}

/** Views that repeat mail of other mailboxes: not read, so that nothing is fetched twice. */
const views = new Set(['\\Flagged', '\\Important'])

/**
 * All mailboxes with their roles and state, in one round trip where the server has LIST-STATUS.
 *
 * Roles come from SPECIAL-USE, else from imapflow's table of names in some ninety languages. At most one mailbox has
 * each role. Over the limits of number and length of names, mailboxes are left out.
 *
 * @throws AppError: see `toImapError`
 */
export async function listMailboxes(
  connection: ImapConnection,
  { signal }: { signal: AbortSignal },
): Promise<readonly ServerMailbox[]> {
  const listed = await connection.use(signal, () =>
    connection.client.list({
      statusQuery: { messages: true, uidNext: true, uidValidity: true, highestModseq: true },
    }),
  )
  const taken = new Set<MailboxRole>()
  const mailboxes: ServerMailbox[] = []
  for (const entry of listed) {
    if (mailboxes.length >= imapLimits.mailboxes) break
    if (entry.path === '' || entry.path.length > imapLimits.mailboxPathLength) continue
    if (views.has(entry.specialUse ?? '') || views.has([...entry.flags].find(flag => views.has(flag)) ?? ''))
      continue
    const role = roles[entry.specialUse ?? ''] ?? 'none'
    const free = role === 'none' || !taken.has(role)
    taken.add(role)
    mailboxes.push(toMailbox(entry, free ? role : 'none'))
  }
  if (mailboxes.length === 0) throw new AppError('protocol-violation', 'no mailboxes')
  return mailboxes
}

function toMailbox(entry: ListResponse, role: MailboxRole): ServerMailbox {
  const selectable = !entry.flags.has('\\Noselect') && !entry.flags.has('\\NonExistent')
  const { status } = entry
  const usable = status !== undefined && status.uidValidity !== undefined && status.uidNext !== undefined
  return {
    path: entry.path,
    name: safeLine(entry.name).slice(0, 200) || '?',
    delimiter: entry.delimiter || null,
    role,
    selectable,
    state:
      selectable && usable
        ? {
            uidValidity: String(status.uidValidity),
            uidNext: Number(status.uidNext),
            messages: status.messages ?? 0,
            highestModseq: modseqText(status.highestModseq),
          }
        : null,
  }
}

/** A mailbox that has been opened. */
export type OpenedMailbox = ServerMailboxState & {
  readonly readOnly: boolean
  /** RFC 8474 MAILBOXID. */
  readonly objectId: string | null
  /** Whether PERMANENTFLAGS has `\\*`: keywords that it doesn't know yet are kept. Null where the server doesn't tell. */
  readonly keepsKeywords: boolean | null
}

/**
 * Selects a mailbox, unless it is selected already.
 *
 * Call it inside `connection.use`, with the commands that need the selection.
 *
 * @throws AppError `mailbox-missing`
 */
export async function openMailbox(connection: ImapConnection, path: string): Promise<OpenedMailbox> {
  const { client } = connection
  const found = await client.mailboxOpen(path)
  if (found.uidValidity === undefined) throw new AppError('protocol-violation', 'no UIDVALIDITY')
  return {
    uidValidity: String(found.uidValidity),
    uidNext: found.uidNext ?? 0,
    messages: found.exists ?? 0,
    highestModseq: found.noModseq === true ? null : modseqText(found.highestModseq),
    readOnly: found.readOnly === true,
    objectId: found.mailboxId ?? null,
    keepsKeywords: found.permanentFlags?.has('\\*') ?? null,
  }
}

/**
 * Selects a mailbox unless it is selected; its UIDVALIDITY can't change while it is (RFC 9051 §2.3.1.1).
 *
 * A session that selected it long ago may not have been told of mail that arrived since, and then finds none: where
 * `uidNext` is more than the session knew, the mailbox is selected anew. To prove that a message is gone, `openMailbox`.
 *
 * Call it inside `connection.use`. @throws AppError `mailbox-missing`
 */
export async function selectMailbox(
  connection: ImapConnection,
  { path, uidNext }: { readonly path: string; readonly uidNext: number },
): Promise<{ readonly uidValidity: string }> {
  const selected = connection.client.mailbox
  const isFresh = selected !== false && selected.path === path && (selected.uidNext ?? 0) >= uidNext
  if (isFresh && selected.uidValidity !== undefined) return { uidValidity: String(selected.uidValidity) }
  return openMailbox(connection, path)
}

/** Zero is what servers say that keep no modification sequences for a mailbox. */
function modseqText(value: bigint | undefined): string | null {
  return value === undefined || value <= 0n ? null : value.toString()
}

/**
 * Makes a mailbox in the user's own namespace (RFC 2342) and subscribes to it; one that is there already is fine.
 * Answers its path.
 *
 * @throws AppError what the server refused with
 */
export async function createMailbox(connection: ImapConnection, name: string): Promise<string> {
  const created = await connection.client.mailboxCreate(name)
  if (typeof created.path !== 'string' || created.path === '') throw new AppError('server-refused', 'CREATE')
  return created.path
}
