/**
 * The washer's page: hidden, sandboxed, without network; it lives only to turn hostile HTML into harmless HTML.
 *
 * Nothing here may touch the washed result as a string: every change is made on the DOM, then serialised once.
 */
import type { WasherAnswer, WasherMessage } from '#shared/wash.ts'
import { measureHeight } from './measure.ts'
import { wash } from './wash.ts'

declare global {
  interface Window {
    readonly washer: {
      readonly onMessage: (listener: (message: WasherMessage) => void) => void
      readonly answer: (answer: WasherAnswer) => void
    }
  }
}

/** Washed documents that have not been measured yet. */
const unmeasured = new Map<number, string>()

window.washer.onMessage(message => {
  if (message.kind === 'wash')
    window.washer.answer({ kind: 'washed', id: message.id, result: washed(message) })
  else void measured(message)
})

function washed(request: Extract<WasherMessage, { kind: 'wash' }>) {
  try {
    const { html, remoteImages, blockedImages, trackers } = wash(request)
    unmeasured.set(request.id, html)
    return { ok: true, html, remoteImages, blockedImages, trackers } as const
  } catch {
    return { ok: false, reason: 'failed' } as const
  }
}

async function measured(request: Extract<WasherMessage, { kind: 'measure' }>): Promise<void> {
  const html = unmeasured.get(request.id)
  unmeasured.delete(request.id)
  const heightPx = html === undefined ? 0 : await measureHeight(html, request)
  window.washer.answer({ kind: 'measured', id: request.id, heightPx })
}
