import { create } from 'zustand'
import { useDark } from './dark.ts'

type Paper = 'light' | 'dark'

type MailPapers = {
  /** What the reader chose for single emails. */
  readonly chosen: Readonly<Record<string, Paper>>
  /** What their frames were last drawn on. */
  readonly used: Readonly<Record<string, Paper>>
}

const usePapers = create<MailPapers>()(() => ({ chosen: {}, used: {} }))

/** What an email is drawn on while the screen is dark. */
export type MailPaper = {
  /** What its frame is asked for: dark where that stays readable, or what the reader chose. */
  readonly wanted: Paper | 'auto'
  /** What it is drawn on now; null where there is nothing to switch: a light screen, a plain text. */
  readonly used: Paper | null
  readonly toggle: () => void
}

/** The paper of one email, and the switch between light and dark. */
export function useMailPaper(emailId: string): MailPaper {
  const dark = useDark()
  const wanted = usePapers(state => state.chosen[emailId]) ?? 'auto'
  const used = usePapers(state => state.used[emailId]) ?? null
  return { wanted, used: dark ? used : null, toggle: () => toggleMailPaper(emailId) }
}

/** Switches an email between light and dark paper; does nothing where it has no frame. */
export function toggleMailPaper(emailId: string): void {
  usePapers.setState(({ chosen, used }) => {
    const now = used[emailId]
    return now === undefined ? {} : { chosen: { ...chosen, [emailId]: now === 'dark' ? 'light' : 'dark' } }
  })
}

/** A frame tells what it was drawn on; null when it goes. */
export function reportMailPaper(emailId: string, paper: Paper | null): void {
  usePapers.setState(({ used }) => {
    if (used[emailId] === (paper ?? undefined)) return {}
    const { [emailId]: _, ...others } = used
    return { used: paper === null ? others : { ...others, [emailId]: paper } }
  })
}
