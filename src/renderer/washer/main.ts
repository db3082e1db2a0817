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
void practise()
window.washer.onMessage(message => void answer(message))

async function answer(message: WasherMessage): Promise<void> {
  const { id } = message
  const result = await wash(message, remoteImages =>
    window.washer.answer({ kind: 'staged', id, remoteImages }),
  ).catch((): WashResult => ({ ok: false, reason: 'failed' }))
  window.washer.answer({ kind: 'washed', id, result })
}

/** Washes something of its own once, so that the first mail finds everything compiled and a font measured. */
async function practise(): Promise<void> {
  const row =
    '<tr><td bgcolor="#ffffff" style="padding:4px"><a href="https://a.example/">a.example</a></td></tr>'
  await wash(
    {
      id: 0,
      html: `<table width="600">${row.repeat(100)}</table>`,
      origin: 'mail://m/0',
      widthPx: 700,
      paper: 'light',
      images: false,
      quotes: 'folded',
      insist: false,
      locations: [],
      heading: null,
      imageWaitMs: 0,
    },
    () => {},
  ).catch(() => {})
}
