import type { RefObject } from 'react'
import { useCommands } from '#renderer/stores/commands.ts'
import { toggleMailPaper } from '#renderer/stores/mail-paper.ts'

/** Every email's one button that opens or folds it: where the keyboard stands. */
const toggles = '[data-card-toggle]'

/** The keys of an open conversation: `n` and `p` move between its emails, `;` opens or folds them all, `d` turns its paper. */
export function useEmailKeys(
  scrollRef: RefObject<HTMLDivElement | null>,
  keys: { readonly firstOpenIndex: number; readonly onToggleAll: () => void },
): void {
  const step = (by: number) => {
    const box = scrollRef.current
    if (box === null) return
    const all = [...box.querySelectorAll<HTMLElement>(toggles)]
    const inHand = all.findIndex(each => each.closest('article')?.contains(document.activeElement))
    const from = inHand === -1 ? keys.firstOpenIndex : inHand
    const next = all[Math.max(0, Math.min(all.length - 1, from + by))]
    if (next === undefined) return
    next.focus({ preventScroll: true })
    bringIntoView(box, next.closest('article') ?? next)
  }
  const turnPaper = () => {
    const id = scrollRef.current === null ? null : emailBeingRead(scrollRef.current)
    if (id !== null) toggleMailPaper(id)
  }
  useCommands({
    'next-email': () => step(1),
    'previous-email': () => step(-1),
    'expand-all': keys.onToggleAll,
    paper: turnPaper,
  })
}

/** The designed email that the keyboard stands on, else the first one in sight. */
function emailBeingRead(box: HTMLElement): string | null {
  const all = [...box.querySelectorAll<HTMLElement>('article[data-has-html]')]
  const view = box.getBoundingClientRect()
  const inSight = (card: HTMLElement) => {
    const { top, bottom } = card.getBoundingClientRect()
    return bottom > view.top && top < view.bottom
  }
  const found = all.find(card => card.contains(document.activeElement)) ?? all.find(inSight)
  return found?.dataset['emailId'] ?? null
}

/** As little as shows it whole; an email higher than the box begins at its top. */
function bringIntoView(box: HTMLElement, card: HTMLElement): void {
  const gapPx = 16
  const view = box.getBoundingClientRect()
  const place = card.getBoundingClientRect()
  const above = place.top - gapPx - view.top
  const below = place.bottom + gapPx - view.bottom
  if (above < 0 || place.height + 2 * gapPx > view.height) box.scrollTop += above
  else if (below > 0) box.scrollTop += below
}
