import { useCallback, useState } from 'react'
import { expandedAtFirst } from '#renderer/api/expanded-at-first.ts'
import type { Conversation, Email } from '#shared/conversation.ts'

/** Which emails of a conversation stand open, and the ways to change that. */
export type OpenEmails = {
  readonly isExpanded: (email: Email) => boolean
  readonly setOpen: (id: string, open: boolean) => void
  readonly allOpen: boolean
  readonly toggleAll: () => void
  /** Where reading begins; null where no email stands open at first. */
  readonly firstOpenId: string | null
}

type State = {
  /** Of the conversation. */
  readonly id: string
  readonly known: ReadonlySet<string>
  readonly expanded: ReadonlySet<string>
  readonly byHand: Readonly<Record<string, boolean>>
}

/**
 * The emails that stand open: the first unread one, the last, and what arrives while the conversation is open. What was
 * opened or folded by hand stays so while mail comes in. Null while no conversation is here.
 */
export function useOpenEmails(conversation: Conversation | undefined): OpenEmails | null {
  const [kept, setKept] = useState<State | null>(null)
  // What cards are given stays the same from one drawing to the next: only those that changed are drawn anew.
  const setOpen = useCallback(
    (id: string, open: boolean) =>
      setKept(before => (before === null ? null : { ...before, byHand: { ...before.byHand, [id]: open } })),
    [],
  )
  if (conversation === undefined) return null
  const { emails } = conversation
  const state = kept?.id === conversation.row.id ? kept : atFirst(conversation)
  if (state !== kept) setKept(state)
  const isExpanded = (email: Email) =>
    state.byHand[email.id] ?? (state.expanded.has(email.id) || !state.known.has(email.id))
  const allOpen = emails.every(isExpanded)
  return {
    isExpanded,
    setOpen,
    allOpen,
    toggleAll: () =>
      setKept({ ...state, byHand: Object.fromEntries(emails.map(email => [email.id, !allOpen])) }),
    firstOpenId: emails.find(email => state.expanded.has(email.id))?.id ?? null,
  }
}

const atFirst = ({ row, emails }: Conversation): State => ({
  id: row.id,
  known: new Set(emails.map(email => email.id)),
  expanded: expandedAtFirst(emails),
  byHand: {},
})
