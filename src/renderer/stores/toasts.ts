import { create } from 'zustand'

/** A sentence that appears for a while; `tone` danger for failures. */
export type Toast = { readonly id: number; readonly text: string; readonly tone: 'quiet' | 'danger' }

type Toasts = {
  readonly toasts: readonly Toast[]
  readonly say: (text: string, tone?: Toast['tone']) => void
  readonly dismiss: (id: number) => void
}

let lastId = 0

/** Short messages about what just happened. At most three stand at a time. */
export const useToasts = create<Toasts>()(set => ({
  toasts: [],
  say: (text, tone = 'quiet') => {
    lastId += 1
    const toast = { id: lastId, text, tone }
    set(state => ({ toasts: [...state.toasts.filter(each => each.text !== text), toast].slice(-3) }))
  },
  dismiss: id => set(state => ({ toasts: state.toasts.filter(toast => toast.id !== id) })),
}))
