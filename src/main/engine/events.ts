import type { AccountStatus } from '#shared/account.ts'
import type { EngineEvent, EngineNotice } from '#shared/contract.ts'
import type { ConversationCounts } from '#shared/conversation.ts'

/** A change of the store, as the operation that made it knows it. */
export type Change = {
  /** Ids of changed conversations, or 'many' when naming them costs more than refetching. */
  readonly conversations?: readonly string[] | 'many'
  readonly accounts?: boolean
  /** The journal of actions, or how far they are. */
  readonly actions?: boolean
  /** Settings that an action changed. */
  readonly settings?: boolean
  /** Drafts, or mail on its way out. */
  readonly outbox?: boolean
  readonly newMail?: readonly string[]
}

/** Where operations tell what they changed; listeners get coalesced events. */
export type Events = {
  readonly changed: (change: Change) => void
  readonly progress: (status: AccountStatus) => void
  readonly notice: (notice: Omit<EngineNotice, 'type'>) => void
  /** Returns the way to stop listening. */
  readonly subscribe: (listener: (event: EngineEvent) => void) => () => void
  readonly close: () => void
}

const namedAtMost = 200

/**
 * The engine's events, coalesced: one StateChange at most every `everyMs`, the first one at once.
 *
 * `counts` is asked when a StateChange leaves, so that badge, tray, list and overview take one number (semantics.md).
 */
export function createEvents(deps: {
  readonly counts: () => ConversationCounts
  readonly everyMs?: number
}): Events {
  const everyMs = deps.everyMs ?? 50
  const listeners = new Set<(event: EngineEvent) => void>()
  const progress = new Map<string, AccountStatus>()
  let conversations: Set<string> | 'many' = new Set()
  let newMail = new Set<string>()
  let accounts = false
  let actions = false
  let settings = false
  let outbox = false
  let dirty = false
  let timer: ReturnType<typeof setTimeout> | null = null

  const send = (event: EngineEvent) => {
    for (const listener of listeners) listener(event)
  }
  const flush = () => {
    for (const status of progress.values()) send({ type: 'sync-progress', status })
    progress.clear()
    if (!dirty) return
    send({
      type: 'state-change',
      conversationIds: conversations === 'many' ? null : [...conversations],
      accounts,
      actions,
      settings,
      outbox,
      counts: deps.counts(),
      newMail: [...newMail],
    })
    conversations = new Set()
    newMail = new Set()
    accounts = false
    actions = false
    settings = false
    outbox = false
    dirty = false
  }
  const schedule = () => {
    if (timer !== null) return
    queueMicrotask(flush)
    timer = setTimeout(() => {
      timer = null
      if (dirty || progress.size > 0) schedule()
    }, everyMs)
  }

  return {
    changed: change => {
      dirty = true
      accounts ||= change.accounts ?? false
      actions ||= change.actions ?? false
      settings ||= change.settings ?? false
      outbox ||= change.outbox ?? false
      if (change.conversations === 'many') conversations = 'many'
      else if (conversations !== 'many') for (const id of change.conversations ?? []) conversations.add(id)
      if (conversations !== 'many' && conversations.size > namedAtMost) conversations = 'many'
      for (const id of change.newMail ?? []) newMail.add(id)
      schedule()
    },
    progress: status => {
      progress.set(status.accountId, status)
      schedule()
    },
    notice: notice => send({ type: 'notice', ...notice }),
    subscribe: listener => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close: () => {
      if (timer !== null) clearTimeout(timer)
      timer = null
      listeners.clear()
    },
  }
}
