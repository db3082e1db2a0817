import { setImmediate } from 'node:timers/promises'
import type { MoveEmails, SetFlags } from '#engine/queue/job.ts'
import { dropJob } from '#engine/queue/queue.ts'
import { actedCopiesOfEmail } from '#engine/store/acted-copies.ts'
import { type ActionJob, findJob, jobsOfAction, reviveJob } from '#engine/store/action-jobs.ts'
import { conversationIdsOf, refreshConversations } from '#engine/store/conversations.ts'
import { copiesInRange } from '#engine/store/copies.ts'
import { findCopyMarks, setCopyFlag } from '#engine/store/copy-flag.ts'
import { refreshEmails } from '#engine/store/emails.ts'
import { flagChangesOf } from '#engine/store/flag-changes.ts'
import type { Reader, Writer } from '#engine/store/handle.ts'
import { findAction, itemsOf, type JournalEntry } from '#engine/store/journal.ts'
import { type PendingMove, pendingMovesFrom, putPendingMove } from '#engine/store/pending-moves.ts'
import { setLocalTag } from '#engine/store/tags.ts'
import { type RefusedChoice, tagOf } from '#shared/actions.ts'
import { AppError } from '#shared/errors.ts'
import type { ActionDeps, Actions } from './actions.ts'
import { type Changes, createChanges } from './changes.ts'
import { type Effects, type MoveEffect, unpackEffects } from './effects.ts'
import { inChunks } from './in-chunks.ts'
import { createUndoingOfEntries } from './undo.ts'

/** Decides about what a server refused of an action: one job in a transaction, so that others have their turn. */
export function createSettling(deps: ActionDeps): Actions['settle'] {
  const { store, clock } = deps
  const undo = createUndoingOfEntries(deps)
  return async (id, choice, { signal }) => {
    const entry = findAction(store.reader, id)
    if (entry === null) throw new AppError('not-found', 'action')
    const refused = jobsOfAction(store.reader, id).filter(({ state }) => state === 'failed')
    const effects = await effectsOf(store.reader, entry)
    const moves = new Map(effects.flatMap(one => (one.moves ?? []).map(move => [nameOf(move), move])))
    await inChunks(refused.length, { signal, onProgress: () => {}, first: 1 }, ({ from, to }) => {
      const jobs = refused.slice(from, to)
      const { accountIds, conversationIds } = store.write(w =>
        settleJobs(w, jobs, choice, { actionId: id, moves, now: clock.now() }),
      )
      for (const accountId of accountIds) deps.jobsWait(accountId, { anew: choice === 'retry' })
      deps.changed({ conversations: conversationIds, actions: true })
      return to
    })
    // Then what was not refused: who takes an action back means all of it.
    if (choice === 'undo') await undo(entry, { signal, onProgress: () => {} })
    return {}
  }
}

const itemsAtOnce = 500

/** What an action changed, of all its conversations. */
async function effectsOf(r: Reader, entry: JournalEntry): Promise<readonly Effects[]> {
  const effects: Effects[] = []
  while (effects.length < entry.count) {
    const items = itemsOf(r, entry.key, effects.length, itemsAtOnce)
    if (items.length === 0) break
    effects.push(...items.map(({ before }) => unpackEffects(before)))
    await setImmediate()
  }
  return effects
}

type Settling = {
  readonly actionId: string
  /** Of every email and mailbox. */
  readonly moves: ReadonlyMap<string, MoveEffect>
  readonly now: number
}

function settleJobs(
  w: Writer,
  jobs: readonly ActionJob[],
  choice: RefusedChoice,
  { actionId, moves, now }: Settling,
): {
  readonly accountIds: readonly string[]
  readonly conversationIds: readonly string[]
} {
  if (choice === 'retry') {
    for (const job of jobs) reviveJob(w, job.key, now)
    return { accountIds: jobs.map(job => job.accountId), conversationIds: [] }
  }
  const changes = createChanges(w, { actionId, at: now, now })
  // It may be tried again by now.
  const emailKeys = jobs
    .filter(job => findJob(w, job.key)?.state === 'failed')
    .flatMap(job => {
      const touched =
        job.kind === 'move-emails'
          ? settleMoves(w, job, choice, wish => takeWishBack(w, changes, wish, moves))
          : settleFlags(w, job, choice)
      dropJob(w, job.key)
      return touched
    })
  const { accountIds } = changes.finish()
  const conversations = refreshEmails(w, emailKeys)
  refreshConversations(w, conversations)
  return { accountIds, conversationIds: conversationIdsOf(w, conversations) }
}

function settleMoves(
  w: Writer,
  job: ActionJob,
  choice: 'undo' | 'keep-here',
  takeBack: (wish: PendingMove) => void,
): readonly number[] {
  const payload = JSON.parse(job.payload) as MoveEmails['payload'] // only the queue writes it
  return payload.emails.flatMap(({ emailKey }) => {
    const { mailboxKey, toRole, toMailboxKey } = payload
    const wishes = pendingMovesFrom(w, emailKey, mailboxKey).filter(
      wish => wish.toRole === toRole && wish.toMailboxKey === toMailboxKey,
    )
    for (const wish of wishes) {
      if (choice === 'undo') takeBack(wish)
      else putPendingMove(w, { ...wish, hereOnly: true })
    }
    return wishes.length === 0 ? [] : emailKey
  })
}

/** Back to what was wished before the action, which may be another move. */
function takeWishBack(
  w: Writer,
  changes: Changes,
  { emailKey, mailboxKey, part }: PendingMove,
  moves: Settling['moves'],
): void {
  const copy = actedCopiesOfEmail(w, emailKey).find(one => one.mailboxKey === mailboxKey && one.part === part)
  const effect = moves.get(nameOf({ emailKey, mailboxKey, part }))
  if (copy !== undefined) changes.move(copy, effect?.was ?? null)
}

/** What is kept of a refused flag is a tag on this computer; other flags stay until the server tells them anew. */
function settleFlags(w: Writer, job: ActionJob, choice: 'undo' | 'keep-here'): readonly number[] {
  const { mailboxKey } = JSON.parse(job.payload) as SetFlags['payload'] // only the queue writes it
  return flagChangesOf(w, job.key).flatMap(({ uid, add, remove }) => {
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

function nameOf({
  emailKey,
  mailboxKey,
  part = 0,
}: Pick<MoveEffect, 'emailKey' | 'mailboxKey' | 'part'>): string {
  return `${emailKey} ${mailboxKey} ${part}`
}
