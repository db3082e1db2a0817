import { Readable } from 'node:stream'
import { setImmediate } from 'node:timers/promises'
import { AppError, type ErrorReport, toErrorReport } from '#shared/errors.ts'

/** How much of a message waits for the word to go: a server without it can't have the mail. */
const heldBytes = 4 * 1024

/** Why a body stopped by itself: its bytes could not be read, or the word to go did not come. */
export type BodyFault = { readonly of: 'source' | 'word'; readonly problem: ErrorReport }

/** A message on its way into a connection, its end held back. */
export type HeldBody = {
  readonly stream: Readable
  /** Whether the connection has been given the end: from here on a loss leaves open whether it arrived. */
  readonly handedOver: () => boolean
  readonly fault: () => BodyFault | null
  /** Gives out nothing more. Resolves once a word that was asked for has come. */
  readonly stop: () => Promise<void>
}

/**
 * The bytes of a message as a stream that asks `beforeLastBytes` before it gives out its end.
 *
 * Bytes that are not as many as were frozen are never sent to the end.
 */
export function holdBack(
  mail: { readonly open: () => AsyncIterable<Uint8Array>; readonly sizeBytes: number },
  options: {
    readonly beforeLastBytes: () => Promise<void> | void
    readonly onStart: () => void
    readonly onHandedOver: () => void
  },
): HeldBody {
  let handedOver = false
  let stopped = false
  let fault: BodyFault | null = null
  let word: Promise<unknown> = Promise.resolve()

  /** Reported at once: the connection puts its own code on errors that it sees. */
  const fail = (of: BodyFault['of'], error: unknown): Error => {
    fault = { of, problem: toErrorReport(error) }
    return new AppError('cancelled')
  }

  async function* pieces(): AsyncGenerator<Uint8Array> {
    options.onStart()
    // A server that has said more than "go on" by now is heard before it gets anything.
    await setImmediate()
    const held = yield* allButTheEnd()
    word = new Promise<void>(resolve => resolve(options.beforeLastBytes()))
    await word.catch((error: unknown) => {
      throw fail('word', error)
    })
    if (stopped) return
    handedOver = true
    options.onHandedOver()
    yield held
  }

  async function* allButTheEnd(): AsyncGenerator<Uint8Array, Uint8Array> {
    let held: Uint8Array = new Uint8Array()
    let read = 0
    try {
      for await (const chunk of mail.open()) {
        read += chunk.length
        const all = held.length === 0 ? chunk : Buffer.concat([held, chunk])
        const pass = Math.max(0, all.length - heldBytes)
        held = all.subarray(pass)
        if (pass > 0) yield all.subarray(0, pass)
      }
      if (read !== mail.sizeBytes || held.length === 0) throw new AppError('unreadable')
    } catch (error) {
      throw fail('source', error)
    }
    return held
  }

  const stream = Readable.from(pieces(), { objectMode: false, highWaterMark: heldBytes })
  return {
    stream,
    handedOver: () => handedOver,
    fault: () => fault,
    async stop() {
      stopped = true
      stream.on('error', () => undefined)
      stream.destroy()
      await word.catch(() => undefined)
    },
  }
}
