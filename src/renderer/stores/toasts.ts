import { create } from 'zustand'

/** A sentence that appears for a while; `tone` danger for failures. */
export type Toast = {
  readonly id: number
  readonly text: string
  readonly tone: 'quiet' | 'danger'
  /** What can be done about it, as a button in the toast. */
  readonly action: {
    readonly label: string
    readonly run: () => void
    /** What it is about: the offer is withdrawn when any of that was done elsewhere. */
    readonly about?: readonly string[]
  } | null
}

type Saying = { readonly tone?: Toast['tone']; readonly action?: NonNullable<Toast['action']> }

type Toasts = {
  readonly toasts: readonly Toast[]
  readonly say: (text: string, tone?: Toast['tone']) => void
  /** Says it with a button. Other toasts with buttons go: what is undone is what was done last. */
  readonly offer: (text: string, saying: Saying) => void
  readonly dismiss: (id: number) => void
  readonly withdraw: (about: string) => void
}

let lastId = 0

/** Short messages about what just happened. At most three stand at a time. */
export const useToasts = create<Toasts>()(set => {
  const add = (text: string, { tone = 'quiet', action }: Saying) => {
    lastId += 1
    const toast: Toast = { id: lastId, text, tone, action: action ?? null }
    set(state => ({
      toasts: [
        ...state.toasts.filter(each => each.text !== text && (toast.action === null || each.action === null)),
        toast,
      ].slice(-3),
    }))
  }
  return {
    toasts: [],
    say: (text, tone = 'quiet') => add(text, { tone }),
    offer: add,
    withdraw: about =>
      set(state => ({ toasts: state.toasts.filter(toast => toast.action?.about?.includes(about) !== true) })),
    dismiss: id => set(state => ({ toasts: state.toasts.filter(toast => toast.id !== id) })),
  }
})
