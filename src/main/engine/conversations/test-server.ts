import { enqueueMoves } from '#engine/queue/move-jobs.ts'
import { type ClaimedJob, claimJobs, failJob, finishJob } from '#engine/queue/queue.ts'
import { refreshConversations } from '#engine/store/conversations.ts'
import { copiesOfEmail, putCopies, removeCopies } from '#engine/store/copies.ts'
import { refreshEmails } from '#engine/store/emails.ts'
import type { Writer } from '#engine/store/handle.ts'
import { findMailbox } from '#engine/store/mailboxes.ts'
import {
  dropPendingMove,
  endPendingMoves,
  pendingMovesFrom,
  putPendingMove,
} from '#engine/store/pending-moves.ts'
import { noon, type TestAccount } from '#engine/store/test-store.ts'
import type { MailboxRole } from '#shared/account.ts'

/** A job that a server works on. */
export type TakenJob = ClaimedJob<'move-emails' | 'set-flags'>

let lastUid = 1_000_000
const nextUid = () => {
  lastUid += 1
  return lastUid
}

/** Takes the oldest jobs of an account, as a sync does. */
export function takeTestJobs(w: Writer, account: TestAccount, limit: number): readonly TakenJob[] {
  return claimJobs(w, account.id, ['move-emails', 'set-flags'], { now: noon * 2, limit })
}

/** Does what a sync does when a server has done a job: the copies move, and a wish that changed meanwhile goes on. */
export function finishTestJob(w: Writer, account: TestAccount, job: TakenJob): void {
  if (job.kind === 'move-emails') {
    const { mailboxKey, toRole, toMailboxKey, emails, actionId } = job.payload
    const target = toMailboxKey ?? account.mailboxes[toRole]
    const source = findMailbox(w, mailboxKey)
    for (const emailKey of new Set(emails.map(email => email.emailKey))) {
      const copies = copiesOfEmail(w, emailKey).filter(copy => copy.mailboxKey === mailboxKey)
      const [first] = copies
      if (first === undefined || source === null) continue
      const wishes = pendingMovesFrom(w, emailKey, mailboxKey)
      const kept = wishes.filter(wish => wish.toRole !== toRole || wish.toMailboxKey !== toMailboxKey)
      endPendingMoves(
        w,
        wishes.filter(wish => !kept.includes(wish)),
      )
      if (kept.length > 0 && kept.length < wishes.length) {
        if (copies.length > 1) relocate(w, first, target)
        else putCopies(w, target, [{ ...first, uid: nextUid() }])
        continue
      }
      const known = pendingMovesFrom(w, emailKey, target)
      const wasThere = copiesOfEmail(w, emailKey).some(copy => copy.mailboxKey === target)
      const uid = copies.map(copy => relocate(w, copy, target))[0] ?? 0
      if (kept.length < wishes.length) continue
      dropPendingMove(w, emailKey, mailboxKey)
      const wanted = kept.length > 0 ? kept : [{ toRole: source.role, toMailboxKey: source.key }]
      const stay = { toRole: findMailbox(w, target)?.role ?? toRole, toMailboxKey: target }
      const away = wanted.filter(aim => (aim.toMailboxKey ?? account.mailboxes[aim.toRole]) !== target)
      if (away.length === 0) continue
      const isStaying = away.length < wanted.length || (wasThere && known.length === 0)
      let part = 1 + Math.max(-1, ...known.map(wish => wish.part))
      for (const aim of isStaying ? [...away, stay] : away) {
        const goal = { toRole: aim.toRole, toMailboxKey: aim.toMailboxKey }
        if (known.some(one => one.toRole === goal.toRole && one.toMailboxKey === goal.toMailboxKey)) continue
        putPendingMove(w, { emailKey, mailboxKey: target, part, ...goal, hereOnly: false })
        part += 1
        const move = { accountId: account.id, mailboxKey: target, emailKey, uid, ...goal }
        if (aim !== stay) enqueueMoves(w, [move], { actionId, now: noon })
      }
    }
    refresh(
      w,
      emails.map(({ emailKey }) => emailKey),
    )
  }
  finishJob(w, job.key)
}

/** What a sync leaves out of a job: emails that nobody wants moved like that any more. */
export function wantedOf(w: Writer, job: TakenJob): TakenJob {
  if (job.kind !== 'move-emails') return job
  const { mailboxKey, toRole, toMailboxKey } = job.payload
  const emails = job.payload.emails.filter(({ emailKey }) => {
    return pendingMovesFrom(w, emailKey, mailboxKey).some(
      wish => wish.toRole === toRole && wish.toMailboxKey === toMailboxKey && !wish.hereOnly,
    )
  })
  return { ...job, payload: { ...job.payload, emails } }
}

/** The server refuses for good. */
export function refuseTestJob(w: Writer, job: TakenJob): void {
  failJob(w, job.key, { code: 'read-only', retry: false })
}

/** Moves a copy as another mail program does; what was wished of it ends. Returns the new UID. */
export function moveTestCopy(
  w: Writer,
  copy: {
    readonly mailboxKey: number
    readonly uid: number
    readonly emailKey: number
    readonly flags: readonly string[]
  },
  target: number,
): number {
  dropPendingMove(w, copy.emailKey, copy.mailboxKey)
  return relocate(w, copy, target)
}

function relocate(w: Writer, copy: Parameters<typeof moveTestCopy>[1], target: number): number {
  const { emailKey, flags } = copy
  const uid = nextUid()
  removeCopies(w, copy.mailboxKey, [copy.uid])
  putCopies(w, target, [{ uid, emailKey, flags }])
  refresh(w, [emailKey])
  return uid
}

/** Where the user sees an email, sorted and each place once, with its flags; keywords differ by no case. */
export function placesSeen(w: Writer, emailKey: number): readonly string[] {
  const seen = copiesOfEmail(w, emailKey).flatMap(copy => {
    const wishes = pendingMovesFrom(w, emailKey, copy.mailboxKey)
    const home = findMailbox(w, copy.mailboxKey)?.role
    const roles: readonly (MailboxRole | undefined)[] =
      wishes.length === 0 ? [home] : wishes.map(wish => wish.toRole)
    return roles.map(role => `${role} ${[...copy.flags].sort().join(' ').toLowerCase()}`)
  })
  return [...new Set(seen)].sort()
}

function refresh(w: Writer, keys: readonly number[]): void {
  refreshConversations(w, refreshEmails(w, keys))
}
