import { create } from 'zustand'
import type { ActionTarget } from '#shared/actions.ts'

/** A choice that an action needs first: until when, or which tags. */
type Picker = { readonly kind: 'snooze' | 'tags'; readonly target: ActionTarget }

type Pickers = {
  readonly shown: Picker | null
  readonly open: (picker: Picker) => void
  readonly close: () => void
}

/** The one picker that may be open in the middle of the window. */
export const usePickers = create<Pickers>()(set => ({
  shown: null,
  open: picker => set({ shown: picker }),
  close: () => set({ shown: null }),
}))
