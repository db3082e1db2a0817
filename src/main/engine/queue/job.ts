/** Changes of flags in one mailbox. Nothing is sent when its UIDVALIDITY is another by then. */
export type SetFlags = {
  readonly kind: 'set-flags'
  readonly payload: {
    readonly mailboxKey: number
    readonly uidValidity: string
    readonly changes: readonly {
      readonly uid: number
      readonly add: readonly string[]
      readonly remove: readonly string[]
    }[]
  }
}

/** What the queue can carry; a later kind joins this union. */
export type Job = SetFlags & { readonly accountId: string }
