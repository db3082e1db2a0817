/** Sizes and times of synchronising, each with its reason. Times in ms. */
export const syncLimits = {
  /** Read together, and stored together where a transaction of so many is short enough. */
  batchEmails: 64,
  /** What a transaction should last: a request of the screen waits for no more than one (P9: 30 ms). */
  transactionMs: 20,
  /** The same while somebody is at work in the window. */
  attendedTransactionMs: 8,
  /** Fewer emails than this are not worth a transaction of their own. */
  transactionLeast: 8,
  batchBytes: 1_500_000,
  /** Batches that are read or stored while the next is fetched: enough to keep both threads busy, and memory flat (P3). */
  batchesInFlight: 3,
  /** The first fetch of an account: what a screen shows (P1). */
  firstChunk: 50,
  /** Later fetches: long enough that a round trip of 100 ms doesn't count, short enough to lose little when cut. */
  chunk: 500,
  /** More new mail than this is fetched newest first, like a first sync. */
  newEmailsAtOnce: 200,
  /** Bodies and structures completed in one go, while a person may be waiting for the connection. */
  bodiesAtOnce: 40,
  /** Flags compared at once, without changes since a modification sequence. */
  compareWindow: 5_000,
  /** Text of one message that is fetched; a screen shows 20 KB of it at first. */
  textPartBytes: 2 * 1024 * 1024,
  /** The other mailboxes are asked this often while the inbox is watched. */
  roundMs: 5 * 60_000,
  /** Where flags can only be compared one by one, the other mailboxes are asked this often. */
  slowRoundMs: 15 * 60_000,
  /** Flags of a mailbox without modification sequences are compared at most this often while it is watched. */
  slowNewsMs: 2_000,
  /** Connections that held so long were good: the next failure is the first one again. */
  healthyMs: 60_000,
  /** A connection that nobody used goes away. */
  lingerMs: 60_000,
  /** R-63 and F-14: between two sign-ins after a refused one. */
  loginPauseMs: 30_000,
  loginPauseMostMs: 15 * 60_000,
  /** Between two attempts to reach a server. */
  retryFirstMs: 1_000,
  retryMostMs: 5 * 60_000,
  /** A refused further connection: how long the account makes do with those it has. */
  fewerConnectionsMs: 10 * 60_000,
  connections: 3,
  /** F-29: sign-ins with a password that was rejected, over all connections. */
  rejectionsAtMost: 2,
  /** Progress is told at most this often. */
  progressMs: 100,
  /** A connection that doesn't answer this fast after the computer woke is dead (F-28: back in 10 s). */
  wakeAnswerMs: 4_000,
  /** A job that failed for now runs again after this, doubling. */
  jobRetryMs: 15_000,
  jobRetryMostMs: 10 * 60_000,
  jobAttempts: 12,
  /** A job whose mailbox is not on the server: the list of mailboxes is read between two attempts. */
  missingAttempts: 5,
  /** Emails moved with one command, and noted in one transaction (P9: 30 ms). */
  movedAtOnce: 50,
} as const
