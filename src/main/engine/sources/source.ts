import type { Source } from '#shared/conversation.ts'

/** What a source is told from. */
export type SourceFacts = {
  readonly outbound: boolean
  readonly automated: boolean
}

/**
 * Which door a new conversation came through (semantics.md, Sources), from the email that starts it.
 *
 * Contact forms and support join with their own rules; until then everything is mail.
 */
export function detectSource(_facts: SourceFacts): Source {
  return 'email'
}
