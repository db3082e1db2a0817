/**
 * Every limit of talking to an IMAP server, in one place, each with its reason.
 *
 * Over a limit the connection is dropped; the account stays usable. Sizes in bytes, times in ms.
 */
export const imapLimits = {
  /** The longest honest lines are FLAGS and SEARCH answers of 100,000 messages without ESEARCH: 700 KB. */
  lineBytes: 4 * 1024 * 1024,
  /** One literal: no more than the largest part that is fetched whole; larger ones are fetched in pieces. */
  literalBytes: 64 * 1024 * 1024,
  /** A response may carry several parts of one message. */
  responseBytes: 96 * 1024 * 1024,
  /** The longest honest lists have fewer than 100. */
  capabilities: 1_000,
  /** DNS, TCP and TLS together. */
  connectMs: 30_000,
  /** A server that accepts and then says nothing is as good as down. */
  greetingMs: 16_000,
  /** No byte for so long while an answer is due: the peer is gone. A quarter more may pass (F-11: 60 s). */
  silenceMs: 45_000,
  /** imapflow's own limit of silence, above all of ours. */
  silentSocketMs: 10 * 60_000,
  /** IDLE is renewed this often: it keeps NAT entries alive and finds a dead peer (F-11: 5 min; RFC 2177: 29 min). */
  idleMs: 4 * 60_000,
  /** How often the inbox is asked where the server has no IDLE; P11 wants no timer under 60 s. */
  pollMs: 60_000,
  /** A watched mailbox is asked although IDLE is silent: some servers never push (F-31). */
  silentIdlePollMs: 12 * 60_000,
  /** Mailboxes of one account; the rest is left out and logged. */
  mailboxes: 5_000,
  /** longer names are not mailboxes of a human. */
  mailboxPathLength: 2_000,
  /** Messages of one mailbox; a server that claims more lies. */
  uids: 5_000_000,
  /** Flags of one message; the rest is passed over. */
  flagsPerEmail: 200,
  flagLength: 200,
  /** Untagged responses between two answers, those of our own fetches apart: LIST of all mailboxes with STATUS, twice. */
  untaggedResponses: 20_000,
  /** Each message's beginning that is fetched for list, thread and search: 85 % of mail fits whole. */
  prefixBytes: 32 * 1024,
  /** Outside the account's body window: headers and the first words. */
  headerBytes: 16 * 1024,
  /** A beginning that ends inside its headers is fetched again with so much: relays and filters have written 100 KB. */
  longHeaderBytes: 256 * 1024,
  /** A source shown to a person; more helps nobody. */
  sourceBytes: 25 * 1024 * 1024,
  /** Pieces in which an attachment is asked for: small enough to cancel, large enough not to wait for each. */
  pieceBytes: 512 * 1024,
  /** An attachment that is larger is refused. */
  attachmentBytes: 512 * 1024 * 1024,
  /** How much of one UID set goes into a command: servers refuse lines over 8 KB (RFC 7162 §4). */
  commandUidSetLength: 6_000,
} as const
