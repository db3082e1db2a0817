import { enqueueMoves } from '#engine/queue/move-jobs.ts'
import { type ClaimedJob, claimJobs, failJob, finishJob } from '#engine/queue/queue.ts'
import { refreshConversations } from '#engine/store/conversations.ts'
import { copiesOfEmail, putCopies, removeCopies } from '#engine/store/copies.ts'
import { refreshEmails } from '#engine/store/emails.ts'
import type { Writer } from '#engine/store/handle.ts'
import { findMailbox } from '#engine/store/mailboxes.ts'
import { dropPendingMove, findPendingMove, putPendingMove } from '#engine/store/pending-moves.ts'
import { noon, type TestAccount } from '#engine/store/test-store.ts'
import type { MailboxRole } from '#shared/account.ts'

/** A job that a server works on. */
export type TakenJob = ClaimedJob<'move-emails' | 'set-flags'>

let lastUid = 1_000_000

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
    for (const { emailKey } of emails) {
      const copies = copiesOfEmail(w, emailKey).filter(copy => copy.mailboxKey === mailboxKey)
      const wish = findPendingMove(w, emailKey, mailboxKey)
      if (copies.length === 0 || source === null) continue
      const uids = copies.map(copy => moveTestCopy(w, { ...copy, mailboxKey }, target))
      const isDone = wish?.toRole === toRole && wish.toMailboxKey === toMailboxKey
      if (isDone) continue
      const next =
        wish === null
          ? { toRole: source.role, toMailboxKey: source.key }
          : { toRole: wish.toRole, toMailboxKey: wish.toMailboxKey }
      if ((next.toMailboxKey ?? account.mailboxes[next.toRole]) === target) continue
      putPendingMove(w, { emailKey, mailboxKey: target, ...next, hereOnly: false })
      const uid = uids[0] ?? 0
      const move = { accountId: account.id, mailboxKey: target, emailKey, uid, ...next }
      enqueueMoves(w, [move], { actionId, now: noon })
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
    const wish = findPendingMove(w, emailKey, mailboxKey)
    return wish?.toRole === toRole && wish.toMailboxKey === toMailboxKey && !wish.hereOnly
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
  lastUid += 1
  const { emailKey, flags } = copy
  removeCopies(w, copy.mailboxKey, [copy.uid])
  dropPendingMove(w, emailKey, copy.mailboxKey)
  putCopies(w, target, [{ uid: lastUid, emailKey, flags }])
  refresh(w, [emailKey])
  return lastUid
}

/** Where the user sees an email, sorted, with its flags; keywords differ by no case. */
export function placesSeen(w: Writer, emailKey: number): readonly string[] {
  return copiesOfEmail(w, emailKey)
    .map(copy => {
      const role: MailboxRole | undefined =
        findPendingMove(w, emailKey, copy.mailboxKey)?.toRole ?? findMailbox(w, copy.mailboxKey)?.role
      return `${role} ${[...copy.flags].sort().join(' ').toLowerCase()}`
    })
    .sort()
}

function refresh(w: Writer, keys: readonly number[]): void {
  refreshConversations(w, refreshEmails(w, keys))
}
