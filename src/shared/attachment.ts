/** What an attachment is, by its bytes where they are here, else by its declared type and name. */
export type AttachmentKind =
  | 'image'
  | 'pdf'
  | 'text'
  | 'event'
  | 'contact-card'
  | 'email'
  | 'container'
  | 'audio'
  | 'video'
  | 'document'
  | 'archive'
  | 'program'
  | 'other'

/** An attachment as listed under its email. Bytes never cross to the screen. */
export type Attachment = {
  readonly id: string
  readonly name: string
  /** By content where the bytes are here; never only what the sender says. */
  readonly type: string
  readonly kind: AttachmentKind
  readonly sizeBytes: number | null
  /** Drawn by the text at its place: not listed beside it. */
  readonly inline: boolean
  /** Whether the bytes are on this computer already. */
  readonly onDisk: boolean
  /** False for programs, scripts and active documents: they can be saved, never opened from here. */
  readonly openable: boolean
  /** Its bytes are something else than its name or its sender says. */
  readonly disguised: boolean
}

/** Names an attachment, or with `entry` a thing inside it: the indexes of entries from the outside in. */
export type AttachmentTarget = {
  readonly attachmentId: string
  readonly entry?: readonly number[] | undefined
}

/** One thing inside an attachment (winmail.dat, a forwarded email); `index` names it for fetching. */
export type AttachmentEntry = {
  readonly index: number
  readonly name: string
  readonly type: string
  readonly kind: AttachmentKind
  readonly sizeBytes: number
  readonly openable: boolean
  readonly disguised: boolean
}

/** A person taking part in an event. */
export type EventAttendee = { readonly name: string; readonly address: string; readonly status: string }

/** A calendar entry as an invitation tells it (RFC 5545, RFC 5546); nothing is answered or added by itself. */
export type CalendarEvent = {
  /** REQUEST, REPLY, CANCEL, PUBLISH …; upper case, empty where none is given. */
  readonly method: string
  readonly summary: string
  readonly location: string
  readonly description: string
  /** Epoch ms UTC (of an all-day event: the UTC midnight of its date); null where it can't be read. */
  readonly startsAt: number | null
  /** Not included. */
  readonly endsAt: number | null
  readonly allDay: boolean
  /** The zone that the times were written in; empty for UTC and floating times. */
  readonly zone: string
  readonly organizer: EventAttendee | null
  readonly attendees: readonly EventAttendee[]
  readonly attendeesOmitted: number
  /** The rule as a short English sentence's parts; null for a single event. */
  readonly repeats: {
    readonly frequency: string
    readonly interval: number
    readonly until: number | null
  } | null
  /** The next dates of a repeating event, at most ten, epoch ms UTC; UTC midnights where it lasts all day. */
  readonly next: readonly number[]
}

/** A person's card (RFC 6350, and its older forms). */
export type ContactCard = {
  readonly name: string
  readonly organization: string
  readonly title: string
  readonly emails: readonly string[]
  readonly phones: readonly string[]
  readonly addresses: readonly string[]
  readonly note: string
}

/** What an attachment holds for reading, made in a thread that can be killed. */
export type AttachmentContents =
  | { readonly kind: 'none' }
  /** It should hold something to read, and nobody can read it. */
  | { readonly kind: 'unreadable' }
  | { readonly kind: 'events'; readonly events: readonly CalendarEvent[]; readonly omitted: number }
  | { readonly kind: 'cards'; readonly cards: readonly ContactCard[]; readonly omitted: number }
  | { readonly kind: 'text'; readonly text: string; readonly truncated: boolean }
  | {
      readonly kind: 'entries'
      readonly entries: readonly AttachmentEntry[]
      readonly omitted: number
      /** The words of the message that was packed with them. */
      readonly text: string | null
    }
  | {
      readonly kind: 'email'
      readonly from: string
      readonly to: string
      readonly subject: string
      readonly sentAt: number | null
      readonly text: string
      readonly truncated: boolean
      readonly entries: readonly AttachmentEntry[]
      readonly omitted: number
    }
