import { useAsk, useSetSettings } from '#renderer/api/mutations.ts'
import { useSettings } from '#renderer/api/queries.ts'
import { useCommands } from '#renderer/stores/commands.ts'
import { type ListFilter, useListFilter } from '#renderer/stores/list-filter.ts'
import { useNavigation } from '#renderer/stores/navigation.ts'

/** What works on every page: the ways to other pages, and the window's own affairs. */
export function useAppCommands(open: { readonly help: () => void; readonly palette: () => void }): void {
  const { density } = useSettings()
  const { mutate: setSettings } = useSetSettings()
  const { mutate: sync } = useAsk('sync/start')
  const showList = (filter: Partial<ListFilter>) => () => {
    useListFilter.getState().show(filter)
    useNavigation.getState().showList()
  }
  useCommands({
    help: open.help,
    palette: open.palette,
    'go-inbox': showList({}),
    'go-archived': showList({ view: 'archived' }),
    'go-snoozed': showList({ view: 'snoozed' }),
    'go-overview': () => useNavigation.getState().showOverview(),
    'go-history': () => useNavigation.getState().showHistory(),
    'go-outbox': () => useNavigation.getState().showOutbox(),
    'go-settings': () => useNavigation.getState().showSettings(),
    'clear-filters': () => useListFilter.getState().clear(),
    sync: () => sync({}),
    'theme-system': () => setSettings({ theme: 'system' }),
    'theme-light': () => setSettings({ theme: 'light' }),
    'theme-dark': () => setSettings({ theme: 'dark' }),
    density: () => setSettings({ density: density === 'compact' ? 'comfortable' : 'compact' }),
  })
}
