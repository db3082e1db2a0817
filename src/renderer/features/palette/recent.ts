import type { PaletteItem } from './item.ts'

/** A choice; a conversation is kept with it, because no list names it again. */
export type RecentChoice = { readonly key: string; readonly conversation: PaletteItem | null }

/** Only names of commands, views and tags are kept on disk, no mail. */
const rememberedAs = 'parley.palette'
const most = 12

let lately: readonly RecentChoice[] | null = null

/** What was chosen lately, newest first. */
export function recentChoices(): readonly RecentChoice[] {
  lately ??= readKept().map(key => ({ key, conversation: null }))
  return lately
}

/** Puts a choice in front. */
export function remember(item: PaletteItem): void {
  const conversation = item.key.startsWith('conversation:') ? item : null
  const others = recentChoices().filter(({ key }) => key !== item.key)
  lately = [{ key: item.key, conversation }, ...others].slice(0, most)
  const kept = lately.filter(choice => choice.conversation === null).map(({ key }) => key)
  localStorage.setItem(rememberedAs, JSON.stringify(kept))
}

function readKept(): readonly string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(rememberedAs) ?? '[]')
    return Array.isArray(kept) ? kept.filter(each => typeof each === 'string') : []
  } catch {
    return []
  }
}
