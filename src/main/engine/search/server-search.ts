import { setTimeout as wait } from 'node:timers/promises'
import type { ImapConnection } from '#engine/mail/imap/connection.ts'
import { openMailbox } from '#engine/mail/imap/mailboxes.ts'
import { searchText, type TextCriteria } from '#engine/mail/imap/search-text.ts'
import { getAccountSettings, listAccountIds } from '#engine/store/accounts.ts'
import type { Store } from '#engine/store/database.ts'
import { listMailboxes, type MailboxRecord } from '#engine/store/mailboxes.ts'
import { type Narrowing, narrow } from '#engine/store/narrowing.ts'
import { hasMoreOnServer } from '#engine/store/search-coverage.ts'
import { toSearchTerms } from '#engine/store/search-terms.ts'
import { compareServerHits, type ServerHits } from '#engine/store/server-hits.ts'
import { runInSlices } from '#engine/store/slices.ts'
import type { ConversationFilter, ConversationRow } from '#shared/conversation.ts'
import { AppError, toErrorReport } from '#shared/errors.ts'
import type { ServerSearchChunk, ServerSearchResult } from '#shared/search.ts'
import type { SearchOperator } from '#shared/search-query.ts'

type Waiting = { readonly signal: AbortSignal }

/** What a server search needs. */
export type ServerSearchDeps = {
  readonly store: Store
  /** Runs work on a connection of the account that nothing else waits for. */
  readonly apart: <T>(
    accountId: string,
    signal: AbortSignal,
    work: (connection: ImapConnection) => Promise<T>,
  ) => Promise<T>
}

/** Asks the servers of a filter's accounts for what is not wholly on this computer. @throws AppError 'cancelled' */
export type ServerSearch = (
  filter: ConversationFilter,
  options: Waiting & { readonly onChunk: (chunk: ServerSearchChunk) => void },
) => Promise<ServerSearchResult>

/** Whoever types goes on within this time, and spares the server the words in between. */
const pauseMs = 250

/** Rows that are told: more hits than this are a reason to type another word. */
const rowsAtMost = 200

/**
 * Creates the server search.
 *
 * Accounts are asked at the same time, each on a connection of its own, its mailboxes one after the other. An account that
 * can't be asked is a fact in the answer and hinders no other; one whose mail is all here is not asked at all.
 */
export function createServerSearch({ store, apart }: ServerSearchDeps): ServerSearch {
  return async (filter, { signal, onChunk }) => {
    const narrowing = narrow(store.reader, filter)
    const criteria = narrowing && criteriaOf(narrowing)
    if (narrowing === null || criteria === null) return { found: 0, elsewhere: 0, accounts: [] }
    try {
      await wait(pauseMs, undefined, { signal })
    } catch {
      throw new AppError('cancelled')
    }
    const told = new Set<string>()
    let elsewhere = 0
    const take = (hits: ServerHits) => {
      elsewhere += hits.elsewhere
      const rows = hits.rows.filter(({ id }) => !told.has(id)).slice(0, rowsAtMost - told.size)
      for (const { id } of rows) told.add(id)
      if (rows.length > 0 && !signal.aborted) onChunk({ rows: rows satisfies readonly ConversationRow[] })
    }
    const one = async (accountId: string): Promise<ServerSearchResult['accounts'][number]> => {
      try {
        await apart(accountId, signal, connection =>
          searchAccount(store, connection, { accountId, narrowing, criteria, signal }, take),
        )
        return { accountId, state: 'searched' }
      } catch (error) {
        return { accountId, state: 'failed', reason: toErrorReport(error) }
      }
    }
    const accounts = await Promise.all(accountsOf(store, filter).map(one))
    if (signal.aborted) throw new AppError('cancelled')
    return { found: told.size, elsewhere, accounts }
  }
}

function accountsOf(store: Store, filter: ConversationFilter): readonly string[] {
  return listAccountIds(store.reader)
    .filter(id => filter.accountId === undefined || filter.accountId === id)
    .filter(id => !getAccountSettings(store.reader, id).paused && hasMoreOnServer(store.reader, id))
}

async function searchAccount(
  store: Store,
  connection: ImapConnection,
  asked: {
    readonly accountId: string
    readonly narrowing: Narrowing
    readonly criteria: TextCriteria
    readonly signal: AbortSignal
  },
  take: (hits: ServerHits) => void,
): Promise<void> {
  const { accountId, narrowing, criteria, signal } = asked
  const terms = toSearchTerms(narrowing.search)
  for (const mailbox of listMailboxes(store.reader, accountId).filter(isSearched)) {
    const ranges = await connection.use(signal, async () => {
      const { uidValidity } = await openMailbox(connection, mailbox.path)
      return uidValidity === mailbox.uidValidity ? searchText(connection, criteria) : []
    })
    const found = { mailboxKey: mailbox.key, ranges }
    take(await runInSlices(compareServerHits(store.reader, narrowing, terms, found), { signal }))
  }
}

/** Mail in these places is not listed, and a mailbox that was never opened has nothing here to compare with. */
function isSearched({ selectable, role, uidValidity, messageCount }: MailboxRecord): boolean {
  return selectable && uidValidity !== null && messageCount > 0 && !['trash', 'junk', 'drafts'].includes(role)
}

/** What the server is asked; null when it can't know more than this computer: words in rows only, or none. */
function criteriaOf({ search, rowsOnly }: Narrowing): TextCriteria | null {
  const values = (name: SearchOperator['name']) =>
    search.operators.flatMap(one => (one.name === name && !('at' in one) ? [one.value] : []))
  const times = (name: 'before' | 'after') =>
    search.operators.flatMap(one => (one.name === name ? [one.at] : []))
  const [from, to, subjects] = [values('from'), values('to'), values('subject')]
  const isEmpty = [search.words, from, to, subjects].every(list => list.length === 0)
  if (rowsOnly || isEmpty) return null
  const [since, until] = [times('after'), times('before')]
  return {
    texts: search.words,
    from,
    to,
    subjects,
    sentFrom: since.length === 0 ? null : Math.max(...since),
    sentBefore: until.length === 0 ? null : Math.min(...until),
  }
}
