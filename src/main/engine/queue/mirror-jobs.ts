import { listAccountIds } from '#engine/store/accounts.ts'
import { setMirror, takeWaitingMirror } from '#engine/store/draft-mirror.ts'
import { type DraftRecord, draftIdOf, findDraft } from '#engine/store/drafts.ts'
import type { Reader, Writer } from '#engine/store/handle.ts'
import { listIdentities } from '#engine/store/identities.ts'
import { minuteMs, secondMs } from '#shared/time.ts'
import { putAwayContinued } from './put-away-continued.ts'
import { enqueue } from './queue.ts'

/** A pause in the writing that is worth telling the server. */
const restMs = 15 * secondMs
/** However somebody writes on and on, the server learns it in this time. */
const mostMs = 3 * minuteMs

/**
 * Whose Drafts mailbox is to hold a draft's copy: the account that it is sent from. Null where it needs none: it is sent,
 * thrown away, or from nobody yet.
 *
 * What waits in the outbox keeps its copy until it has left.
 */
export function mirrorAccountOf(r: Reader, { state, content }: DraftRecord): string | null {
  if (state !== 'open' && state !== 'queued') return null
  return listIdentities(r).find(({ id }) => id === content.identityId)?.accountId ?? null
}

/**
 * Queues what brings the copy of a draft in the Drafts mailbox in step with it, in the transaction that changed the draft:
 * one job, which runs when the writing rests, or at once where the copy is to go.
 *
 * Returns the accounts whose servers have something to learn sooner than they know of.
 */
export function followDraft(w: Writer, draftId: string, now: number): readonly string[] {
  const draft = findDraft(w, draftId)
  if (draft === null) return []
  const { mirrorAccountId: before } = draft
  const accountId = mirrorAccountOf(w, draft)
  const news: string[] = []
  if (before !== null && before !== accountId && listAccountIds(w).includes(before)) {
    queue(w, before, draftId, { now, runAt: now })
    news.push(before)
  }
  if (accountId === null) {
    if (draft.mirror !== 'none') setMirror(w, draft.key, { state: 'none', accountId: null })
    return news
  }
  setMirror(w, draft.key, { state: 'waiting', accountId })
  if (queue(w, accountId, draftId, { now, runAt: now + restMs })) news.push(accountId)
  return news
}

/** {@link followDraft} for a draft by key. */
export function followDraftByKey(w: Writer, key: number, now: number): readonly string[] {
  const id = draftIdOf(w, key)
  return id === null ? [] : followDraft(w, id, now)
}

/** What was sent needs no copy in Drafts any more, of this program or another. */
export function putAwayDraft(w: Writer, key: number, now: number): void {
  const id = draftIdOf(w, key)
  const draft = id === null ? null : findDraft(w, id)
  if (draft === null) return
  followDraft(w, draft.id, now)
  putAwayContinued(w, draft, now)
}

/** Returns whether no job for it waited before. */
function queue(
  w: Writer,
  accountId: string,
  draftId: string,
  { now, runAt }: { readonly now: number; readonly runAt: number },
): boolean {
  const since = takeWaitingMirror(w, accountId, draftId)
  const at = { now: since ?? now, runAt: Math.min(runAt, (since ?? now) + mostMs) }
  enqueue(w, { accountId, kind: 'mirror-draft', payload: { draftId } }, at)
  return since === null
}
