import { create } from 'zustand'
import type { ActionProgress, ConversationAction } from '#shared/actions.ts'

/** An action on many conversations, while it runs. */
export type RunningAction = {
  readonly kind: ConversationAction['kind'] | 'undo'
  readonly progress: ActionProgress
  readonly cancel: () => void
}

/** The action that takes its time; null while none does. */
export const useRunningAction = create<{ readonly running: RunningAction | null }>()(() => ({
  running: null,
}))
