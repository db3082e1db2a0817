import type { TagDefinition } from '#shared/actions.ts'
import type { ConversationRow } from '#shared/conversation.ts'

/** Keywords differ by no case (RFC 9051 §2.3.2). */
const same = (one: string, other: string) => one.toLowerCase() === other.toLowerCase()

/** Whether a conversation has a tag. */
export const hasTag = (row: ConversationRow, keyword: string): boolean =>
  row.tags.some(each => same(each, keyword))

/** The tags of the settings, and after them those of the conversations that nobody gave a name. */
export function tagChoices(
  tags: readonly TagDefinition[],
  rows: readonly ConversationRow[],
): readonly TagDefinition[] {
  const unnamed = new Set(rows.flatMap(row => row.tags))
  for (const keyword of unnamed) if (tags.some(tag => same(tag.keyword, keyword))) unnamed.delete(keyword)
  return [...tags, ...[...unnamed].toSorted().map(keyword => unnamedTag(keyword))]
}

/** A tag by its keyword, under its own name where it has one. */
export function tagOfKeyword(tags: readonly TagDefinition[], keyword: string): TagDefinition {
  return tags.find(tag => same(tag.keyword, keyword)) ?? unnamedTag(keyword)
}

const unnamedTag = (keyword: string): TagDefinition => ({ keyword, name: keyword, color: 'grey' })
