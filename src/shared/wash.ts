import type { WashedLink } from './wash-link.ts'

/** What mail is drawn on: our light card, our dark card, or a light sheet within a dark card. */
export type MailPaper = 'light' | 'dark' | 'sheet'

/** Which paper is asked for; `dark-if-readable` falls back to the sheet where contrast doesn't hold. */
export type WantedPaper = 'light' | 'sheet' | 'dark-if-readable' | 'dark'

/** HTML to be washed, and how it will be shown. */
export type WashRequest = {
  readonly id: number
  readonly html: string
  /** Where inline and allowed remote images of this email will be served: `mail://m/<token>`. */
  readonly origin: string
  readonly widthPx: number
  readonly paper: WantedPaper
  /** Whether remote images are rewritten to our own scheme (true) or left out (false). Trackers never are. */
  readonly images: boolean
  readonly quotes: 'folded' | 'shown'
  /** Show it even where nothing of it seems to be visible. */
  readonly insist: boolean
  /** What other parts of the email are called by their Content-Location (RFC 2557), for images that name them so. */
  readonly locations: readonly string[]
  /** What is printed above it; null on the screen. */
  readonly heading: PrintHeading | null
  /** How long the height waits for images that are asked for from this email. */
  readonly imageWaitMs: number
}

/** Who wrote a printed email, to whom and when: shown as text. */
export type PrintHeading = {
  readonly subject: string
  readonly lines: readonly { readonly label: string; readonly value: string }[]
}

/** What goes to the washer. */
export type WasherMessage = { readonly kind: 'wash' } & WashRequest

/** Images left out, and who would have learned that the mail was read. */
export type BlockedContent = {
  /** Remote images that would load after `Load images`. */
  readonly images: number
  /** Backgrounds; they stay away even then. */
  readonly backgrounds: number
  /** Invisible images that only tell that a mail was read, by host; they stay away even then. */
  readonly trackers: readonly { readonly host: string; readonly count: number }[]
}

/** What washing gave. */
export type WashResult =
  | {
      readonly ok: true
      readonly html: string
      /** Its top alone, looking the same: for a long mail while it is folded. */
      readonly top: string | null
      readonly heightPx: number
      readonly paper: MailPaper
      /** Whether there is a quote or signature at the end, folded or not. */
      readonly hasQuote: boolean
      readonly blocked: BlockedContent
      /** Links whose text names a host or an address. */
      readonly links: readonly WashedLink[]
    }
  | { readonly ok: false; readonly reason: WashFailure }

/** Why there is no design to show: nothing of it can be seen, it has no content, or washing failed. */
export type WashFailure = 'invisible' | 'empty' | 'failed'

/** Why a design is not shown: washing failed, or it is not tried with so much of it. */
export type DesignProblem = WashFailure | 'large' | 'too-complex'

/** What comes back from the washer: first the addresses behind `<origin>/remote/<index>`, then the result. */
export type WasherAnswer =
  | { readonly kind: 'staged'; readonly id: number; readonly remoteImages: readonly string[] }
  | { readonly kind: 'washed'; readonly id: number; readonly result: WashResult }
