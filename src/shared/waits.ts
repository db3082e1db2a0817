/** What a wait needs to know of an email; `at` is epoch ms UTC. Emails must be in order of time. */
export type WaitEmail = {
  readonly id: number
  readonly at: number
  readonly outbound: boolean
  /** Automated mail and the AI assistant's messages neither open nor close a wait. */
  readonly automated: boolean
}

/** From the first unanswered inbound email of a human to the next outbound email of a human. */
export type Wait = {
  readonly openedBy: number
  readonly openedAt: number
  readonly closedBy: number | null
  readonly closedAt: number | null
}

/**
 * The waits of one conversation, oldest first (semantics.md, Average response time).
 *
 * Mail that we started opens none by itself. At most the last wait is open (`closedAt` null). A reply dated before the
 * question (clock skew) closes it with a length of zero.
 */
export function waitsOf(emails: readonly WaitEmail[]): readonly Wait[] {
  const waits: Wait[] = []
  let open: WaitEmail | null = null
  for (const email of emails) {
    if (email.automated) continue
    if (!email.outbound) {
      open ??= email
    } else if (open !== null) {
      waits.push({
        openedBy: open.id,
        openedAt: open.at,
        closedBy: email.id,
        closedAt: Math.max(email.at, open.at),
      })
      open = null
    }
  }
  if (open !== null) waits.push({ openedBy: open.id, openedAt: open.at, closedBy: null, closedAt: null })
  return waits
}
