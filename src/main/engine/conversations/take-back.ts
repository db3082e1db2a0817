import { actedCopiesOfEmail } from '#engine/store/acted-copies.ts'
import type { ConversationState } from '#engine/store/conversation-state.ts'
import { hasFlag } from '#engine/store/copy-flag.ts'
import type { Writer } from '#engine/store/handle.ts'
import { hasLocalTag } from '#engine/store/tags.ts'
import { tagOf } from '#shared/actions.ts'
import type { Changes } from './changes.ts'
import type { Effects, FlagEffect } from './effects.ts'
import { unmove } from './unmove.ts'

/**
 * Takes back what an action changed of one conversation, where it still is as the action left it; answers what that
 * changed, which can be taken back in turn.
 *
 * `conversation` is null where it is gone: its emails may live on in another one. `doneAt` is the moment of the action.
 */
export function takeBack(
  w: Writer,
  changes: Changes,
  effects: Effects,
  conversation: ConversationState | null,
  doneAt: number,
): Effects {
  const ofEmails = Map.groupBy(effects.moves ?? [], effect => effect.emailKey)
  const moves = [...ofEmails.values()].flatMap(ofEmail => unmove(w, changes, ofEmail, doneAt))
  const flags = (effects.flags ?? []).flatMap(effect => unflag(w, changes, effect) ?? [])
  const { muted, snoozedUntil } = effects
  const drafts = (effects.drafts ?? []).flatMap(
    ({ id, now }) => changes.draft(conversation, id, now === 'open' ? 'discarded' : 'open') ?? [],
  )
  if (conversation === null) return { moves, flags, drafts }
  return {
    moves,
    flags,
    drafts,
    muted: muted?.now === conversation.muted ? changes.mute(conversation, muted.was) : undefined,
    snoozedUntil:
      snoozedUntil?.now === conversation.snoozedUntil
        ? changes.snooze(conversation, snoozedUntil.was, { keepsMark: true })
        : undefined,
  }
}

function unflag(w: Writer, changes: Changes, effect: FlagEffect): FlagEffect | null {
  const { emailKey, flag, on, mailboxKeys } = effect
  const tag = tagOf(flag)
  if (mailboxKeys.length === 0) {
    if (tag === null || hasLocalTag(w, emailKey, tag) !== on) return null
    return changes.localTag(emailKey, flag, !on)
  }
  const copies = actedCopiesOfEmail(w, emailKey)
  const same = copies.filter(copy => mailboxKeys.includes(copy.mailboxKey))
  // Where it was moved meanwhile, its copies of now stand for those.
  const meant = (same.length > 0 ? same : copies).filter(copy => hasFlag(copy, flag) === on)
  return changes.flag(meant, flag, !on)
}
