import type { JoinedBy, ThreadLink } from './thread-ids.ts'

/** What is known about the ids that an email joins. `Key` is whatever the store calls a conversation. */
export type ThreadFacts<Key> = {
  /** From `threadLinks`. */
  readonly links: readonly ThreadLink[]
  /** Another, different email already has this Message-ID: it says nothing about where this one belongs (JWZ). */
  readonly ownIdTaken: boolean
  /** Conversations by an id that is in them, or that they wait for (phantom parents). Keys must already be merged ones. */
  readonly known: ReadonlyMap<string, Key>
  /**
   * Conversations that the subject would allow: same contact, same base subject, newest email within
   * `subjectFallbackMs`. Only asked for when `subjectFallbackKey` is not null.
   */
  readonly subjectCandidates: readonly Key[]
}

/** Where an email belongs, and why. */
export type ThreadDecision<Key> =
  | { readonly kind: 'create' }
  | { readonly kind: 'join'; readonly key: Key; readonly by: JoinedBy; readonly throughId: string | null }
  /** `keys[0]` is the closest; which one survives is for the store to say (the oldest, by rule). */
  | {
      readonly kind: 'merge'
      readonly keys: readonly Key[]
      readonly by: JoinedBy
      readonly throughId: string | null
    }

/**
 * Decides by JWZ's rules: all ids that an email names belong together; several conversations that it names become one.
 *
 * Subject alone joins only where exactly one conversation fits. Pure: the lookups come in as facts.
 */
export function assignThread<Key>(facts: ThreadFacts<Key>): ThreadDecision<Key> {
  const keys: Key[] = []
  let first: ThreadLink | null = null
  for (const link of facts.links) {
    if (facts.ownIdTaken && link.by === 'message-id') continue
    const key = facts.known.get(link.id)
    if (key === undefined) continue
    first ??= link
    if (!keys.includes(key)) keys.push(key)
  }
  const [nearest] = keys
  if (nearest !== undefined && first !== null) {
    const why = { by: first.by, throughId: first.id }
    return keys.length === 1 ? { kind: 'join', key: nearest, ...why } : { kind: 'merge', keys, ...why }
  }
  const [only] = facts.subjectCandidates
  if (only !== undefined && facts.subjectCandidates.length === 1)
    return { kind: 'join', key: only, by: 'subject', throughId: null }
  return { kind: 'create' }
}
