import { create } from 'zustand'
import type { ActionProgress, ConversationAction } from '#shared/actions.ts'

/** An action on many conversations, while it runs. */
export type RunningAction = {
  readonly id: number
  readonly kind: ConversationAction['kind'] | 'undo'
  readonly progress: ActionProgress
  readonly cancel: () => void
}

/** The actions that take their time, the one that began first on top. */
export const useRunningActions = create<{ readonly running: readonly RunningAction[] }>()(() => ({
  running: [],
}))

/** Shows how far an action is, in the place that it has. */
export const showRunning = (action: RunningAction): void =>
  useRunningActions.setState(({ running }) => ({
    running: running.some(({ id }) => id === action.id)
      ? running.map(each => (each.id === action.id ? action : each))
      : [...running, action],
  }))

/** An action has ended; others go on. */
export const hideRunning = (id: number): void =>
  useRunningActions.setState(state =>
    state.running.some(each => each.id === id)
      ? { running: state.running.filter(each => each.id !== id) }
      : state,
  )
