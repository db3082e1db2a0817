import { useSetSettings } from '#renderer/api/mutations.ts'
import { useSettings } from '#renderer/api/queries.ts'
import type { SavedView } from '#shared/actions.ts'
import type { ConversationFilter } from '#shared/conversation.ts'

/** As many as the engine keeps. */
export const mostViews = 60

/** The saved views, and what can be done with them. Names differ, whatever their case. */
export function useSavedViews() {
  const views = useSettings().savedViews
  const { mutate } = useSetSettings()
  const keep = (savedViews: readonly SavedView[]) => mutate({ savedViews })
  return {
    views,
    /** Saves under a name; a view of this name is replaced. */
    save: (name: string, filter: ConversationFilter) => {
      const old = viewNamed(views, name)
      const view = { id: old?.id ?? crypto.randomUUID(), name: name.trim(), filter }
      keep(old === undefined ? [...views, view] : views.map(each => (each === old ? view : each)))
    },
    rename: (id: string, name: string) =>
      keep(views.map(view => (view.id === id ? { ...view, name } : view))),
    remove: (id: string) => keep(views.filter(view => view.id !== id)),
    move: (id: string, by: 1 | -1) => {
      const at = views.findIndex(view => view.id === id)
      const view = views[at]
      if (view === undefined) return
      const others = views.filter(each => each !== view)
      keep([...others.slice(0, at + by), view, ...others.slice(at + by)])
    },
  }
}

/** The view of a name. */
export function viewNamed(views: readonly SavedView[], name: string): SavedView | undefined {
  return views.find(view => view.name.toLowerCase() === name.trim().toLowerCase())
}
