import { followDraft } from '#engine/queue/mirror-jobs.ts'
import { type CopyToMove, enqueueMoves } from '#engine/queue/move-jobs.ts'
import type { ActedCopy, Place } from '#engine/store/acted-copies.ts'
import { type ConversationState, setMuted, setSnoozed } from '#engine/store/conversation-state.ts'
import { refreshConversations } from '#engine/store/conversations.ts'
import { setCopyFlag } from '#engine/store/copy-flag.ts'
import { findDraft, moveDraft } from '#engine/store/drafts.ts'
import { refreshEmails } from '#engine/store/emails.ts'
import type { Writer } from '#engine/store/handle.ts'
import {
  endPendingMoves,
  isStay,
  type PendingMove,
  pendingMovesFrom,
  putPendingMove,
} from '#engine/store/pending-moves.ts'
import { hasLocalTag, setLocalTag } from '#engine/store/tags.ts'
import { dropTombstone, liesInTrash, markDeletion, putTombstone } from '#engine/store/tombstones.ts'
import type { MailboxRole } from '#shared/account.ts'
import { tagOf } from '#shared/actions.ts'
import { type DraftEffect, type Effects, type FlagEffect, isSamePlace, type MoveEffect } from './effects.ts'
import { type CopyFlag, enqueueFlags } from './flag-jobs.ts'

/** A copy that stays after all: an earlier job need not move it. */
export type TakenBack = Pick<PendingMove, 'emailKey' | 'mailboxKey' | 'toRole' | 'toMailboxKey'>

/** The changes of one transaction, collected so that each server learns them in one job and each row is computed once. */
export type Changes = {
  /** Sends a copy elsewhere, or (null) leaves it where the server has it. Null where it is so already. */
  readonly move: (copy: ActedCopy, to: Place | null) => MoveEffect | null
  /** Wants a copy in a further place too, beside the one that it has or that `move` gave it. */
  readonly moveToo: (copy: ActedCopy, to: Place) => MoveEffect
  /** Sets or takes a flag on copies of one email. Null where they have it so already. */
  readonly flag: (copies: readonly ActedCopy[], flag: string, on: boolean) => FlagEffect | null
  readonly localTag: (emailKey: number, keyword: string, on: boolean) => FlagEffect | null
  /** Throws a draft away, or brings it back. Null where it is so already, waits to be sent or was. */
  readonly draft: (
    conversation: ConversationState | null,
    id: string,
    now: DraftEffect['now'],
  ) => DraftEffect | null
  readonly mute: (conversation: ConversationState, muted: boolean) => Effects['muted']
  readonly snooze: (
    conversation: ConversationState,
    until: number | null,
    options?: { readonly keepsMark?: boolean },
  ) => Effects['snoozedUntil']
  /** Recomputes rows and queues the jobs. Answers the accounts whose servers have something to learn. */
  readonly finish: () => { readonly accountIds: readonly string[]; readonly takenBack: readonly TakenBack[] }
}

/** Starts collecting; `at` is the moment of the whole action, epoch ms UTC. */
export function createChanges(
  w: Writer,
  { actionId, at, now }: { readonly actionId: string; readonly at: number; readonly now: number },
): Changes {
  const emails = new Set<number>()
  const conversations = new Set<number>()
  const moves: CopyToMove[] = []
  const flags: CopyFlag[] = []
  const takenBack: TakenBack[] = []
  /** Accounts whose servers are to follow a draft. */
  const told = new Set<string>()
  /** Moved emails, and where those lay that went to Trash. */
  const moved = new Map<number, { readonly accountId: string; readonly from: readonly Place[] }>()

  const noteMove = (copy: ActedCopy, to: MailboxRole) => {
    const { emailKey, accountId } = copy
    const known = moved.get(emailKey)?.from ?? []
    const place = placeOf(copy)
    const isNew = to === 'trash' && !known.some(one => isSamePlace(one, place))
    moved.set(emailKey, { accountId, from: isNew ? [...known, place] : known })
  }
  const wishFor = (copy: ActedCopy, part: number, to: Place) => {
    const { emailKey, mailboxKey, accountId, uid } = copy
    const target = { toRole: to.role, toMailboxKey: to.mailboxKey }
    putPendingMove(w, { emailKey, mailboxKey, part, ...target, hereOnly: false })
    moves.push({ accountId, mailboxKey, emailKey, uid, ...target })
  }
  /** Where the email goes elsewhere too, a part of it stays; else there is nothing left to wish. */
  const stay = (copy: ActedCopy) => {
    const { emailKey, mailboxKey, part } = copy
    const wishes = pendingMovesFrom(w, emailKey, mailboxKey)
    const [others, own] = [wishes.filter(one => one.part !== part), wishes.filter(one => one.part === part)]
    for (const wish of own) if (!others.some(other => isSameTarget(other, wish))) takenBack.push(wish)
    if (others.every(isStay)) endPendingMoves(w, wishes)
    else putPendingMove(w, { ...stayOf(copy), part })
  }
  /** What lies nowhere but in Trash stays away; what is wanted elsewhere is deleted no more. */
  const buryMoved = () => {
    const deleted = [...moved.values()].filter(({ from }) => from.length > 0)
    for (const accountId of new Set(deleted.map(one => one.accountId))) markDeletion(w, accountId, at)
    for (const [emailKey, { from }] of moved) {
      const [first, ...further] = from
      if (!liesInTrash(w, emailKey)) dropTombstone(w, emailKey)
      else if (first !== undefined) putTombstone(w, emailKey, [first, ...further], at)
    }
  }

  return {
    move: (copy, to) => {
      const { emailKey, mailboxKey, part, homeRole: role, wish: was } = copy
      const now = to === null || isHome(copy, to) ? null : to
      if (isSamePlace(was, now)) return null
      if (now === null) stay(copy)
      else wishFor(copy, part, now)
      noteMove(copy, now?.role ?? role)
      emails.add(emailKey)
      return { emailKey, mailboxKey, ...(part === 0 ? {} : { part }), role, was, now }
    },
    moveToo: (copy, to) => {
      const { emailKey, mailboxKey, homeRole: role } = copy
      const now = isHome(copy, to) ? null : to
      const wishes = pendingMovesFrom(w, emailKey, mailboxKey)
      if (wishes.length === 0 && now !== null) putPendingMove(w, { ...stayOf(copy), part: copy.part })
      const part = 1 + Math.max(copy.part, ...wishes.map(wish => wish.part))
      if (now === null) putPendingMove(w, { ...stayOf(copy), part })
      else wishFor(copy, part, now)
      emails.add(emailKey)
      return { emailKey, mailboxKey, part, role, was: null, now }
    },
    flag: (copies, flag, on) => {
      const each = new Map(copies.map(copy => [`${copy.mailboxKey} ${copy.uid}`, copy]))
      const changed = [...each.values()].filter(copy => setCopyFlag(w, copy, flag, on))
      const [first] = changed
      if (first === undefined) return null
      for (const { accountId, mailboxKey, uid, emailKey } of changed)
        flags.push({ accountId, mailboxKey, uid, emailKey, flag, on })
      emails.add(first.emailKey)
      return {
        emailKey: first.emailKey,
        flag,
        on,
        mailboxKeys: [...new Set(changed.map(copy => copy.mailboxKey))],
      }
    },
    localTag: (emailKey, keyword, on) => {
      const tag = tagOf(keyword)
      if (tag === null || hasLocalTag(w, emailKey, tag) === on) return null
      setLocalTag(w, emailKey, tag, on)
      emails.add(emailKey)
      return { emailKey, flag: keyword, on, mailboxKeys: [] }
    },
    draft: (conversation, id, to) => {
      const key = findDraft(w, id)?.key
      const from = to === 'open' ? 'discarded' : 'open'
      if (key === undefined || !moveDraft(w, key, { from, to, now })) return null
      for (const accountId of followDraft(w, id, now)) told.add(accountId)
      if (conversation !== null) conversations.add(conversation.key)
      return { id, now: to }
    },
    mute: ({ key, muted: was }, now) => {
      if (was === now) return undefined
      setMuted(w, key, now)
      conversations.add(key)
      return { was, now }
    },
    snooze: ({ key, snoozedUntil: was }, now, options) => {
      if (was === now) return undefined
      setSnoozed(w, key, now, options)
      conversations.add(key)
      return { was, now }
    },
    finish: () => {
      refreshConversations(w, [...refreshEmails(w, emails), ...conversations])
      buryMoved()
      enqueueMoves(w, moves, { actionId, now })
      enqueueFlags(w, flags, { actionId, now })
      const accountIds = new Set([...moves, ...flags].map(({ accountId }) => accountId).concat(...told))
      return { accountIds: [...accountIds], takenBack }
    },
  }
}

function placeOf({ wish, homeRole, mailboxKey }: ActedCopy): Place {
  return wish ?? { role: homeRole, mailboxKey }
}

function stayOf({ emailKey, mailboxKey, homeRole }: ActedCopy): Omit<PendingMove, 'part'> {
  return { emailKey, mailboxKey, toRole: homeRole, toMailboxKey: mailboxKey, hereOnly: false }
}

function isSameTarget(one: PendingMove, other: PendingMove): boolean {
  return one.toRole === other.toRole && one.toMailboxKey === other.toMailboxKey
}

function isHome(copy: ActedCopy, to: Place): boolean {
  return to.role === copy.homeRole && (to.mailboxKey === null || to.mailboxKey === copy.mailboxKey)
}
