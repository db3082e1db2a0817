import type { AttachmentTarget } from '#shared/attachment.ts'
import type { EngineEvent } from '#shared/contract.ts'
import type { AttachAnswer, DraftImage, StagedFile } from '#shared/draft-files.ts'
import type { ErrorReport } from '#shared/errors.ts'
import type { HoveredLink } from '#shared/hovered-link.ts'
import type { RpcAnswer } from '#shared/rpc-client.ts'
import type { BlockedContent, DesignProblem } from '#shared/wash.ts'

/** Whether the engine can be asked. `failed` is final until the app starts anew. */
export type EngineState =
  | { readonly type: 'engine-up' }
  | { readonly type: 'engine-down' }
  | { readonly type: 'engine-failed'; readonly error: ErrorReport }

/** One HTML part of a mail, washed: never glued to another one. */
export type PreparedFrame = {
  /** `mail://…`: for an iframe with `sandbox="allow-popups"` only. */
  readonly url: string
  readonly heightPx: number
  /** Its top alone, for as long as it is folded; null where the whole is shown as quickly. */
  readonly topUrl: string | null
}

/** A washed HTML body: one frame per part, in reading order. */
export type PreparedMail =
  | {
      readonly ok: true
      readonly frames: readonly PreparedFrame[]
      /** Whether it is all of the mail, and not its top alone. */
      readonly complete: boolean
      /** What it is drawn on; on a dark screen `light` is a sheet of its own within the dark card. */
      readonly paper: 'light' | 'dark'
      /** Whether there is a quote or a signature at the end, folded or not. */
      readonly hasQuote: boolean
      /** Whether remote images were allowed this time. */
      readonly imagesLoaded: boolean
      readonly blocked: BlockedContent
    }
  | {
      readonly ok: false
      readonly reason: DesignProblem
      /** Whether it can be shown as designed all the same, when the reader insists. */
      readonly designPossible: boolean
      readonly error: ErrorReport
    }

/** How an HTML body is to be shown. */
export type PrepareParams = {
  readonly emailId: string
  readonly widthPx: number
  /** Whether the screen is dark. */
  readonly dark: boolean
  /** On a dark screen: dark where every text stays readable, or always this one. */
  readonly paper: 'auto' | 'light' | 'dark'
  readonly images: boolean
  readonly quotes: 'folded' | 'shown'
  /** Show the design where the text would come first: it is very large, or nothing of it seems visible. */
  readonly insist: boolean
  /** `top`: of a large mail its top alone will do, as what is seen while the whole is under way. */
  readonly part: 'top' | 'whole'
}

/** The outcome of something the shell was asked to do. */
export type ShellAnswer = { readonly ok: true } | { readonly ok: false; readonly error: ErrorReport }

/** The outcome of saving: `saved` is false when the person changed their mind. */
export type SaveAnswer =
  | { readonly ok: true; readonly saved: boolean }
  | { readonly ok: false; readonly error: ErrorReport }

/** The outcome of saving several: how many are there, and why the others are not. */
export type SaveAllAnswer =
  | { readonly ok: true; readonly saved: number; readonly failed: readonly ErrorReport[] }
  | { readonly ok: false; readonly error: ErrorReport }

/** A preview: an image as an address for a frame without scripts, or a PDF in a view of the main process's. */
export type PreparedPreview =
  | {
      readonly ok: true
      readonly kind: 'image'
      /** `preview://…`: for an iframe with `sandbox=""` only. */
      readonly url: string
      readonly widthPx: number
      readonly heightPx: number
    }
  | { readonly ok: true; readonly kind: 'pdf' }
  | { readonly ok: false; readonly error: ErrorReport }

/** A part of the page, in whole CSS px. */
export type PreviewBounds = {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** What the screen can reach beyond its own page: these functions and nothing else. */
export type ParleyApi = {
  /** Asks the engine over a direct port. `requestId` is chosen by the asker and unique for this page. */
  readonly request: (requestId: number, method: string, params: unknown) => Promise<RpcAnswer>
  readonly cancel: (requestId: number) => void
  readonly onChunk: (listener: (requestId: number, chunk: unknown) => void) => () => void
  readonly onEvent: (listener: (event: EngineEvent | EngineState) => void) => () => void
  readonly prepareMail: (params: PrepareParams) => Promise<PreparedMail>
  /** The process that draws mail has died: frames must be made anew. */
  readonly onMailFramesGone: (listener: () => void) => () => void
  /** The system's print dialog for one email, quotes and all, on white paper. */
  readonly printEmail: (emailId: string) => Promise<ShellAnswer>
  /** The email as the server has it, as a file where the person says. */
  readonly saveEmail: (emailId: string) => Promise<SaveAnswer>
  readonly openAttachment: (target: AttachmentTarget) => Promise<ShellAnswer>
  readonly downloadAttachment: (target: AttachmentTarget) => Promise<SaveAnswer>
  readonly downloadAttachments: (targets: readonly AttachmentTarget[]) => Promise<SaveAllAnswer>
  /** Stops fetching it; whoever waits for it gets `cancelled`. */
  readonly cancelAttachment: (target: AttachmentTarget) => Promise<ShellAnswer>
  /** Takes over the drag that has just begun on the page. */
  readonly dragAttachment: (target: AttachmentTarget) => Promise<ShellAnswer>
  readonly previewAttachment: (target: AttachmentTarget) => Promise<PreparedPreview>
  /** Where on the page a PDF is to be shown. */
  readonly placePreview: (bounds: PreviewBounds) => Promise<ShellAnswer>
  readonly closePreview: () => Promise<ShellAnswer>
  /** The PDF view closed by itself: Escape was pressed in it, or it can't show this file. */
  readonly onPreviewClosed: (listener: (why: 'escape' | 'failed') => void) => () => void
  /** `key` as `attachmentKey` makes it; `doneBytes` is null when the fetching has ended, well or not. */
  readonly onAttachmentProgress: (
    listener: (key: string, doneBytes: number | null, totalBytes: number | null) => void,
  ) => () => void
  /** Files that the person chooses; `images` are drawn in the text of the draft. */
  readonly pickDraftFiles: (draftId: string, what: 'files' | 'images') => Promise<AttachAnswer>
  /** A file that was dropped or pasted; its path stays out of the page. */
  readonly dropDraftFile: (draftId: string, file: File) => Promise<AttachAnswer>
  readonly cancelDraftFile: (key: string) => void
  readonly onDraftFile: (listener: (file: StagedFile) => void) => () => void
  readonly draftImage: (attachmentId: string) => Promise<DraftImage>
  /** The window is about to go: what was typed is to be saved now. */
  readonly onSaveNow: (listener: () => Promise<void>) => () => void
  /** A `mailto:` address was opened: a new message is to be prefilled with what it may say. */
  readonly onWriteTo: (listener: (mailto: string) => void) => () => void
  /** http, https, mailto and tel only; the main process shows the real target and asks. `text` is what stands over it. */
  readonly openLink: (url: string, text?: string) => Promise<ShellAnswer>
  /** Null when no link is under the pointer any more. */
  readonly onHoveredLink: (listener: (link: HoveredLink | null) => void) => () => void
  /** A single key, as `KeyboardEvent.key`, or `Mod+k`: the only way to hear those pressed in a frame of mail. */
  readonly onFrameKey: (listener: (key: string) => void) => () => void
  readonly copyText: (text: string) => Promise<ShellAnswer>
  readonly startDemo: () => Promise<ShellAnswer>
  readonly onNavigate: (
    listener: (
      to: { readonly page: 'conversation'; readonly id: string } | { readonly page: 'settings' },
    ) => void,
  ) => () => void
  readonly platform: 'darwin' | 'win32' | 'linux'
  readonly startedWith: { readonly demo: boolean }
}

declare global {
  interface Window {
    readonly parley: ParleyApi
  }
}
