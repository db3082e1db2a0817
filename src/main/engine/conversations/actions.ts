import { allowArchive, listAccountIds } from '#engine/store/accounts.ts'
import { refusedActions } from '#engine/store/action-jobs.ts'
import type { Store } from '#engine/store/database.ts'
import { deletionOf, lastEmailKey } from '#engine/store/deletion.ts'
import { findAction, listActions } from '#engine/store/journal.ts'
import { listMailboxes } from '#engine/store/mailboxes.ts'
import type {
  ActionProgress,
  ActionRecord,
  ActionResult,
  ActionTarget,
  ConversationAction,
  CountedTarget,
  DeletePreview,
  MailboxSummary,
  RefusedChoice,
} from '#shared/actions.ts'
import type { Result } from '#shared/contract.ts'
import { AppError } from '#shared/errors.ts'
import type { Clock } from '#shared/time.ts'
import { createPerforming } from './act.ts'
import { createCounted } from './counted.ts'
import { inChunks } from './in-chunks.ts'
import { toRecord, undoableMs } from './records.ts'
import { createSettling } from './settle.ts'
import { idsOf, type ListPage } from './targets.ts'
import { createUndoing } from './undo.ts'

type Waiting = { readonly signal: AbortSignal }
type Running = Waiting & { readonly onProgress: (progress: ActionProgress) => void }
type Done = Record<string, never>

/** What actions work with. `changed` and `jobsWait` are told after each transaction. */
export type ActionDeps = {
  readonly store: Store
  readonly clock: Clock
  readonly list: ListPage
  /** Jobs for this account wait in the queue; `anew` where the server has refused them before. */
  readonly jobsWait: (accountId: string, options?: { readonly anew?: boolean }) => void
  readonly changed: (change: {
    readonly conversations?: readonly string[] | 'many'
    readonly actions?: true
    readonly settings?: true
  }) => void
  /** Some conversation may have to wake earlier than known. */
  readonly snoozed: () => void
}

/** What is done to conversations, the journal of it, and the way back (semantics.md: Read, Archive, Delete). */
export type Actions = {
  /** @throws AppError `invalid-request` where `actionId` names something else, `not-found` where nothing was counted */
  readonly act: (
    params: {
      readonly target: ActionTarget | CountedTarget
      readonly action: ConversationAction
      readonly upTo?: number
      readonly actionId?: string
    },
    options: Running,
  ) => Promise<ActionResult>
  readonly deletePreview: (target: ActionTarget, options: Waiting) => Promise<DeletePreview>
  readonly list: (params: {
    readonly after?: string | undefined
    readonly limit: number
  }) => Result<'actions/list'>
  /** @throws AppError `not-found` */
  readonly undo: (id: string, options: Running) => Promise<{ readonly undone: number }>
  readonly refused: () => readonly ActionRecord[]
  /** @throws AppError `not-found` */
  readonly settle: (id: string, choice: RefusedChoice, options: Waiting) => Promise<Done>
  readonly mailboxes: () => readonly MailboxSummary[]
  /** @throws AppError `not-found` */
  readonly createArchive: (accountId: string) => Done
}

const draftsNamed = 5

/** Wires actions to the store. */
export function createActions(deps: ActionDeps): Actions {
  const { store, clock } = deps
  const counted = createCounted()
  return {
    act: createPerforming(deps, counted),
    undo: createUndoing(deps),
    settle: createSettling(deps),
    deletePreview: async (target, { signal }) => {
      const upTo = lastEmailKey(store.reader)
      const ids = await idsOf(deps.list, target, { signal })
      const total = { conversations: 0, emails: 0, draftCount: 0 }
      const drafts: { subject: string; conversationId: string }[] = []
      const found: string[] = []
      await inChunks(ids.length, { signal, onProgress: () => {} }, ({ from, to }) => {
        for (const id of ids.slice(from, to)) {
          const deletion = deletionOf(store.reader, id)
          if (deletion === null || deletion.emails === 0) continue
          const { conversationId } = deletion
          found.push(conversationId)
          total.conversations += 1
          total.emails += deletion.emails
          total.draftCount += deletion.drafts.length
          drafts.push(...deletion.drafts.map(subject => ({ subject, conversationId })))
          drafts.splice(draftsNamed)
        }
        return to
      })
      return { ...total, drafts, upTo, counted: 'ids' in target ? null : counted.keep(found) }
    },
    list: ({ after, limit }) => {
      const below = after === undefined ? Number.MAX_SAFE_INTEGER : Number(after)
      const entries = listActions(store.reader, below, limit + 1)
      const shown = entries.slice(0, limit)
      const last = shown.at(-1)
      const now = clock.now()
      const records = shown.map(entry => toRecord(store.reader, entry, now))
      return {
        // Older ones go with the next start.
        actions: records.filter(({ at, state }) => state !== 'done' || at > now - undoableMs),
        next: entries.length > limit && last !== undefined ? String(last.key) : null,
      }
    },
    refused: () =>
      refusedActions(store.reader).flatMap(id => {
        const entry = findAction(store.reader, id)
        return entry === null ? [] : toRecord(store.reader, entry, clock.now())
      }),
    mailboxes: () =>
      listAccountIds(store.reader).flatMap(accountId =>
        listMailboxes(store.reader, accountId)
          .filter(({ selectable }) => selectable)
          .map(({ key, name, role, keepsKeywords }) => ({
            id: String(key),
            accountId,
            name,
            role,
            keepsKeywords,
          })),
      ),
    createArchive: accountId => {
      if (!listAccountIds(store.reader).includes(accountId)) throw new AppError('not-found', 'account')
      store.write(w => allowArchive(w, accountId))
      return {}
    },
  }
}
