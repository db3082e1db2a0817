import { fuzzyMatch } from './fuzzy.ts'
import type { FoundItem, PaletteItem } from './item.ts'
import type { RecentChoice } from './recent.ts'

/** What was chosen lately wins over what fits a little better. */
const recentBonus = 6
/** Of two that fit alike, what is done comes before where one goes: `Archive` archives. */
const commandBonus = 1

/** The items that fit what was typed, best first; what was chosen lately is preferred. */
export function rank(
  items: readonly PaletteItem[],
  query: string,
  recent: readonly RecentChoice[],
): readonly FoundItem[] {
  const preferred = new Set(recent.map(({ key }) => key))
  return items
    .flatMap(item => {
      const match = fuzzyMatch(item.title, query)
      if (match === null) return []
      const bonus =
        (preferred.has(item.key) ? recentBonus : 0) + (item.detail === undefined ? commandBonus : 0)
      return [{ found: { item, places: match.places }, score: match.score + bonus }]
    })
    .sort((a, b) => b.score - a.score)
    .map(({ found }) => found)
}

/** What was chosen lately, newest first; what is no longer there is left out. */
export function recentOnes(
  items: readonly PaletteItem[],
  recent: readonly RecentChoice[],
): readonly FoundItem[] {
  return recent.flatMap(({ key, conversation }) => {
    const item = conversation ?? items.find(each => each.key === key)
    return item === undefined ? [] : [{ item, places: new Set<number>() }]
  })
}
