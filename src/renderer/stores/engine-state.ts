import { create } from 'zustand'
import type { ErrorReport } from '#shared/errors.ts'

/** Whether the engine can be asked; `failed` is final until the app starts anew. */
export type EngineState =
  | { readonly kind: 'up' }
  | { readonly kind: 'down' }
  | { readonly kind: 'failed'; readonly error: ErrorReport }

/** The engine as the shell reports it. */
export const useEngineState = create<{
  readonly state: EngineState
  readonly set: (state: EngineState) => void
}>()(set => ({ state: { kind: 'up' }, set: state => set({ state }) }))
