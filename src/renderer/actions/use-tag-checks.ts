import { useState } from 'react'
import { useSettings } from '#renderer/api/queries.ts'
import type { ActionTarget, TagDefinition } from '#shared/actions.ts'
import type { ConversationRow } from '#shared/conversation.ts'
import { hasTag, tagChoices } from './tag-choices.ts'
import { useAct } from './use-act.ts'

type TagCheck = TagDefinition & { readonly checked: boolean; readonly check: (on: boolean) => void }

/** The tags to choose from; ticked are those that all of the conversations have. A tick shows at once. */
export function useTagChecks(target: ActionTarget, rows: readonly ConversationRow[]): readonly TagCheck[] {
  const act = useAct()
  const { tags } = useSettings()
  const [wanted, setWanted] = useState<Readonly<Record<string, boolean>>>({})
  return tagChoices(tags, rows).map(tag => ({
    ...tag,
    checked: wanted[tag.keyword] ?? (rows.length > 0 && rows.every(row => hasTag(row, tag.keyword))),
    check: on => {
      setWanted(before => ({ ...before, [tag.keyword]: on }))
      void act(target, { kind: on ? 'tag' : 'untag', keyword: tag.keyword })
    },
  }))
}
