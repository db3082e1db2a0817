/**
 * Every limit of reading mail, in one place. Over a limit a mail is read less well, never dropped.
 */
export const mimeLimits = {
  /** Gmail and Outlook stop far below; deeper trees exist only to hurt parsers. */
  nesting: 100,
  parts: 1_000,
  headerBlockBytes: 2 * 1024 * 1024,
  headerBytes: 256 * 1024,
  /** Kept per header; the rest is counted, for "and N more". */
  recipients: 1_000,
  /** Over this the first and the last `referencesKept` ids stay: the ends of a thread say the most (RFC 5322 §3.6.4). */
  references: 1_000,
  referencesKept: 200,
  /** RFC 5322 §2.1.1: a line, and so an id, has at most 998 characters. */
  messageIdLength: 998,
  addressLength: 512,
  nameLength: 512,
  subjectLength: 2_000,
  fileNameLength: 255,
  parameters: 200,
  /** Decoded text or HTML of one part that is read; a screen shows 20 KB of it at first. */
  textPartBytes: 8 * 1024 * 1024,
  ftsBytes: 256 * 1024,
  previewLength: 200,
  /** How much of a body the search for the newest human text looks at. */
  ownTextLength: 64 * 1024,
} as const
