import {
  type ActedCopy,
  copiesOfConversation,
  liesIn,
  type Place,
  roleOf,
} from '#engine/store/acted-copies.ts'
import type { ConversationState } from '#engine/store/conversation-state.ts'
import { hasFlag } from '#engine/store/copy-flag.ts'
import { openDraftsOf } from '#engine/store/drafts.ts'
import type { Writer } from '#engine/store/handle.ts'
import { placesBeforeDeletion } from '#engine/store/tombstones.ts'
import type { ConversationAction } from '#shared/actions.ts'
import type { Changes } from './changes.ts'
import type { Effects, FlagEffect, MoveEffect } from './effects.ts'
import { restore } from './restore.ts'

/** What an action on one conversation works with. */
export type ActionContext = {
  readonly w: Writer
  readonly changes: Changes
  readonly conversation: ConversationState
  /** Where the account's archived mail goes; null where it has no such mailbox, and none may be made. */
  readonly archive: Place | null
}

/** Answered where nothing was done because there is nowhere to archive to. */
export type NoArchive = 'no-archive'

type Step = (context: ActionContext, copies: readonly ActedCopy[]) => Effects | NoArchive

const inbox: Place = { role: 'inbox', mailboxKey: null }
const trash: Place = { role: 'trash', mailboxKey: null }

/** Does an action to one conversation and answers what it changed (semantics.md: Read, Archive, Delete). */
export function perform(context: ActionContext, action: ConversationAction): Effects | NoArchive {
  return stepOf(action)(context, copiesOfConversation(context.w, context.conversation.key))
}

function stepOf(action: ConversationAction): Step {
  switch (action.kind) {
    case 'archive':
      return archive
    case 'unarchive':
      return unarchive
    case 'delete':
      return remove
    case 'undelete':
      return undelete
    case 'mark-read':
      return markRead
    case 'mark-unread':
      return markUnread
    case 'snooze':
      return snooze(action.until)
    case 'unsnooze':
      return ({ changes, conversation }) => ({ snoozedUntil: changes.snooze(conversation, null) })
    case 'mute':
      return mute
    case 'unmute':
      return ({ changes, conversation }) => ({ muted: changes.mute(conversation, false) })
    case 'tag':
      return tag(action.keyword)
    case 'untag':
      return untag(action.keyword)
  }
}

const archive: Step = ({ changes, conversation, archive: to }, copies) => {
  const inInbox = copies.filter(copy => copy.counted && roleOf(copy) === 'inbox')
  if (inInbox.length > 0 && to === null) return 'no-archive'
  const moves = to === null ? [] : send(changes, copies, inInbox, to)
  return { moves, snoozedUntil: endSnooze({ changes, conversation }) }
}

const unarchive: Step = ({ changes, conversation }, copies) => ({
  moves: conversation.archived ? bringBack(changes, copies) : [],
  muted: changes.mute(conversation, false),
})

/** Into the inbox: what was archived of the inbound mail; where all of it is filed elsewhere, the newest. */
function bringBack(changes: Changes, copies: readonly ActedCopy[]): readonly MoveEffect[] {
  const inbound = copies.filter(copy => copy.counted && !copy.outbound)
  const emails = [...Map.groupBy(inbound, copy => copy.emailKey).values()]
  const away = emails.filter(ofEmail => !ofEmail.some(copy => roleOf(copy) === 'inbox'))
  const archived = away.flatMap(ofEmail => {
    const copy = ofEmail.find(one => roleOf(one) === 'archive') ?? ofEmail.find(one => roleOf(one) === 'all')
    return copy ?? []
  })
  const isThere = away.length < emails.length
  const newest = archived.length > 0 || isThere ? [] : (away.at(-1)?.slice(0, 1) ?? [])
  return [...archived, ...newest].flatMap(copy => changes.move(copy, inbox) ?? [])
}

const remove: Step = ({ w, changes, conversation }, copies) => {
  const gone = copies.filter(copy => isDeletable(copy))
  const moves = send(changes, copies, gone, trash)
  const drafts = openDraftsOf(w, conversation.key).flatMap(
    ({ id }) => changes.draft(conversation, id, 'discarded') ?? [],
  )
  return { moves, drafts, snoozedUntil: endSnooze({ changes, conversation }) }
}

/** Sends some of a conversation's copies elsewhere, and notes of each whether one of its email was there already. */
function send(
  changes: Changes,
  all: readonly ActedCopy[],
  some: readonly ActedCopy[],
  to: Place,
): readonly MoveEffect[] {
  const there = new Set(all.filter(copy => liesIn(copy, to)).map(copy => copy.emailKey))
  return some.flatMap(copy => {
    const effect = changes.move(copy, to)
    if (effect === null) return []
    return there.has(copy.emailKey) ? { ...effect, beside: true as const } : effect
  })
}

/** Whether deleting its conversation sends a copy to Trash: mail that counts, and drafts. */
function isDeletable(copy: ActedCopy): boolean {
  const role = roleOf(copy)
  return (copy.counted || copy.draft) && role !== 'trash' && role !== 'junk'
}

const undelete: Step = ({ w, changes, conversation }, copies) => {
  const deleted = byEmail(copies.filter(copy => roleOf(copy) === 'trash'))
  const moves = deleted.flatMap(ofEmail => {
    const [first] = ofEmail
    if (first === undefined) return []
    const before = placesBeforeDeletion(w, first.emailKey)
    // Beside mail that counts only that comes back which was deleted here.
    if (before.length === 0 && !conversation.hidden) return []
    return restore(changes, ofEmail, before)
  })
  return { moves }
}

const markRead: Step = ({ changes }, copies) => ({
  flags: byEmail(copies.filter(copy => copy.counted && !copy.outbound)).flatMap(
    ofEmail => changes.flag(ofEmail, '\\Seen', true) ?? [],
  ),
})

const markUnread: Step = ({ changes }, copies) => {
  const newest = byEmail(copies.filter(copy => copy.counted && !copy.outbound)).at(-1)
  return { flags: newest === undefined ? [] : [changes.flag(newest, '\\Seen', false) ?? []].flat() }
}

const snooze =
  (until: number): Step =>
  ({ changes, conversation }, copies) => {
    if (conversation.hidden) return {}
    const back = conversation.archived
      ? { moves: bringBack(changes, copies), muted: changes.mute(conversation, false) }
      : {}
    return { ...back, snoozedUntil: changes.snooze(conversation, until) }
  }

/** Muting needs no archive: a muted conversation is archived wherever its mail lies. */
const mute: Step = (context, copies) => {
  const { changes, conversation } = context
  const archived = context.archive === null ? 'no-archive' : archive(context, copies)
  const rest = archived === 'no-archive' ? { snoozedUntil: endSnooze({ changes, conversation }) } : archived
  return { ...rest, muted: changes.mute(conversation, true) }
}

const tag =
  (keyword: string): Step =>
  ({ changes }, copies) => {
    const counted = copies.filter(copy => copy.counted)
    const inbound = counted.filter(copy => !copy.outbound)
    // A conversation that nobody has answered yet can be tagged too.
    const flags = byEmail(inbound.length > 0 ? inbound : counted).flatMap(ofEmail => {
      const keeping = ofEmail.filter(copy => copy.keepsKeywords)
      const [first] = ofEmail
      if (first === undefined) return []
      if (keeping.length === 0) return changes.localTag(first.emailKey, keyword, true) ?? []
      return changes.flag(keeping, keyword, true) ?? []
    })
    return { flags }
  }

const untag =
  (keyword: string): Step =>
  ({ changes }, copies) => {
    const tagged = byEmail(copies.filter(copy => copy.counted))
    const flags = tagged.flatMap((ofEmail): readonly FlagEffect[] => {
      const [first] = ofEmail
      const having = ofEmail.filter(copy => hasFlag(copy, keyword))
      const onServer = having.length === 0 ? null : changes.flag(having, keyword, false)
      const here = first === undefined ? null : changes.localTag(first.emailKey, keyword, false)
      return [onServer, here].filter(effect => effect !== null)
    })
    return { flags }
  }

/** What is archived or deleted sleeps no more. */
function endSnooze({
  changes,
  conversation,
}: Pick<ActionContext, 'changes' | 'conversation'>): Effects['snoozedUntil'] {
  return changes.snooze(conversation, null)
}

/** In order of time, as the copies are. */
function byEmail(copies: readonly ActedCopy[]): readonly (readonly ActedCopy[])[] {
  return [...Map.groupBy(copies, copy => copy.emailKey).values()]
}
