import { usePickers } from './pickers.ts'
import { useQuestions } from './questions.ts'

/** Modal windows that are open: one that is on its way out hears no key any more, and holds none back. */
const modals = '[data-modal]:not([data-closed])'

/** Whether a question or another modal window stands in front, also where it is asked for and not drawn yet. */
export const isModalOpen = (): boolean =>
  useQuestions.getState().asked !== null ||
  usePickers.getState().shown !== null ||
  document.querySelector(modals) !== null
