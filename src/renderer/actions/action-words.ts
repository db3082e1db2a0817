import { formatComingTime } from '#renderer/i18n/format-time.ts'
import { type MessageId, t } from '#renderer/i18n/messages.ts'
import type { ConversationAction, TagDefinition } from '#shared/actions.ts'

const done: Readonly<Record<ConversationAction['kind'], MessageId>> = {
  archive: 'action.archived',
  unarchive: 'action.unarchived',
  delete: 'action.deleted',
  undelete: 'action.undeleted',
  'mark-read': 'action.markedRead',
  'mark-unread': 'action.markedUnread',
  snooze: 'action.snoozed',
  unsnooze: 'action.unsnoozed',
  mute: 'action.muted',
  unmute: 'action.unmuted',
  tag: 'action.tagged',
  untag: 'action.untagged',
}

/** A tag's name; a keyword that nobody gave a name stands for itself. */
export function tagName(tags: readonly TagDefinition[], keyword: string): string {
  return tags.find(tag => tag.keyword.toLowerCase() === keyword.toLowerCase())?.name ?? keyword
}

/** What was done, as a sentence: “3 conversations archived”. */
export function doneWords(action: ConversationAction, count: number, tags: readonly TagDefinition[]): string {
  return t(done[action.kind], {
    count,
    ...(action.kind === 'snooze' ? { time: formatComingTime(action.until, Date.now()) } : {}),
    ...('keyword' in action ? { tag: action.definition?.name ?? tagName(tags, action.keyword) } : {}),
  })
}
