import type { MailboxRole } from '#shared/account.ts'

/** Who comes first: what people look at. Inbox and Sent come together, so that threads show both sides. */
const order: Readonly<Record<MailboxRole, number>> = {
  inbox: 0,
  sent: 0,
  archive: 1,
  all: 1,
  drafts: 2,
  none: 3,
  trash: 4,
  junk: 5,
}

/** Mailboxes in groups: a group is synchronised in turns, before the next one begins. */
export function inOrder<Mailbox extends { readonly role: MailboxRole; readonly path: string }>(
  mailboxes: readonly Mailbox[],
): readonly (readonly Mailbox[])[] {
  const groups = new Map<number, Mailbox[]>()
  const sorted = [...mailboxes].sort(
    (a, b) =>
      order[a.role] - order[b.role] ||
      Number(b.role === 'inbox') - Number(a.role === 'inbox') ||
      compare(a.path, b.path),
  )
  for (const mailbox of sorted) {
    const rank = order[mailbox.role]
    // Only inbox and Sent take turns; the others go one after another.
    const key = rank === 0 ? 0 : groups.size + 1
    groups.set(key, [...(groups.get(key) ?? []), mailbox])
  }
  return [...groups.values()]
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
