import { Search } from 'lucide-react'
import { useFoundConversations } from '#renderer/api/found-conversations.ts'
import { t } from '#renderer/i18n/messages.ts'
import { useListFilter } from '#renderer/stores/list-filter.ts'
import { useNavigation } from '#renderer/stores/navigation.ts'
import type { FoundItem, PaletteGroup, PaletteItem } from './item.ts'
import { rank, recentOnes } from './rank.ts'
import { recentChoices } from './recent.ts'
import { conversationItem, usePaletteItems } from './use-palette-items.ts'

const mostNamed = 8

/** What the palette shows for what is typed: first what was chosen lately, then what fits, then conversations. */
export function usePaletteGroups(query: string): readonly PaletteGroup[] {
  const items = usePaletteItems()
  const typed = query.trim()
  const rows = useFoundConversations(typed)
  const recent = recentChoices()
  if (typed === '') {
    const lately = recentOnes(items, recent).slice(0, mostNamed)
    const shown = new Set(lately.map(({ item }) => item.key))
    const others = items.filter(item => !shown.has(item.key)).map(plain)
    return withContent([
      { title: t('palette.recent'), found: lately },
      { title: t('palette.commands'), found: others },
    ])
  }
  const conversations = rows.map(row => plain(conversationItem(row)))
  return withContent([
    { title: t('palette.commands'), found: rank(items, typed, recent).slice(0, mostNamed) },
    { title: t('palette.conversations'), found: [...conversations, plain(searchItem(typed))] },
  ])
}

const plain = (item: PaletteItem): FoundItem => ({ item, places: new Set() })

const withContent = (groups: readonly PaletteGroup[]) => groups.filter(({ found }) => found.length > 0)

function searchItem(typed: string): PaletteItem {
  return {
    key: 'search',
    icon: Search,
    title: t('palette.search', { words: typed }),
    run: () => {
      useListFilter.getState().show({ search: typed })
      useNavigation.getState().showList()
    },
  }
}
