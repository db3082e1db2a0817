import type { AttachmentContents, AttachmentEntry } from '#shared/attachment.ts'
import type { ReadOptions } from './read-contents.ts'

/** A file to look into; `name` and `type` as the mail tells them. The thread opens it for reading by itself. */
export type FileToRead = { readonly path: string; readonly name: string; readonly type: string }

/** Work for the thread: one look into one file. */
export type ReadTask =
  | { readonly op: 'sniff'; readonly file: FileToRead }
  | { readonly op: 'contents'; readonly file: FileToRead; readonly options: Omit<ReadOptions, 'sizeBytes'> }
  /** Takes one entry out of a container; `index` counts as `contents` does. */
  | {
      readonly op: 'extract'
      readonly file: FileToRead
      readonly options: Omit<ReadOptions, 'sizeBytes'>
      readonly index: number
    }

/** What a look found. */
export type ReadResult =
  | { readonly op: 'sniff'; readonly type: string }
  | { readonly op: 'contents'; readonly contents: AttachmentContents }
  | { readonly op: 'extract'; readonly entry: AttachmentEntry; readonly bytes: Uint8Array }
  | { readonly op: 'extract'; readonly entry: null }

/** A task on its way to the thread, and the answer on its way back; `ok` false means that reading threw. */
export type TaskMessage = { readonly id: number; readonly task: ReadTask }
export type ResultMessage =
  | { readonly id: number; readonly ok: true; readonly result: ReadResult }
  | { readonly id: number; readonly ok: false }
