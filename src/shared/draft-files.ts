import type { DraftAttachment } from './draft.ts'
import type { ErrorReport } from './errors.ts'

/** A file on its way into a draft, as the shell tells the screen; `doneBytes` is null when it has ended, well or not. */
export type StagedFile = {
  readonly draftId: string
  readonly key: string
  readonly name: string
  readonly doneBytes: number | null
  readonly totalBytes: number | null
}

/** What became of files that were chosen or dropped. Nothing was added where the person changed their mind. */
export type AttachAnswer =
  | {
      readonly ok: true
      readonly added: readonly DraftAttachment[]
      readonly failed: readonly { readonly name: string; readonly error: ErrorReport }[]
    }
  | { readonly ok: false; readonly error: ErrorReport }

/** The bytes of an image that the text of a draft draws. */
export type DraftImage =
  | { readonly ok: true; readonly bytes: Uint8Array; readonly type: string }
  | { readonly ok: false; readonly error: ErrorReport }
