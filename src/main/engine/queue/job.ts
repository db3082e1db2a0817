/** Changes of flags in one mailbox. Nothing is sent when its UIDVALIDITY is another by then. */
export type SetFlags = {
  readonly kind: 'set-flags'
  readonly payload: {
    readonly mailboxKey: number
    readonly uidValidity: string
    readonly changes: readonly {
      readonly uid: number
      /** Set when the UID lost its meaning (UIDVALIDITY changed): the email whose copy in the mailbox is meant. */
      readonly emailKey?: number
      readonly add: readonly string[]
      readonly remove: readonly string[]
    }[]
  }
}

/** What the queue can carry; a later kind joins this union. */
export type Job = SetFlags & { readonly accountId: string }
