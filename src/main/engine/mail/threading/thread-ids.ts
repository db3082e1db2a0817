import { dayMs } from '#shared/time.ts'
import { stripReplyPrefixes, subjectKey } from './reply-prefix.ts'

/** The headers that threading looks at; `EmailHeaders` has them. */
export type ThreadHeaders = {
  /** All ids without angle brackets. */
  readonly messageId: string | null
  readonly inReplyTo: readonly string[]
  readonly references: readonly string[]
  readonly subject: string
  /** Message-ID of the mail whose delivery this one reports on. */
  readonly reportOf?: string | null
}

/** Which header tied an email to its conversation: the answer to "Why is this here?". */
export type JoinedBy = 'message-id' | 'in-reply-to' | 'references' | 'subject' | 'report'

/** An id that ties an email to others, and the header that named it. */
export type ThreadLink = { readonly id: string; readonly by: Exclude<JoinedBy, 'subject'> }

/** Over `all`, the first and last `kept` references stay: both ends of a thread are worth more than its middle. */
const referenceLimits = { all: 1_000, kept: 200 }

/**
 * The ids that an email joins, closest first: what it reports on, what it answers, its references from the newest to the
 * root, its own id.
 *
 * Each id once, under the strongest header that names it. Its own id joins because a reply that arrived earlier may
 * have named it (a phantom parent, in JWZ's words).
 */
export function threadLinks(headers: ThreadHeaders): readonly ThreadLink[] {
  const links = new Map<string, ThreadLink>()
  const add = (id: string, by: ThreadLink['by']) => {
    if (id !== '' && !links.has(id) && (by === 'message-id' || id !== headers.messageId))
      links.set(id, { id, by })
  }
  if (headers.reportOf) add(headers.reportOf, 'report')
  for (const id of headers.inReplyTo.slice(0, referenceLimits.kept)) add(id, 'in-reply-to')
  for (const id of capped(headers.references).toReversed()) add(id, 'references')
  if (headers.messageId !== null) add(headers.messageId, 'message-id')
  return [...links.values()]
}

/** {@link threadLinks} as bare ids, for looking up and for remembering phantom parents. */
export function threadIds(headers: ThreadHeaders): readonly string[] {
  return threadLinks(headers).map(link => link.id)
}

function capped(ids: readonly string[]): readonly string[] {
  if (ids.length <= referenceLimits.all) return ids
  return [...ids.slice(0, referenceLimits.kept), ...ids.slice(-referenceLimits.kept)]
}

/** How far apart two emails may be that only their subject ties together. */
export const subjectFallbackMs = 7 * dayMs

/**
 * The base subject by which an email may join a conversation when no header ties it to one, or null when it may not:
 * only an answer (by its prefix) without In-Reply-To and References may, and only with something left to compare.
 */
export function subjectFallbackKey(headers: ThreadHeaders): string | null {
  if (headers.inReplyTo.length > 0 || headers.references.length > 0) return null
  if (stripReplyPrefixes(headers.subject).prefix !== 'reply') return null
  return subjectKey(headers.subject) || null
}
