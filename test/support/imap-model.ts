/** A message as the model server keeps it. */
export type ModelMessage = {
  readonly raw: Buffer
  readonly messageId: string
  readonly flags: Set<string>
  readonly receivedAt: number
}

type ModelMailbox = {
  readonly uidValidity: number
  uidNext: number
  readonly messages: Map<number, ModelMessage>
}

/** Mailboxes in memory, as an honest server would keep them; the other client of a test changes them directly. */
export type ImapModel = {
  readonly mailboxes: Map<string, ModelMailbox>
  create(name: string): void
  /** Answers the UID. */
  append(mailbox: string, message: ModelMessage): number
  /** Each keeps its flags; answers new UIDs by old ones. UIDs that are gone are passed over. */
  copy(from: string, uids: readonly number[], to: string): ReadonlyMap<number, number>
  move(from: string, uids: readonly number[], to: string): ReadonlyMap<number, number>
  remove(mailbox: string, uids: readonly number[]): void
  /** Where a message lies, once per copy. */
  places(messageId: string): readonly { readonly mailbox: string; readonly uid: number }[]
}

/** A model with the mailboxes of an ordinary account, all empty. */
export function createImapModel(
  names: readonly string[] = ['INBOX', 'Archive', 'Sent', 'Drafts', 'Trash', 'Junk', 'Projects'],
): ImapModel {
  const mailboxes = new Map<string, ModelMailbox>()
  let made = 0
  const create = (name: string) => {
    made += 1
    if (!mailboxes.has(name)) mailboxes.set(name, { uidValidity: made, uidNext: 1, messages: new Map() })
  }
  for (const name of names) create(name)
  const of = (name: string) => {
    const mailbox = mailboxes.get(name)
    if (mailbox === undefined) throw new Error(`The model has no mailbox ${name}`)
    return mailbox
  }
  const append = (name: string, message: ModelMessage) => {
    const mailbox = of(name)
    const uid = mailbox.uidNext
    mailbox.uidNext += 1
    mailbox.messages.set(uid, { ...message, flags: new Set(message.flags) })
    return uid
  }
  const remove = (name: string, uids: readonly number[]) => {
    for (const uid of uids) of(name).messages.delete(uid)
  }
  const copy = (from: string, uids: readonly number[], to: string) => {
    const moved = new Map<number, number>()
    for (const uid of [...uids].sort((a, b) => a - b)) {
      const message = of(from).messages.get(uid)
      if (message !== undefined) moved.set(uid, append(to, message))
    }
    return moved
  }
  return {
    mailboxes,
    create,
    append,
    remove,
    copy,
    move: (from, uids, to) => {
      const moved = copy(from, uids, to)
      remove(from, [...moved.keys()])
      return moved
    },
    places: messageId =>
      [...mailboxes].flatMap(([mailbox, { messages }]) =>
        [...messages].flatMap(([uid, message]) =>
          message.messageId === messageId ? [{ mailbox, uid }] : [],
        ),
      ),
  }
}
