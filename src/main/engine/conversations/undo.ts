import { findConversationState } from '#engine/store/conversation-state.ts'
import type { Writer } from '#engine/store/handle.ts'
import {
  addItems,
  findAction,
  insertAction,
  itemsOf,
  type JournalEntry,
  type JournalItem,
  markUndone,
} from '#engine/store/journal.ts'
import { AppError } from '#shared/errors.ts'
import { newId } from '#shared/ids.ts'
import type { ActionDeps, Actions } from './actions.ts'
import { createChanges } from './changes.ts'
import { isNothing, packEffects, unpackEffects } from './effects.ts'
import { inChunks, type Piece } from './in-chunks.ts'
import { inverseOf, isUndoable } from './records.ts'
import { indexJobs, type JobIndex, shortenJobs } from './shorten-jobs.ts'
import { settleDefinition } from './tag-definition.ts'
import { takeBack } from './take-back.ts'

/** One undo while it runs. */
type Run = {
  readonly id: string
  readonly at: number
  /** What is taken back. */
  readonly entry: JournalEntry
  readonly jobs: JobIndex
}

/** What one transaction of it did. */
type Done = {
  /** Position of the first item that it did not come to. */
  readonly reached: number
  readonly entryKey: number | null
  readonly changedIds: readonly string[]
  readonly accountIds: readonly string[]
}

/**
 * Takes actions back: piece by piece, each in one transaction, and written into the journal as an action of its own. Cut
 * short it can be asked for again, and passes over what is taken back already.
 */
export function createUndoing(deps: ActionDeps): Actions['undo'] {
  const { store, clock } = deps
  const undoEntry = createUndoingOfEntries(deps)
  return async (actionId, options) => {
    const entry = findAction(store.reader, actionId)
    if (entry === null) throw new AppError('not-found', 'action')
    return isUndoable(entry, clock.now()) ? undoEntry(entry, options) : { undone: 0 }
  }
}

/** As `createUndoing`, however long ago it was. */
export function createUndoingOfEntries(
  deps: ActionDeps,
): (entry: JournalEntry, options: Parameters<Actions['undo']>[1]) => ReturnType<Actions['undo']> {
  const { store, clock } = deps
  return async (entry, options) => {
    const at = clock.now()
    const run: Run = { id: newId(), at, entry, jobs: indexJobs(store.reader, entry.id) }
    let entryKey = 'definition' in entry.action ? store.write(w => redefine(w, run)) : null
    const redefined = entryKey !== null
    let undone = 0
    if (redefined) deps.changed({ actions: true, settings: true })
    await inChunks(entry.count, options, piece => {
      const done = store.write(w => undoPiece(w, run, { ...piece, entryKey, now: clock.now() }))
      entryKey = done.entryKey
      undone += done.changedIds.length
      for (const accountId of done.accountIds) deps.jobsWait(accountId)
      deps.changed({ conversations: done.changedIds, actions: true })
      return done.reached
    })
    deps.snoozed()
    return { undone: undone === 0 && redefined ? 1 : undone }
  }
}

/** A tag comes back, or goes again, before its conversations change. Answers the undo's entry; null where it stays. */
function redefine(w: Writer, { id, at, entry }: Run): number | null {
  const action = inverseOf(entry.action, {})
  if (!settleDefinition(w, action)) return null
  const { contactName, subject } = entry
  if (entry.count === 0) markUndone(w, entry.key, at)
  return insertAction(w, { id, action, at, contactName, subject, undoOf: entry.id })
}

function undoPiece(
  w: Writer,
  { id, at, entry, jobs }: Run,
  piece: Piece & { readonly entryKey: number | null; readonly now: number },
): Done {
  const changes = createChanges(w, { actionId: id, at, now: piece.now })
  const items: JournalItem[] = []
  let { entryKey } = piece
  const taken = itemsOf(w, entry.key, piece.from, piece.to - piece.from)
  // Where the journal has forgotten them there is nothing more to come to.
  let reached = taken.length === 0 ? piece.to : piece.from
  for (const item of taken) {
    if (reached > piece.from && piece.isOver()) break
    reached = item.position + 1
    const effects = unpackEffects(item.before)
    const conversation = findConversationState(w, item.conversationId)
    const inverse = takeBack(w, changes, effects, conversation, entry.at)
    if (isNothing(inverse)) continue
    items.push({
      conversationId: conversation?.id ?? item.conversationId,
      before: packEffects(inverse),
    })
    const { contactName, subject } = entry
    const action = inverseOf(entry.action, effects)
    entryKey ??= insertAction(w, { id, action, at, contactName, subject, undoOf: entry.id })
  }
  if (entryKey !== null) addItems(w, entryKey, items)
  // An action that still runs goes on after this: then the rest is to be taken back too.
  const isAll = reached >= (findAction(w, entry.id)?.count ?? 0)
  if (isAll) markUndone(w, entry.key, at)
  const { accountIds, takenBack } = changes.finish()
  shortenJobs(w, jobs, takenBack)
  return { reached, entryKey, changedIds: items.map(({ conversationId }) => conversationId), accountIds }
}
