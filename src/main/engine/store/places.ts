import type { MailboxRole } from '#shared/account.ts'

/** The bit of each role in `email.places`. */
export const placeBits: Readonly<Record<MailboxRole, number>> = {
  inbox: 1,
  archive: 2,
  sent: 4,
  drafts: 8,
  trash: 16,
  junk: 32,
  all: 64,
  none: 128,
}

const aside = placeBits.drafts | placeBits.trash | placeBits.junk

/** Whether mail in this place counts: not in drafts, trash or junk (semantics.md, Message volume). */
export function isCountedPlace(bits: number): boolean {
  return (bits & ~aside) !== 0
}

/**
 * Whether an email is an unsent draft.
 *
 * `\Draft` or lying in Drafts makes it one, unless a copy lies in the inbox or in Sent: servers leave stale drafts behind
 * after sending. A draft that also shows in "All mail" stays a draft.
 */
export function isDraft(places: number, draftFlag: boolean): boolean {
  const looksLikeOne = draftFlag || (places & placeBits.drafts) !== 0
  return looksLikeOne && (places & (placeBits.inbox | placeBits.sent)) === 0
}
