import { isDeepStrictEqual } from 'node:util'
import type { Place } from '#engine/store/acted-copies.ts'
import { findConversationState } from '#engine/store/conversation-state.ts'
import { hasNewerEmail } from '#engine/store/deletion.ts'
import type { Reader, Writer } from '#engine/store/handle.ts'
import {
  addItems,
  findAction,
  insertAction,
  type JournalEntry,
  type JournalItem,
} from '#engine/store/journal.ts'
import type { ConversationAction } from '#shared/actions.ts'
import { AppError } from '#shared/errors.ts'
import { newId } from '#shared/ids.ts'
import type { ActionDeps, Actions } from './actions.ts'
import { createChanges } from './changes.ts'
import type { Counted } from './counted.ts'
import { isNothing, packEffects } from './effects.ts'
import { inChunks } from './in-chunks.ts'
import { perform } from './plan.ts'
import { settleDefinition } from './tag-definition.ts'
import { archiveOf, idsOf } from './targets.ts'

/** One action while it runs. */
type Run = {
  readonly id: string
  readonly at: number
  readonly action: ConversationAction
  /** What has mail with a higher key is left alone. */
  readonly upTo: number
}

/** What one transaction of it did. */
type Done = {
  /** How many of the piece's conversations it came to. */
  readonly seen: number
  /** Of the journal's entry; null where nothing has changed so far. */
  readonly entryKey: number | null
  readonly changedIds: readonly string[]
  readonly accountIds: readonly string[]
  readonly withoutArchive: readonly string[]
}

/**
 * Does actions to conversations: wishes, flags, jobs for the servers and the journal, piece by piece, each piece in one
 * transaction. What is done when the process dies is done, in the journal and in the queue.
 */
export function createPerforming(deps: ActionDeps, counted: Counted): Actions['act'] {
  const { store, clock } = deps
  return async (params: Parameters<Actions['act']>[0], options) => {
    const { target, action, upTo = Number.MAX_SAFE_INTEGER } = params
    const begun = params.actionId === undefined ? null : begunBefore(store.reader, params.actionId, action)
    const run: Run = { id: params.actionId ?? newId(), at: begun?.at ?? clock.now(), action, upTo }
    if (action.kind === 'snooze' && action.until <= run.at)
      throw new AppError('invalid-request', 'a moment that has passed')
    const ids = 'counted' in target ? counted.of(target.counted) : await idsOf(deps.list, target, options)
    const withoutArchive = new Set<string>()
    let entryKey = begun?.key ?? null
    let changed = 0
    await inChunks(ids.length, options, ({ from, to, isOver }) => {
      const piece = store.write(w =>
        performPiece(w, run, { entryKey, ids: ids.slice(from, to), isOver, now: clock.now() }),
      )
      entryKey = piece.entryKey
      changed += piece.changedIds.length
      for (const accountId of piece.withoutArchive) withoutArchive.add(accountId)
      for (const accountId of piece.accountIds) deps.jobsWait(accountId)
      if (piece.changedIds.length > 0) {
        deps.changed({ conversations: piece.changedIds, actions: true })
        if (action.kind === 'snooze') deps.snoozed()
      }
      return from + piece.seen
    })
    const redefined = 'definition' in action && store.write(w => redefine(w, run, entryKey))
    if (redefined) deps.changed({ actions: true, settings: true })
    return {
      changed,
      actionId: changed === 0 && !redefined ? null : run.id,
      withoutArchive: [...withoutArchive],
    }
  }
}

/**
 * The entry of an action whose earlier parts were asked for before this one; null where this is the first.
 *
 * @throws AppError `invalid-request` where it is the entry of something else
 */
function begunBefore(r: Reader, id: string, action: ConversationAction): JournalEntry | null {
  const entry = findAction(r, id)
  if (entry === null) return null
  if (entry.undoOf !== null || !isDeepStrictEqual(entry.action, action))
    throw new AppError('invalid-request', 'the id of another action')
  return entry
}

/** A tag itself goes last, when no conversation has it any more; that of an unused one is an entry too. */
function redefine(w: Writer, { id, at, action }: Run, entryKey: number | null): boolean {
  if (!settleDefinition(w, action)) return false
  if (entryKey === null) insertAction(w, { id, action, at, contactName: '', subject: '', undoOf: null })
  return true
}

function performPiece(
  w: Writer,
  { id: actionId, at, action, upTo }: Run,
  piece: {
    readonly entryKey: number | null
    readonly ids: readonly string[]
    readonly isOver: () => boolean
    readonly now: number
  },
): Done {
  const changes = createChanges(w, { actionId, at, now: piece.now })
  const items: JournalItem[] = []
  const withoutArchive = new Set<string>()
  const archives = new Map<string, Place | null>()
  let { entryKey } = piece
  let seen = 0
  for (const id of piece.ids) {
    if (seen > 0 && piece.isOver()) break
    seen += 1
    const conversation = findConversationState(w, id)
    if (conversation === null || hasNewerEmail(w, conversation.key, upTo)) continue
    const { accountId, contactName, subject } = conversation
    let archive = archives.get(accountId)
    if (archive === undefined) {
      archive = archiveOf(w, accountId)
      archives.set(accountId, archive)
    }
    const effects = perform({ w, changes, conversation, archive }, action)
    if (effects === 'no-archive') withoutArchive.add(accountId)
    else if (!isNothing(effects)) {
      items.push({ conversationId: conversation.id, before: packEffects(effects) })
      entryKey ??= insertAction(w, { id: actionId, action, at, contactName, subject, undoOf: null })
    }
  }
  if (entryKey !== null) addItems(w, entryKey, items)
  const { accountIds } = changes.finish()
  const changedIds = items.map(({ conversationId }) => conversationId)
  return { seen, entryKey, changedIds, accountIds, withoutArchive: [...withoutArchive] }
}
