import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useAttachmentProgress } from '#renderer/stores/attachment-progress.ts'
import { useEngineState } from '#renderer/stores/engine-state.ts'
import { useNavigation } from '#renderer/stores/navigation.ts'
import { connectStateChanges } from './state-changes.ts'

/** Connects what the engine and the shell tell unasked with the cache and the stores. */
export function useEngineEvents(): void {
  const client = useQueryClient()
  useEffect(() => {
    const changes = connectStateChanges(client)
    const setEngine = useEngineState.getState().set
    const stops = [
      window.parley.onEvent(event => {
        switch (event.type) {
          case 'engine-up':
            // After a restart everything may have changed; at the first start there is nothing to forget.
            if (useEngineState.getState().state.kind !== 'up') changes.reset()
            setEngine({ kind: 'up' })
            break
          case 'engine-down':
            setEngine({ kind: 'down' })
            break
          case 'engine-failed':
            setEngine({ kind: 'failed', error: event.error })
            break
          default:
            changes.handle(event)
        }
      }),
      window.parley.onAttachmentProgress((id, doneBytes, totalBytes) => {
        const { set, end } = useAttachmentProgress.getState()
        if (doneBytes === null) end(id)
        else set(id, { doneBytes, totalBytes })
      }),
      window.parley.onNavigate(to => {
        const navigation = useNavigation.getState()
        if (to.page === 'settings') navigation.showSettings()
        else navigation.open(to.id, true)
      }),
    ]
    return () => {
      for (const stop of stops) stop()
      changes.close()
    }
  }, [client])
}
