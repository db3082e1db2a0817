import type { Headers } from './headers.ts'
import type { Body } from './mailers.ts'
import type { MimePart } from './mime.ts'

/** What later messages of a thread need to know of an earlier one. */
export type Posted = {
  readonly messageId: string
  readonly references: readonly string[]
  readonly subject: string
  readonly from: string
  readonly address: string
  /** Where an answer goes: Reply-To, else the sender. */
  readonly replyName: string
  readonly replyAddress: string
  readonly to: string
  readonly at: number
  readonly outbound: boolean
  readonly body: Body
}

/** A message before it becomes bytes. */
export type Draft = {
  readonly posted: Posted
  readonly headers: Headers
  readonly part: MimePart
}

/** One message ready to be put into a mailbox. */
export type ComposedMail = {
  readonly mailbox: string
  readonly flags: readonly string[]
  /** Epoch ms. */
  readonly receivedAt: number
  readonly messageId: string
  readonly raw: Buffer
}
