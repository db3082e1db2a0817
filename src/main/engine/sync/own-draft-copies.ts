import { searchDraftCopies, searchMessageId } from '#engine/mail/imap/append.ts'
import type { ImapConnection } from '#engine/mail/imap/connection.ts'
import { fetchEmails } from '#engine/mail/imap/fetch.ts'
import { imapLimits } from '#engine/mail/imap/limits.ts'
import { formatUidSets, type UidRange } from '#engine/mail/imap/uid-set.ts'
import { headerValues } from '#shared/header-lines.ts'

/** A copy of a draft of ours in the selected mailbox. */
export type OwnDraftCopy = {
  readonly uid: number /** Whether it has the Message-ID that was asked for. */
  readonly isNewest: boolean
}

/** More copies than this are the nonsense of a server that finds everything. */
const copiesAtMost = 200

/**
 * Finds the copies of a draft in the selected mailbox, by UID ascending.
 *
 * What a search answers is only where to look: a copy is what says so itself, in its own headers, so that no other mail is
 * ever taken for one. `known` are UIDs that were seen to be copies. Call it inside `connection.use`.
 */
export async function findOwnDraftCopies(
  connection: ImapConnection,
  draftId: string,
  newest: string | null,
  known: readonly number[],
): Promise<readonly OwnDraftCopy[]> {
  const found = await searchDraftCopies(connection, draftId)
  const named = newest === null ? [] : await searchMessageId(connection, newest)
  const candidates = [...new Set([...firstUids(found), ...firstUids(named), ...known])].sort((a, b) => a - b)
  const copies: OwnDraftCopy[] = []
  for (const set of formatUidSets(candidates, imapLimits.commandUidSetLength)) {
    await fetchEmails(connection, set, {
      bytes: imapLimits.headerBytes,
      onEmail: ({ uid, raw }) => {
        const headers = Buffer.from(raw).toString('latin1')
        const isOwn = headerValues(headers, 'X-Parley-Draft').some(mark => mark.startsWith(`${draftId}/`))
        const isNewest = headerValues(headers, 'Message-ID').includes(`<${newest}>`)
        if (isOwn) copies.push({ uid, isNewest })
        return undefined
      },
    })
  }
  return copies.sort((a, b) => a.uid - b.uid)
}

function firstUids(ranges: readonly UidRange[]): readonly number[] {
  const uids: number[] = []
  for (const { from, to } of ranges)
    for (let uid = from; uid <= to && uids.length < copiesAtMost; uid += 1) uids.push(uid)
  return uids
}
