import { create } from 'zustand'
import type { ActionTarget } from '#shared/actions.ts'
import type { ConversationFilter } from '#shared/conversation.ts'

/** Which conversations are ticked. */
type Selected = {
  /** Ticked one by one; while `all` is set, those that were taken out of it again. */
  readonly ids: ReadonlySet<string>
  /** Everything that this filter finds, apart from `ids`; null where conversations were ticked one by one. */
  readonly all: ConversationFilter | null
  /** Where a range starts: what was ticked or unticked last. */
  readonly anchorId: string | null
}

type Selection = Selected & {
  readonly toggle: (id: string) => void
  /** Ticks these and leaves the anchor where it is; `base` is what stays ticked besides. */
  readonly range: (ids: readonly string[], base?: ReadonlySet<string>) => void
  readonly setAnchor: (id: string | null) => void
  readonly selectMany: (ids: readonly string[]) => void
  readonly selectAll: (filter: ConversationFilter) => void
  /** Takes what an action was done to out of what is ticked. */
  readonly untick: (target: ActionTarget) => void
  readonly clear: () => void
}

const nothing: Selected = { ids: new Set(), all: null, anchorId: null }

/** The conversations that are ticked in the list. */
export const useSelection = create<Selection>()(set => ({
  ...nothing,
  toggle: id =>
    set(({ ids }) => {
      const next = new Set(ids)
      if (!next.delete(id)) next.add(id)
      return { ids: next, anchorId: id }
    }),
  range: (ids, base) => set({ ids: new Set([...(base ?? []), ...ids]), all: null }),
  setAnchor: id => set({ anchorId: id }),
  selectMany: ids => set({ ids: new Set(ids), all: null }),
  selectAll: filter => set({ ids: new Set(), all: filter }),
  untick: target =>
    set(({ ids, all }) => {
      if (!('ids' in target)) return nothing
      if (all !== null) return { ids: new Set([...ids, ...target.ids]) }
      const gone = new Set(target.ids)
      return { ids: new Set([...ids].filter(id => !gone.has(id))) }
    }),
  clear: () => set(nothing),
}))

/** Whether a conversation is ticked. */
export function isTicked({ ids, all }: Selected, id: string): boolean {
  return all === null ? ids.has(id) : !ids.has(id)
}

/** Whether anything is ticked. */
export function hasTicked({ ids, all }: Selected): boolean {
  return all !== null || ids.size > 0
}

/** The ticked conversations as an action takes them; null where none is. */
export function tickedTarget({ ids, all }: Selected): ActionTarget | null {
  if (all !== null) return { filter: all, except: [...ids] }
  return ids.size === 0 ? null : { ids: [...ids] }
}
