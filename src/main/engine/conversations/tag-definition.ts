import type { Writer } from '#engine/store/handle.ts'
import { getSettings, setSettings } from '#engine/store/settings.ts'
import { type ConversationAction, tagsAtMost } from '#shared/actions.ts'

/**
 * Takes a tag's name and colour away with the tag, or gives them back, where the action carries them; answers whether
 * that changed anything.
 *
 * A tag that was renamed or coloured since stays, and what was made anew under its keyword is not overwritten.
 */
export function settleDefinition(w: Writer, action: ConversationAction): boolean {
  if (action.kind !== 'tag' && action.kind !== 'untag') return false
  const { keyword, definition } = action
  if (definition === undefined) return false
  const { tags } = getSettings(w)
  const known = tags.find(tag => tag.keyword.toLowerCase() === keyword.toLowerCase())
  if (action.kind === 'tag') {
    if (known !== undefined || tags.length >= tagsAtMost) return false
    setSettings(w, { tags: [...tags, { keyword, ...definition }] })
    return true
  }
  if (known?.name !== definition.name || known.color !== definition.color) return false
  setSettings(w, { tags: tags.filter(tag => tag !== known) })
  return true
}
