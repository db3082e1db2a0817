/**
 * Every limit of reading attachments, in one place, each with its reason.
 *
 * Over a limit less is shown, and it is said; the attachment can always be saved as it is.
 */
export const attachmentLimits = {
  /** One look into an attachment; R-63 gives a mail as long. */
  deadlineMs: 5_000,
  /** The first look at a calendar also works out its repeating dates; one that takes longer is read without them. */
  datesDeadlineMs: 2_000,
  memoryMb: 512,
  /** The thread stays so long without work. */
  idleMs: 30_000,
  /** What is enough to know a format: Office files name theirs within the first entries of a ZIP. */
  headBytes: 64 * 1024,
  /** Calendars and cards: an address book of 10,000 people has 2 MB. */
  listBytes: 4 * 1024 * 1024,
  /** A text file that is shown; the rest is said to be missing. */
  textBytes: 1024 * 1024,
  /** Forwarded emails and winmail.dat are read whole: their parts lie anywhere. */
  containerBytes: 128 * 1024 * 1024,
  /** Text of a forwarded email or of winmail.dat. */
  shownTextLength: 200_000,
  events: 20,
  cards: 50,
  entries: 200,
  attendees: 50,
  /** occurrences that are worked out, and the next ones that are shown. */
  occurrences: 1_000,
  nextDates: 10,
  /** Characters of one value of an event or card. */
  valueLength: 2_000,
  descriptionLength: 20_000,
  /** An email in an email in an email: deeper ones are saved and opened elsewhere. */
  entryDepth: 4,
} as const
