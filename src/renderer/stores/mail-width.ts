import { create } from 'zustand'

type MailWidth = { readonly widthPx: number; readonly set: (widthPx: number) => void }

/** The width of the last mail frame: a mail that is prepared before it is opened will be as wide. 0: none yet. */
export const useMailWidth = create<MailWidth>()(set => ({ widthPx: 0, set: widthPx => set({ widthPx }) }))
