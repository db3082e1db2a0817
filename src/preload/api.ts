import type { EngineEvent } from '#shared/contract.ts'
import type { ErrorReport } from '#shared/errors.ts'
import type { RpcAnswer } from '#shared/rpc-client.ts'

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
}

/** A washed HTML body: one frame per part, in reading order. */
export type PreparedMail =
  | {
      readonly ok: true
      readonly frames: readonly PreparedFrame[]
      /** Remote images that were left out. */
      readonly blockedImages: number
      /** Of these, invisible ones that only tell the sender that the mail was read. */
      readonly trackers: number
    }
  | { readonly ok: false; readonly error: ErrorReport }

/** The outcome of something the shell was asked to do. */
export type ShellAnswer = { readonly ok: true } | { readonly ok: false; readonly error: ErrorReport }

/** The outcome of saving: `saved` is false when the person changed their mind. */
export type SaveAnswer =
  | { readonly ok: true; readonly saved: boolean }
  | { readonly ok: false; readonly error: ErrorReport }

/** What the screen can reach beyond its own page: these functions and nothing else. */
export type ParleyApi = {
  /** Asks the engine over a direct port. `requestId` is chosen by the asker and unique for this page. */
  readonly request: (requestId: number, method: string, params: unknown) => Promise<RpcAnswer>
  readonly cancel: (requestId: number) => void
  readonly onChunk: (listener: (requestId: number, chunk: unknown) => void) => () => void
  readonly onEvent: (listener: (event: EngineEvent | EngineState) => void) => () => void
  readonly prepareMail: (params: {
    readonly emailId: string
    readonly widthPx: number
    readonly dark: boolean
    readonly images: boolean
  }) => Promise<PreparedMail>
  /** The email as the server has it, as a file where the person says. */
  readonly saveEmail: (emailId: string) => Promise<SaveAnswer>
  readonly openAttachment: (attachmentId: string) => Promise<ShellAnswer>
  readonly downloadAttachment: (
    attachmentId: string,
  ) => Promise<{ readonly ok: true; readonly saved: boolean } | Extract<ShellAnswer, { ok: false }>>
  readonly onAttachmentProgress: (
    listener: (attachmentId: string, doneBytes: number, totalBytes: number | null) => void,
  ) => () => void
  /** http, https and mailto only; the main process shows the real target and asks. */
  readonly openLink: (url: string) => Promise<ShellAnswer>
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
