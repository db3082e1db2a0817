import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { createRandom } from './random.ts'
import { startSendingEngine } from './sending-engine.ts'
import { createTempFolder } from './temp-folder.ts'

export type TypingKills = {
  readonly kills: number
  /** Runs after which the draft was not as it was last said to be saved, or as it was being saved. */
  readonly lost: readonly string[]
  /** Revisions that were saved, over all runs. */
  readonly saved: number
}

/** Kills the engine at random while a draft is saved over and over, and compares it with what was said to be saved (F-09). */
export async function killWhileTyping(options: {
  readonly runs: number
  readonly seed: number
}): Promise<TypingKills> {
  const random = createRandom(options.seed)
  const temp = await createTempFolder('typing')
  const dataDir = join(temp.path, 'data')
  let engine = startSendingEngine(dataDir)
  const lost: string[] = []
  let saved = 0
  try {
    const { id, content } = await engine.ask('drafts/open', { kind: 'new' })
    let acknowledged = content.text
    for (let run = 0; run < options.runs; run += 1) {
      let written = acknowledged
      let isDead = false
      const typing = (async () => {
        while (!isDead) {
          written = `${written.slice(-5_000)} word${run}-${random.between(0, 1_000_000)}`
          const text = written
          await engine.ask('drafts/save', { id, content: { ...content, text, plain: true } })
          acknowledged = text
          saved += 1
        }
      })().catch(() => undefined)
      await delay(random.between(1, 80))
      isDead = true
      await engine.kill()
      await typing
      engine = startSendingEngine(dataDir)
      const { text } = (await engine.ask('drafts/get', { id })).content
      if (text !== acknowledged && text !== written)
        lost.push(`run ${run}: ${text.length} of ${acknowledged.length} characters`)
      acknowledged = text
    }
    return { kills: options.runs, lost, saved }
  } finally {
    await engine.kill()
    await temp.remove()
  }
}
