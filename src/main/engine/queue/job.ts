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

/** The rest of an email that somebody wanted to read while its server was out of reach. */
export type FetchBody = {
  readonly kind: 'fetch-body'
  readonly payload: { readonly emailKey: number }
}

/** What the queue can carry; a later kind joins this union. */
export type Job = (SetFlags | FetchBody) & { readonly accountId: string }

/** A job of one kind. */
export type JobOf<Kind extends Job['kind']> = Extract<Job, { readonly kind: Kind }>
