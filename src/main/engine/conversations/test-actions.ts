import { pageConversations } from '#engine/store/conversation-page.ts'
import { getConversation } from '#engine/store/conversation-thread.ts'
import { conversationCounts, conversationKeyOf } from '#engine/store/conversations.ts'
import { copiesOfEmail, type PlacedCopy } from '#engine/store/copies.ts'
import { flagChangesOf } from '#engine/store/flag-changes.ts'
import { openJobs } from '#engine/store/jobs.ts'
import { findMailbox } from '#engine/store/mailboxes.ts'
import { emailKeysOf } from '#engine/store/plain-model.ts'
import {
  addTestAccount,
  addTestConversation,
  createTestStore,
  deliver,
  noon,
  type TestAccount,
  type TestEmail,
  type TestStore,
  testEmail,
} from '#engine/store/test-store.ts'
import type { ActionProgress, ActionResult, ConversationAction, RefusedChoice } from '#shared/actions.ts'
import type { ConversationRow, ConversationView } from '#shared/conversation.ts'
import { hourMs } from '#shared/time.ts'
import { type Actions, createActions } from './actions.ts'
import { finishTestJob, refuseTestJob, takeTestJobs, wantedOf } from './test-server.ts'

type Role = keyof TestAccount['mailboxes']

/** Actions over a store of a test's own, on a clock that the test moves. */
export type TestActions = {
  readonly test: TestStore
  readonly account: TestAccount
  readonly actions: Actions
  readonly clock: { value: number }
  /** Accounts whose servers were given something to learn. */
  readonly told: string[]
  /** A new conversation with one email of a customer in each of these places. Returns its id. */
  readonly add: (places: readonly Role[], change?: TestEmail & { readonly flags?: string[] }) => string
  /** A further email of a conversation. Returns its key. */
  readonly reply: (id: string, place: Role, change?: TestEmail & { readonly flags?: string[] }) => number
  readonly act: (
    action: ConversationAction | ConversationAction['kind'],
    ...ids: readonly string[]
  ) => Promise<ActionResult>
  readonly undo: (id: string | null) => Promise<number>
  readonly settle: (id: string, choice: RefusedChoice) => Promise<unknown>
  readonly row: (id: string) => ConversationRow
  readonly ids: (view: ConversationView) => readonly string[]
  readonly counts: () => ReturnType<typeof conversationCounts>
  readonly keyOf: (id: string) => number
  readonly copies: (id: string) => readonly PlacedCopy[]
  /** So many hours from now, for a further email. */
  readonly later: (hours: number) => TestEmail
  /** Names of the mailboxes that the server has an email in. */
  readonly rolesOf: (emailKey: number) => readonly string[]
  /** The server does all that waits for it; or refuses it for good. */
  readonly serve: () => void
  readonly refuse: () => void
  /** Everything in the queue. */
  readonly jobs: () => readonly { readonly kind: string; readonly payload: unknown }[]
}

const { signal } = new AbortController()
const quiet = { signal, onProgress: (_: ActionProgress) => {} }

/** Opens a store with one account that has a mailbox of each of these roles. */
export function createTestActions(): TestActions {
  const test = createTestStore()
  const account = test.store.write(w => addTestAccount(w))
  const clock = { value: noon }
  const told: string[] = []
  const actions = createActions({
    store: test.store,
    clock: { now: () => clock.value },
    list: (filter, after, limit) => pageConversations(test.store.reader, filter, after, limit),
    jobsWait: accountId => void told.push(accountId),
    changed: () => {},
    snoozed: () => {},
  })
  const reply: TestActions['reply'] = (id, place, { flags = [], ...change } = {}) =>
    test.store.write(w => {
      return deliver(w, testEmail(account, conversationKeyOf(w, id), change), [
        { mailbox: account.mailboxes[place], flags },
      ])
    })
  return {
    test,
    account,
    actions,
    clock,
    told,
    add: (places, change) => {
      const { id } = test.store.write(w => addTestConversation(w, account))
      for (const place of places) reply(id, place, change)
      return id
    },
    reply,
    act: (action, ...ids) =>
      actions.act(
        {
          target: { ids },
          action: typeof action === 'string' ? ({ kind: action } as ConversationAction) : action,
        },
        quiet,
      ),
    undo: async id => (id === null ? 0 : (await actions.undo(id, quiet)).undone),
    settle: (id, choice) => actions.settle(id, choice, quiet),
    row: id => getConversation(test.store.reader, id).row,
    ids: view => pageConversations(test.store.reader, { view }, null, 500).rows.map(row => row.id),
    counts: () => conversationCounts(test.store.reader),
    keyOf: id => conversationKeyOf(test.store.reader, id),
    copies: id =>
      emailKeysOf(test.store.reader, conversationKeyOf(test.store.reader, id)).flatMap(key =>
        copiesOfEmail(test.store.reader, key),
      ),
    later: hours => ({ sentAt: clock.value + hours * hourMs }),
    rolesOf: emailKey =>
      copiesOfEmail(test.store.reader, emailKey).map(
        copy => findMailbox(test.store.reader, copy.mailboxKey)?.role ?? '',
      ),
    serve: () =>
      test.store.write(w => {
        for (const job of takeTestJobs(w, account, 100)) finishTestJob(w, account, wantedOf(w, job))
      }),
    refuse: () =>
      test.store.write(w => {
        for (const job of takeTestJobs(w, account, 100)) refuseTestJob(w, job)
      }),
    jobs: () =>
      ['move-emails', 'set-flags'].flatMap(kind =>
        openJobs(test.store.reader, kind).map(({ key, payload }) => ({
          kind,
          payload: { ...JSON.parse(payload), changes: flagChangesOf(test.store.reader, key) },
        })),
      ),
  }
}
