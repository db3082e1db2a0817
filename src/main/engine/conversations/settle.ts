import type { MoveEmails, SetFlags } from '#engine/queue/job.ts'
import { dropJob } from '#engine/queue/queue.ts'
import { actedCopiesOfEmail } from '#engine/store/acted-copies.ts'
import { type ActionJob, jobsOfAction, reviveJob } from '#engine/store/action-jobs.ts'
import { conversationIdsOf, refreshConversations } from '#engine/store/conversations.ts'
import { copiesInRange } from '#engine/store/copies.ts'
import { findCopyMarks, setCopyFlag } from '#engine/store/copy-flag.ts'
import { refreshEmails } from '#engine/store/emails.ts'
import type { Writer } from '#engine/store/handle.ts'
import { itemsOf, type JournalEntry, markUndone } from '#engine/store/journal.ts'
import { findPendingMove, type PendingMove, putPendingMove } from '#engine/store/pending-moves.ts'
import { setLocalTag } from '#engine/store/tags.ts'
import { type RefusedChoice, tagOf } from '#shared/actions.ts'
import { createChanges } from './changes.ts'
import { unpackEffects } from './effects.ts'

/** What settling changed. */
type Settled = { readonly accountIds: readonly string[]; readonly conversationIds: readonly string[] }

/** Does what the user chose about the part of an action that a server refused, in one transaction. */
export function settleRefused(
  w: Writer,
  entry: JournalEntry,
  choice: RefusedChoice,
  { now }: { readonly now: number },
): Settled {
  const refused = jobsOfAction(w, entry.id).filter(({ state }) => state === 'failed')
  if (choice === 'retry') {
    for (const job of refused) reviveJob(w, job.key, now)
    return { accountIds: [...new Set(refused.map(job => job.accountId))], conversationIds: [] }
  }
  const changes = createChanges(w, { actionId: entry.id, at: now, now })
  const emails = new Set<number>()
  for (const job of refused) {
    const touched =
      job.kind === 'move-emails'
        ? settleMoves(w, job, choice, wish => takeHome(w, changes, wish))
        : settleFlags(w, job, choice)
    for (const key of touched) emails.add(key)
    dropJob(w, job.key)
  }
  changes.finish()
  if (choice === 'undo' && isAllOf(w, entry, emails)) markUndone(w, entry.key, now)
  const conversations = refreshEmails(w, emails)
  refreshConversations(w, conversations)
  return { accountIds: [], conversationIds: conversationIdsOf(w, conversations) }
}

function settleMoves(
  w: Writer,
  job: ActionJob,
  choice: 'undo' | 'keep-here',
  takeBack: (wish: PendingMove) => void,
): readonly number[] {
  const payload = JSON.parse(job.payload) as MoveEmails['payload'] // only the queue writes it
  return payload.emails.flatMap(({ emailKey }) => {
    const wish = findPendingMove(w, emailKey, payload.mailboxKey)
    const isOfJob = wish?.toRole === payload.toRole && wish.toMailboxKey === payload.toMailboxKey
    if (wish === null || !isOfJob) return []
    if (choice === 'undo') takeBack(wish)
    else putPendingMove(w, { ...wish, hereOnly: true })
    return emailKey
  })
}

function takeHome(w: Writer, changes: ReturnType<typeof createChanges>, wish: PendingMove): void {
  const copy = actedCopiesOfEmail(w, wish.emailKey).find(one => one.mailboxKey === wish.mailboxKey)
  if (copy !== undefined) changes.move(copy, null)
}

/** What is kept of a refused flag is a tag on this computer; other flags stay until the server tells them anew. */
function settleFlags(w: Writer, job: ActionJob, choice: 'undo' | 'keep-here'): readonly number[] {
  const { mailboxKey, changes } = JSON.parse(job.payload) as SetFlags['payload'] // only the queue writes it
  return changes.flatMap(({ uid, add, remove }) => {
    const [copy] = copiesInRange(w, mailboxKey, uid, uid, 1)
    if (copy === undefined) return []
    const set = (flag: string, on: boolean) => {
      const marks = findCopyMarks(w, mailboxKey, uid)
      if (marks !== null) setCopyFlag(w, marks, flag, on)
    }
    if (choice === 'undo') {
      for (const flag of add) set(flag, false)
      for (const flag of remove) set(flag, true)
      return copy.emailKey
    }
    for (const flag of add) {
      const tag = tagOf(flag)
      if (tag === null) continue
      setLocalTag(w, copy.emailKey, tag, true)
      set(flag, false)
    }
    return copy.emailKey
  })
}

const itemsLookedAt = 1_000

/** Whether nothing is left of an action once these emails are as before. */
function isAllOf(w: Writer, entry: JournalEntry, emails: ReadonlySet<number>): boolean {
  if (entry.count > itemsLookedAt) return false
  return itemsOf(w, entry.key, 0, entry.count).every(item => {
    const { moves = [], flags = [], muted, snoozedUntil } = unpackEffects(item.before)
    const isRest = muted !== undefined || snoozedUntil !== undefined
    return !isRest && [...moves, ...flags].every(({ emailKey }) => emails.has(emailKey))
  })
}
