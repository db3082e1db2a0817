/** What a mail server found out about a sender (RFC 8601 §2.7), as far as it is told apart on the screen. */
export type AuthenticationVerdict = 'pass' | 'fail' | 'none'

/** The verdict of the user's own provider, from an Authentication-Results field that only it can have written. */
export type Authentication = {
  /** The authserv-id (RFC 8601 §2.5): who says so. */
  readonly by: string
  readonly spf: AuthenticationVerdict
  readonly dkim: AuthenticationVerdict
  readonly dmarc: AuthenticationVerdict
  /** The sender's own domain, or one of the same owner, whose signature (DKIM) held; null where none did. */
  readonly signedBy: string | null
}

/** Something about a sender that a reader should know; a hint, never a judgement. */
export type TrustHint =
  /** Answers would go to another domain than the mail came from. */
  | { readonly kind: 'reply-elsewhere'; readonly address: string }
  /** The address is hard to tell from one that is known here. */
  | { readonly kind: 'look-alike'; readonly of: string }
  /** The same name as a known contact, with an address never seen. */
  | { readonly kind: 'known-name-new-address'; readonly known: string }
  /** The name looks like another address. */
  | { readonly kind: 'name-is-address'; readonly claimed: string }
  /** Letters of several scripts in one domain. */
  | { readonly kind: 'mixed-script'; readonly shown: string }
  /** It bears an own address, but came from outside, and nothing confirms that it is ours. */
  | { readonly kind: 'own-address' }
  /** Sent by one address in the name of another (RFC 5322 §3.6.2). */
  | { readonly kind: 'sent-by'; readonly address: string }

/** What is known about who really sent an email. */
export type SenderTrust = {
  /** Nothing from or to this address was here before this email; false while that can't be known yet. */
  readonly firstContact: boolean
  /** Null where no field can be trusted. */
  readonly authentication: Authentication | null
  readonly hints: readonly TrustHint[]
}
