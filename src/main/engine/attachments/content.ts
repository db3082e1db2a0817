import type { CalendarEvent, ContactCard } from '#shared/attachment.ts'

/** One thing inside an attachment, as its reader found it: not yet judged. */
export type RawEntry = {
  readonly name: string
  /** As declared inside; `application/octet-stream` where nothing is. */
  readonly type: string
  readonly bytes: Uint8Array
}

/** What was read from an attachment, still with the bytes of its entries. */
export type RawContents =
  | { readonly kind: 'none' }
  | { readonly kind: 'unreadable' }
  | { readonly kind: 'events'; readonly events: readonly CalendarEvent[]; readonly omitted: number }
  | { readonly kind: 'cards'; readonly cards: readonly ContactCard[]; readonly omitted: number }
  | { readonly kind: 'text'; readonly text: string; readonly truncated: boolean }
  | { readonly kind: 'entries'; readonly entries: readonly RawEntry[]; readonly text: string | null }
  | {
      readonly kind: 'email'
      readonly from: string
      readonly to: string
      readonly subject: string
      readonly sentAt: number | null
      readonly text: string
      readonly truncated: boolean
      readonly entries: readonly RawEntry[]
    }
