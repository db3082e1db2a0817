import { create } from 'zustand'
import type { ConversationFilter, ConversationView, Source } from '#shared/conversation.ts'

/** What narrows the list, as the person set it. */
export type ListFilter = {
  readonly view: ConversationView
  readonly source: Source | null
  readonly read: 'read' | 'unread' | null
  readonly waiting: boolean
  readonly accountId: string | null
  readonly search: string
}

/** Nothing narrowed. */
export const noFilter: ListFilter = {
  view: 'active',
  source: null,
  read: null,
  waiting: false,
  accountId: null,
  search: '',
}

/** The engine's filter for the person's choices; absent where nothing is asked. */
export function toRequest(filter: ListFilter): ConversationFilter {
  const search = filter.search.trim()
  return {
    view: filter.view,
    ...(filter.source === null ? {} : { source: filter.source }),
    ...(filter.read === null ? {} : { read: filter.read }),
    ...(filter.waiting ? { waiting: true } : {}),
    ...(filter.accountId === null ? {} : { accountId: filter.accountId }),
    ...(search === '' ? {} : { search }),
  }
}

/** Whether anything but the choice between active and archived narrows the list. */
export function isNarrowed(filter: ListFilter): boolean {
  return (
    filter.source !== null ||
    filter.read !== null ||
    filter.waiting ||
    filter.accountId !== null ||
    filter.search.trim() !== ''
  )
}

type ListFilterStore = ListFilter & {
  readonly change: (changes: Partial<ListFilter>) => void
  /** Starts from nothing, then narrows: for figures that lead to the list that they count. */
  readonly show: (filter: Partial<ListFilter>) => void
  /** Drops all conditions; the choice between active and archived stays, unless both were shown. */
  readonly clear: () => void
}

/** The filter of the list. */
export const useListFilter = create<ListFilterStore>()(set => ({
  ...noFilter,
  change: changes => set(changes),
  show: filter => set({ ...noFilter, ...filter }),
  clear: () => set(state => ({ ...noFilter, view: state.view === 'archived' ? 'archived' : 'active' })),
}))
