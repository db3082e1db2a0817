import { AppError, type ErrorReport, toErrorReport } from '#shared/errors.ts'
import type { RecipientResult } from '#shared/submission.ts'
import { serverWords, smtpError } from './errors.ts'
import type { BodyFault } from './submit-body.ts'
import type { SendInfo } from './submit-session.ts'

/**
 * What became of an attempt to send.
 *
 * - `accepted`: by the server, for at least one recipient; `recipients` tells of each.
 * - `refused`: for good; sending the same again is of no use.
 * - `too-large`: for this server; nothing was sent or nothing kept.
 * - `retry`: surely not accepted; `problem` tells why, and its `retry` whether waiting alone can help.
 * - `auth-rejected`: surely not accepted, for the password.
 * - `uncertain`: the server had all of it and gave no answer.
 */
export type SubmitOutcome = 'accepted' | 'refused' | 'too-large' | 'retry' | 'auth-rejected' | 'uncertain'

export type SubmitResult = {
  readonly outcome: SubmitOutcome
  readonly recipients: readonly RecipientResult[]
  readonly problem: ErrorReport | null
  /** The largest mail that the server takes; null where it did not say. */
  readonly sizeLimitBytes: number | null
}

/** A result without the limit that the server named. */
export type Verdict = Omit<SubmitResult, 'sizeLimitBytes'>

/** How far an attempt had come when it failed. */
export type Progress = {
  /** Whether MAIL was said, so that replies speak of this mail. */
  readonly mailBegun: boolean
  readonly handedOver: boolean
  readonly fault: BodyFault | null
}

type Reply = { readonly code: number; readonly words: string | null }

/** The verdict of a server that took the mail. */
export function acceptedBy(info: SendInfo, to: readonly string[], progress: Progress): Verdict {
  const words = serverWords(info.response) ?? null
  if (!/^2\d\d(?:[ -]|$)/.test(words ?? '') || !progress.handedOver)
    return failed(new AppError('protocol-violation', words ?? undefined), to, progress)
  const taken = new Set(info.accepted)
  const refused = refusals(info.rejectedErrors)
  return {
    outcome: 'accepted',
    problem: null,
    recipients: to.map(address =>
      taken.has(address)
        ? { address, state: 'accepted', reply: words }
        : { address, state: 'refused', reply: refused.get(address) ?? null },
    ),
  }
}

/** The verdict on a failure. Only a reply tells what became of a mail that was handed over. */
export function failed(thrown: unknown, to: readonly string[], progress: Progress): Verdict {
  const { fault } = progress
  if (fault !== null) {
    const { problem } = fault
    return fault.of === 'word'
      ? verdict('retry', problem, to)
      : verdict('refused', problem.code === 'internal' ? { code: 'unreadable', retry: false } : problem, to)
  }
  const problem = toErrorReport(smtpError(thrown))
  const reply = progress.mailBegun ? replyOf(thrown) : null
  const outcome = outcomeOf(problem, reply, progress)
  if (reply === null || outcome === 'uncertain') return verdict(outcome, problem, to)
  const refused = refusals(errorList(thrown))
  const state = outcome === 'refused' || outcome === 'too-large' ? 'refused' : 'waiting'
  return {
    outcome,
    problem,
    recipients: to.map(address => ({ address, state, reply: refused.get(address) ?? reply.words })),
  }
}

/** The same for all recipients, of whom the server said nothing. */
export function verdict(outcome: SubmitOutcome, problem: ErrorReport, to: readonly string[]): Verdict {
  return { outcome, problem, recipients: to.map(address => ({ address, state: 'waiting', reply: null })) }
}

function outcomeOf(problem: ErrorReport, reply: Reply | null, progress: Progress): SubmitOutcome {
  if (problem.code === 'auth-rejected') return 'auth-rejected'
  if (reply !== null && reply.code >= 400 && reply.code < 500) return 'retry'
  if (reply !== null && reply.code >= 500 && reply.code < 600) {
    // RFC 4954 §6: the line or the sign-in is wrong, not the mail.
    if (reply.code === 530 || reply.code === 538) return 'retry'
    return problem.code === 'too-large' ? 'too-large' : 'refused'
  }
  return progress.handedOver ? 'uncertain' : 'retry'
}

function replyOf(thrown: unknown): Reply | null {
  const { responseCode, response } = asThrown(thrown)
  return typeof responseCode === 'number'
    ? { code: responseCode, words: serverWords(response) ?? null }
    : null
}

function errorList(thrown: unknown): SendInfo['rejectedErrors'] {
  const { rejectedErrors } = asThrown(thrown)
  return Array.isArray(rejectedErrors) ? rejectedErrors : undefined
}

function asThrown(thrown: unknown): {
  readonly responseCode?: unknown
  readonly response?: unknown
  readonly rejectedErrors?: unknown
} {
  return typeof thrown === 'object' && thrown !== null ? thrown : {}
}

/** What was said to each recipient that was refused. */
function refusals(errors: SendInfo['rejectedErrors'] = []): ReadonlyMap<string, string | null> {
  return new Map(
    errors.flatMap(({ recipient, response }) =>
      typeof recipient === 'string' ? [[recipient, serverWords(response) ?? null] as const] : [],
    ),
  )
}
