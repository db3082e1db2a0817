import type { QueryClient } from '@tanstack/react-query'
import { invalidate } from '#renderer/api/invalidate.ts'
import { keys } from '#renderer/api/keys.ts'
import type { AccountStatus } from '#shared/account.ts'
import type { AppInfo, EngineEvent, StateChange, SyncProgress } from '#shared/contract.ts'
import { createGate } from './refetch-gate.ts'

/**
 * Turns the engine's events into invalidations: events say what is out of date, they never command.
 *
 * Returns the way to stop.
 */
export function connectStateChanges(client: QueryClient): {
  readonly handle: (event: EngineEvent) => void
  readonly reset: () => void
  readonly close: () => void
} {
  const lists = createGate(() => invalidate(client, keys.lists), {
    everyMs: 200,
    burst: 4,
  })
  const besideLists = createGate(() => invalidate(client, keys.besideLists), {
    everyMs: 1_000,
    burst: 2,
  })
  const actions = createGate(() => invalidate(client, keys.actions), {
    everyMs: 300,
    burst: 4,
  })
  const overview = createGate(() => invalidate(client, keys.overview), {
    everyMs: 1_000,
    burst: 1,
  })
  const accounts = createGate(() => invalidate(client, keys.accounts), {
    everyMs: 1_000,
    burst: 1,
  })

  const stateChanged = (event: StateChange) => {
    client.setQueryData(keys.counts, event.counts)
    if (event.conversationIds === null || event.conversationIds.length > 0) {
      lists.ask()
      besideLists.ask()
      overview.ask()
    }
    // Counts of emails per account ride on the same change.
    accounts.ask()
    if (event.conversationIds === null) void invalidate(client, keys.conversations)
    // A first sync names hundreds a second that nobody has opened.
    else
      for (const id of event.conversationIds)
        if (client.getQueryState(keys.conversation(id)) !== undefined)
          void invalidate(client, keys.conversation(id))
    if (event.actions) actions.ask()
    if (event.settings) void invalidate(client, keys.settings)
    if (event.outbox) {
      void invalidate(client, keys.drafts)
      void invalidate(client, keys.outbox)
    }
    if (event.accounts) {
      void invalidate(client, keys.syncStatus)
      void invalidate(client, keys.mailboxes)
    }
  }
  const progressed = ({ status }: SyncProgress) => {
    client.setQueryData<readonly AccountStatus[]>(keys.syncStatus, known =>
      known === undefined
        ? known
        : [...known.filter(each => each.accountId !== status.accountId), status].sort((a, b) =>
            a.accountId < b.accountId ? -1 : 1,
          ),
    )
  }

  return {
    handle: event => {
      if (event.type === 'state-change') stateChanged(event)
      else if (event.type === 'sync-progress') progressed(event)
      else
        client.setQueryData<AppInfo>(keys.appInfo, info =>
          info === undefined ? info : { ...info, secrets: event.secrets, storeState: event.storeState },
        )
    },
    reset: () => void client.invalidateQueries(),
    close: () => {
      lists.close()
      besideLists.close()
      actions.close()
      overview.close()
      accounts.close()
    },
  }
}
