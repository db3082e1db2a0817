import { create } from 'zustand'
import type { ActionTarget, CountedTarget } from '#shared/actions.ts'

/** What has to be asked before an action may go on. */
type Question =
  | { readonly kind: 'delete'; readonly target: ActionTarget }
  | { readonly kind: 'create-archive'; readonly accountId: string }

/** What the person agreed to: of a deletion, what was counted, and no mail that came later (DeletePreview). */
type Consent = { readonly upTo?: number; readonly targets?: readonly (ActionTarget | CountedTarget)[] }

type Questions = {
  readonly asked: { readonly question: Question; readonly answer: (consent: Consent | null) => void } | null
  /** Shows the question and waits for the answer, null for no; a new question answers the old one with no. */
  readonly ask: (question: Question) => Promise<Consent | null>
}

/** The question that stands in the middle of the window. */
export const useQuestions = create<Questions>()((set, get) => ({
  asked: null,
  ask: question => {
    get().asked?.answer(null)
    return new Promise(resolve => {
      const answer = (consent: Consent | null) => {
        set({ asked: null })
        resolve(consent)
      }
      set({ asked: { question, answer } })
    })
  },
}))
