import type { MessageStructure } from './from-structure.ts'
import type { IndexedEmail } from './index-email.ts'

/** A slice of the batch's one buffer. */
export type Slice = { readonly offset: number; readonly length: number }

/** One message of a batch, its bytes by reference. */
export type BatchItem = {
  readonly raw: Slice
  readonly sizeBytes: number
  readonly receivedAt: number
  readonly structure: MessageStructure | null
  readonly parts: readonly { readonly partId: string; readonly bytes: Slice }[]
}

/** Work for the worker. It writes 1 + the index of the item in hand to `progress[0]`, and one more when all are read. */
export type BatchRequest = {
  readonly id: number
  readonly buffer: ArrayBuffer
  readonly items: readonly BatchItem[]
  readonly progress: Int32Array
}

/** Results for the items from `first` on. All bytes in `emails` are views of one transferred buffer. */
export type BatchResults = {
  readonly id: number
  readonly first: number
  readonly emails: readonly IndexedEmail[]
  readonly done: boolean
}
