import type { EmailAddress } from '#shared/address.ts'
import type { ErrorReport } from '#shared/errors.ts'
import { newId } from '#shared/ids.ts'
import type { Outgoing, RecipientResult, SentCopy, Submission, SubmissionState } from '#shared/submission.ts'
import type { Reader, Writer } from './handle.ts'

/** A mail as it was frozen: nothing of this changes any more. */
export type NewSubmission = {
  readonly accountId: string
  readonly draftKey: number
  readonly conversationKey: number
  /** The email that stands for it in its thread. */
  readonly emailKey: number
  /** The email that it answers or forwards, and the flag that this one gets once it is sent. */
  readonly answered: { readonly emailKey: number; readonly flag: string } | null
  /** Without angle brackets. */
  readonly messageId: string
  readonly blobHash: string
  readonly sizeBytes: number
  /** The envelope: MAIL FROM and RCPT TO. */
  readonly sender: string
  readonly recipients: readonly string[]
  readonly subject: string
  readonly to: readonly EmailAddress[]
  readonly sendAt: number
  readonly scheduled: boolean
  readonly now: number
}

/** A submission as stored: what the screen sees of it, and what sending it needs. */
export type SubmissionRecord = Submission & {
  readonly key: number
  readonly draftKey: number | null
  readonly conversationKey: number | null
  readonly emailKey: number | null
  readonly answeredKey: number | null
  readonly answeredFlag: string | null
  readonly messageId: string
  readonly blobHash: string
  readonly sizeBytes: number
  readonly sender: string
  readonly attempts: number
  readonly firstAttemptAt: number | null
  readonly handedOver: boolean
  readonly sentCopy: SentCopy | null
  readonly appendTried: boolean
}

type Row = Omit<
  SubmissionRecord,
  'scheduled' | 'heldForAnswer' | 'handedOver' | 'appendTried' | 'recipients' | 'to' | 'problem'
> & {
  readonly scheduled: number
  readonly heldForAnswer: number
  readonly handedOver: number
  readonly appendTried: number
  readonly recipients: string
  readonly recipientsShown: string
  readonly problem: string | null
}

const select = `SELECT submission.key, submission.id, submission.account_id AS accountId, submission.draft_key AS draftKey,
    (SELECT id FROM draft WHERE key = submission.draft_key AND state <> 'discarded') AS draftId,
    submission.conversation_key AS conversationKey,
    (SELECT id FROM conversation WHERE key = submission.conversation_key) AS conversationId,
    submission.email_key AS emailKey, (SELECT id FROM email WHERE key = submission.email_key) AS emailId,
    submission.answered_key AS answeredKey, submission.answered_flag AS answeredFlag, submission.state,
    submission.message_id AS messageId, submission.blob_hash AS blobHash, submission.size_bytes AS sizeBytes,
    submission.sender, submission.recipients, submission.subject, submission.recipients_shown AS recipientsShown,
    submission.send_at AS sendAt, submission.scheduled, submission.held_for_answer AS heldForAnswer,
    submission.retry_at AS retryAt, submission.attempts, submission.first_attempt_at AS firstAttemptAt,
    submission.handed_over AS handedOver, submission.problem, submission.created_at AS createdAt,
    submission.sent_at AS sentAt, submission.sent_copy AS sentCopy, submission.append_tried AS appendTried
  FROM submission`

/** Stores a frozen mail as `queued`. Then `refreshConversations` with its conversation. Returns its id. */
export function insertSubmission(w: Writer, one: NewSubmission): string {
  const id = newId()
  const recipients = one.recipients.map(
    (address): RecipientResult => ({ address, state: 'waiting', reply: null }),
  )
  w.prepare(
    `INSERT INTO submission(id, account_id, draft_key, conversation_key, email_key, answered_key, answered_flag, state,
       message_id, blob_hash, size_bytes, sender, recipients, subject, recipients_shown, send_at, scheduled, created_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, 'queued', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    id,
    one.accountId,
    one.draftKey,
    one.conversationKey,
    one.emailKey,
    one.answered?.emailKey ?? null,
    one.answered?.flag ?? null,
    one.messageId,
    one.blobHash,
    one.sizeBytes,
    one.sender,
    JSON.stringify(recipients),
    one.subject,
    JSON.stringify(one.to.map(({ name, address }) => ({ name, address }))),
    one.sendAt,
    Number(one.scheduled),
    one.now,
  )
  return id
}

/** A submission by id, or null. */
export function findSubmission(r: Reader, id: string): SubmissionRecord | null {
  const row = r.prepare<Row>(`${select} WHERE submission.id = ?`).get(id)
  return row === undefined ? null : toRecord(row)
}

/** The newest submission that an email stands for, or null: mail that was not written here has none. */
export function submissionOfEmail(r: Reader, emailKey: number): SubmissionRecord | null {
  const row = r
    .prepare<Row>(`${select} WHERE submission.email_key = ? ORDER BY submission.key DESC LIMIT 1`)
    .get(emailKey)
  return row === undefined ? null : toRecord(row)
}

/** The submission of an account with this Message-ID that was not taken back, or null. */
export function submissionByMessageId(
  r: Reader,
  accountId: string,
  messageId: string,
): SubmissionRecord | null {
  const row = r
    .prepare<Row>(
      `${select} WHERE submission.account_id = ? AND submission.message_id = ? AND submission.state <> 'cancelled'
       ORDER BY submission.key DESC LIMIT 1`,
    )
    .get(accountId, messageId)
  return row === undefined ? null : toRecord(row)
}

/** What is on its way or needs its writer, by the time to send; and what was sent at or after `sentSince`. */
export function listSubmissions(r: Reader, sentSince: number): readonly SubmissionRecord[] {
  return r
    .prepare<Row>(
      `${select} WHERE submission.state IN ('queued', 'sending', 'uncertain', 'failed')
         OR (submission.state = 'sent' AND submission.sent_at >= ?)
       ORDER BY submission.send_at, submission.key`,
    )
    .all(sentSince)
    .map(toRecord)
}

/** Those of an account that have not left, in whatever state. */
export function openSubmissionsOf(r: Reader, accountId: string): readonly SubmissionRecord[] {
  return r
    .prepare<Row>(
      `${select} WHERE submission.account_id = ? AND submission.state IN ('queued', 'sending', 'uncertain', 'failed')
       ORDER BY submission.key`,
    )
    .all(accountId)
    .map(toRecord)
}

/** What a submission's state carries with it; what is left out stays as it is. */
export type SubmissionChange = {
  readonly sendAt?: number
  readonly scheduled?: boolean
  readonly heldForAnswer?: boolean
  readonly retryAt?: number | null
  readonly firstAttemptAt?: number | null
  readonly handedOver?: boolean
  readonly attempts?: number
  readonly problem?: ErrorReport | null
  readonly recipients?: readonly RecipientResult[]
  readonly sentAt?: number | null
  readonly sentCopy?: SentCopy | null
  readonly appendTried?: boolean
}

/**
 * Moves a submission from one of some states to another, in one step: of two that try, exactly one succeeds.
 *
 * Returns false where it was in another state. Then `refreshConversations` with its conversation.
 */
export function moveSubmission(
  w: Writer,
  key: number,
  move: { readonly from: readonly SubmissionState[]; readonly to: SubmissionState },
  change: SubmissionChange = {},
): boolean {
  const moved = w
    .prepare(
      `UPDATE submission SET state = ? WHERE key = ? AND state IN (${move.from.map(() => '?').join(', ')})`,
    )
    .run(move.to, key, ...move.from)
  if (moved === 0) return false
  changeSubmission(w, key, change)
  return true
}

/** Notes something about a submission whose state stays. */
export function changeSubmission(w: Writer, key: number, change: SubmissionChange): void {
  const columns: [string, string | number | null][] = []
  const flag = (value: boolean) => Number(value)
  if (change.sendAt !== undefined) columns.push(['send_at', change.sendAt])
  if (change.scheduled !== undefined) columns.push(['scheduled', flag(change.scheduled)])
  if (change.heldForAnswer !== undefined) columns.push(['held_for_answer', flag(change.heldForAnswer)])
  if (change.retryAt !== undefined) columns.push(['retry_at', change.retryAt])
  if (change.firstAttemptAt !== undefined) columns.push(['first_attempt_at', change.firstAttemptAt])
  if (change.handedOver !== undefined) columns.push(['handed_over', flag(change.handedOver)])
  if (change.attempts !== undefined) columns.push(['attempts', change.attempts])
  if (change.problem !== undefined)
    columns.push(['problem', change.problem && JSON.stringify(change.problem)])
  if (change.recipients !== undefined) columns.push(['recipients', JSON.stringify(change.recipients)])
  if (change.sentAt !== undefined) columns.push(['sent_at', change.sentAt])
  if (change.sentCopy !== undefined) columns.push(['sent_copy', change.sentCopy])
  if (change.appendTried !== undefined) columns.push(['append_tried', flag(change.appendTried)])
  if (columns.length === 0) return
  w.prepare(`UPDATE submission SET ${columns.map(([name]) => `${name} = ?`).join(', ')} WHERE key = ?`).run(
    ...columns.map(([, value]) => value),
    key,
  )
}

/** The one of an account that is to leave first, whether it may already or not; null where none waits. */
export function nextSubmission(r: Reader, accountId: string): SubmissionRecord | null {
  const row = r
    .prepare<Row>(
      `${select} WHERE submission.account_id = ? AND submission.state = 'queued' AND submission.held_for_answer = 0
       ORDER BY max(submission.send_at, coalesce(submission.retry_at, 0)), submission.key LIMIT 1`,
    )
    .get(accountId)
  return row === undefined ? null : toRecord(row)
}

/** Those that were being sent when the engine died. */
export function interruptedSubmissions(r: Reader): readonly SubmissionRecord[] {
  return r.prepare<Row>(`${select} WHERE submission.state = 'sending'`).all().map(toRecord)
}

/** What waits in a conversation, the most pressing of it: ConversationRow.outgoing. */
export function outgoingOf(r: Reader, conversationKey: number): Outgoing | null {
  const rows = r
    .prepare<{ state: SubmissionState; scheduled: number }>(
      `SELECT state, scheduled FROM submission WHERE conversation_key = ?
         AND state IN ('queued', 'sending', 'uncertain', 'failed')`,
    )
    .all(conversationKey)
  const has = (...states: readonly SubmissionState[]) => rows.some(row => states.includes(row.state))
  if (has('uncertain')) return 'uncertain'
  if (has('failed')) return 'failed'
  if (has('sending') || rows.some(row => row.scheduled === 0)) return 'queued'
  return rows.length === 0 ? null : 'scheduled'
}

function toRecord({ recipientsShown, ...row }: Row): SubmissionRecord {
  return {
    ...row,
    scheduled: row.scheduled === 1,
    heldForAnswer: row.heldForAnswer === 1,
    handedOver: row.handedOver === 1,
    appendTried: row.appendTried === 1,
    // Only this file writes these columns, from the same types.
    recipients: JSON.parse(row.recipients) as readonly RecipientResult[],
    to: JSON.parse(recipientsShown) as readonly EmailAddress[],
    problem: row.problem === null ? null : (JSON.parse(row.problem) as ErrorReport),
  }
}
