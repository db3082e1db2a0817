import type { Email } from '#shared/conversation.ts'

/** Which emails stand open when a conversation is opened: the first unread one and the last. */
export function expandedAtFirst(emails: readonly Email[]): ReadonlySet<string> {
  const firstUnread = emails.find(email => email.unread && !email.outbound)
  const last = emails.at(-1)
  return new Set([firstUnread, last].filter(email => email !== undefined).map(email => email.id))
}
