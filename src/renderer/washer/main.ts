/**
 * The washer's page: hidden, sandboxed, without network; it lives only to turn hostile HTML into harmless HTML.
 *
 * Nothing here may touch the washed result as a string: every change is made on the DOM, then serialised once.
 */
import type { WasherAnswer, WasherMessage, WashResult } from '#shared/wash.ts'
import { warmStage } from './stage.ts'
import { wash } from './wash.ts'

declare global {
  interface Window {
    readonly washer: {
      readonly onMessage: (listener: (message: WasherMessage) => void) => void
      readonly answer: (answer: WasherAnswer) => void
    }
  }
}

warmStage()
window.washer.onMessage(message => void answer(message))

async function answer(message: WasherMessage): Promise<void> {
  const { id } = message
  const result = await wash(message, remoteImages =>
    window.washer.answer({ kind: 'staged', id, remoteImages }),
  ).catch((): WashResult => ({ ok: false, reason: 'failed' }))
  window.washer.answer({ kind: 'washed', id, result })
}
