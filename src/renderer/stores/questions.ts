import { create } from 'zustand'
import type { ActionTarget } from '#shared/actions.ts'

/** What has to be asked before an action may go on. */
type Question =
  | { readonly kind: 'delete'; readonly target: ActionTarget }
  | { readonly kind: 'create-archive'; readonly accountId: string }

type Questions = {
  readonly asked: { readonly question: Question; readonly answer: (yes: boolean) => void } | null
  /** Shows the question and waits for the answer; a new question answers the old one with no. */
  readonly ask: (question: Question) => Promise<boolean>
}

/** The question that stands in the middle of the window. */
export const useQuestions = create<Questions>()((set, get) => ({
  asked: null,
  ask: question => {
    get().asked?.answer(false)
    return new Promise(resolve => {
      const answer = (yes: boolean) => {
        set({ asked: null })
        resolve(yes)
      }
      set({ asked: { question, answer } })
    })
  },
}))
