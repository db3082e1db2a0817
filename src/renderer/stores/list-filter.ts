import { create } from 'zustand'
import { useShallow } from 'zustand/react/shallow'
import type { ConversationFilter, ConversationView, Source } from '#shared/conversation.ts'

/** What narrows the list, as the person set it. */
export type ListFilter = {
  readonly view: ConversationView
  readonly source: Source | null
  readonly read: 'read' | 'unread' | null
  readonly waiting: boolean
  readonly accountId: string | null
  readonly hasAttachment: boolean
  /** Id of a mailbox. */
  readonly mailbox: string | null
  /** Keyword of a tag. */
  readonly tag: string | null
  readonly search: string
  /** Where the words of the search are looked for; null: everywhere. */
  readonly searchIn: 'rows' | null
}

/** Nothing narrowed. */
export const noFilter: ListFilter = {
  view: 'active',
  source: null,
  read: null,
  waiting: false,
  accountId: null,
  hasAttachment: false,
  mailbox: null,
  tag: null,
  search: '',
  searchIn: null,
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
    ...(filter.hasAttachment ? { hasAttachment: true } : {}),
    ...(filter.mailbox === null ? {} : { mailbox: filter.mailbox }),
    ...(filter.tag === null ? {} : { tag: filter.tag }),
    ...(search === '' ? {} : { search }),
    ...(search === '' || filter.searchIn === null ? {} : { searchIn: filter.searchIn }),
  }
}

/** The person's choices behind an engine's filter: what a saved view holds. */
export function fromRequest(filter: ConversationFilter): ListFilter {
  return {
    view: filter.view,
    source: filter.source ?? null,
    read: filter.read ?? null,
    waiting: filter.waiting ?? false,
    accountId: filter.accountId ?? null,
    hasAttachment: filter.hasAttachment ?? false,
    mailbox: filter.mailbox ?? null,
    tag: filter.tag ?? null,
    search: filter.search ?? '',
    searchIn: filter.searchIn ?? null,
  }
}

/** Whether anything but the choice of a view narrows the list. */
export function isNarrowed(filter: ListFilter): boolean {
  return (
    filter.source !== null ||
    filter.read !== null ||
    filter.waiting ||
    filter.accountId !== null ||
    filter.hasAttachment ||
    filter.mailbox !== null ||
    filter.tag !== null ||
    filter.search.trim() !== ''
  )
}

type ListFilterStore = ListFilter & {
  readonly change: (changes: Partial<ListFilter>) => void
  /** Starts from nothing, then narrows: for figures that lead to the list that they count. */
  readonly show: (filter: Partial<ListFilter>) => void
  /** Drops all conditions; the view stays, unless active and archived were shown together. */
  readonly clear: () => void
}

/** The filter of the list. */
export const useListFilter = create<ListFilterStore>()(set => ({
  ...noFilter,
  change: changes => set(changes),
  show: filter => set({ ...noFilter, ...filter }),
  clear: () => set(state => ({ ...noFilter, view: state.view === 'all' ? 'active' : state.view })),
}))

/** What the list asks for right now; the same object for as long as the same is asked. */
export const useListRequest = (): ConversationFilter => useListFilter(useShallow(toRequest))
