import { create } from 'zustand'

type ComposerFocus = {
  /** The draft whose composer is to take the keyboard as soon as it stands on the screen. */
  readonly draftId: string | null
  readonly ask: (draftId: string) => void
  readonly done: () => void
}

/** Who wants to write: a composer may have to be loaded and drawn before it can take the keyboard. */
export const useComposerFocus = create<ComposerFocus>()(set => ({
  draftId: null,
  ask: draftId => set({ draftId }),
  done: () => set({ draftId: null }),
}))
