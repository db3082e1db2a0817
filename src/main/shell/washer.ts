import { join } from 'node:path'
import { BrowserWindow, type Session } from 'electron'
import type { Log } from '#shared/log.ts'
import { washerChannels } from '#shared/shell-channels.ts'
import type { WasherAnswer, WasherMessage, WashRequest, WashResult } from '#shared/wash.ts'
import { washLimits } from '#shared/wash-limits.ts'
import { washerUrl } from './app-protocol.ts'
import { webPreferences } from './web-preferences.ts'

/** The hidden page that washes HTML. */
export type Washer = {
  /** Makes the page before the first mail needs it. */
  readonly warm: () => void
  /** `onImages` learns the addresses behind `<origin>/remote/<index>`, before any of them is asked for. */
  readonly wash: (
    request: Omit<WashRequest, 'id'>,
    onImages: (addresses: readonly string[]) => void,
  ) => Promise<WashResult>
  readonly close: () => void
}

type Waiting = {
  readonly onAnswer: (answer: WasherAnswer) => void
  readonly giveUp: (reason: 'deadline' | 'lost') => void
}
type Outcome = WashResult | 'deadline' | 'lost'

/**
 * Keeps one hidden, sandboxed window for DOMPurify: a real DOM away from the screen's thread (architecture.md, idea 4).
 *
 * Mails are washed one after another, each with a deadline of its own; waiting for images doesn't hold the next one up.
 * A mail that takes too long costs this window, not the screen: it is destroyed and made anew, and whoever else was
 * waiting in it is washed again.
 */
export function createWasher(deps: {
  readonly session: Session
  readonly bundleDir: string
  readonly log: Log
}): Washer {
  let window: BrowserWindow | null = null
  let ready: Promise<BrowserWindow | null> | null = null
  let stopOpening = () => {}
  let lastId = 0
  let turn: Promise<void> = Promise.resolve()
  const waiting = new Map<number, Waiting>()

  const drop = (guilty: number | null) => {
    const old = window
    window = null
    ready = null
    stopOpening()
    for (const [id, entry] of waiting) {
      waiting.delete(id)
      entry.giveUp(id === guilty ? 'deadline' : 'lost')
    }
    if (old !== null && !old.isDestroyed()) old.destroy()
  }
  /** Null where the page went before it was ready. */
  const open = (): Promise<BrowserWindow | null> => {
    ready ??= new Promise(resolve => {
      stopOpening = () => resolve(null)
      const created = new BrowserWindow({
        show: false,
        width: 900,
        height: 600,
        skipTaskbar: true,
        webPreferences: {
          ...webPreferences(join(deps.bundleDir, '../preload/washer.cjs')),
          session: deps.session,
          backgroundThrottling: false,
        },
      })
      window = created
      const { webContents } = created
      webContents.setWindowOpenHandler(() => ({ action: 'deny' }))
      webContents.on('will-frame-navigate', event => event.preventDefault())
      webContents.on('render-process-gone', (_event, details) => {
        deps.log.warn('washer-gone', { reason: details.reason })
        if (window === created) drop(null)
      })
      webContents.ipc.once(washerChannels.ready, () => resolve(created))
      webContents.ipc.on(washerChannels.answer, (_event, answer: WasherAnswer) => {
        waiting.get(answer.id)?.onAnswer(answer)
      })
      created.loadURL(washerUrl).catch(() => drop(null))
    })
    return ready
  }
  /** One try. `staged` is called once the hard part is over and only layout and images are left. */
  const attempt = async (
    request: Omit<WashRequest, 'id'>,
    onImages: (addresses: readonly string[]) => void,
    staged: () => void,
  ): Promise<Outcome> => {
    const target = await open()
    if (target === null) return 'lost'
    return new Promise(resolve => {
      const id = ++lastId
      let deadline: NodeJS.Timeout | null = null
      const allow = (ms: number) => {
        if (deadline !== null) clearTimeout(deadline)
        deadline = setTimeout(() => {
          deps.log.warn('washer-deadline', { bytes: request.html.length })
          drop(id)
        }, ms)
      }
      const finish = (outcome: Outcome) => {
        if (deadline !== null) clearTimeout(deadline)
        waiting.delete(id)
        resolve(outcome)
      }
      waiting.set(id, {
        onAnswer: answer => {
          if (answer.kind === 'washed') return finish(answer.result)
          onImages(answer.remoteImages)
          allow(request.imageWaitMs + washLimits.deadlineMs)
          staged()
        },
        giveUp: finish,
      })
      allow(washLimits.deadlineMs)
      const message: WasherMessage = { kind: 'wash', ...request, id }
      target.webContents.send(washerChannels.message, message)
    })
  }
  /** Waits for its turn, and gives it on when the sanitiser is done with it. */
  const inTurn = async (
    request: Omit<WashRequest, 'id'>,
    onImages: (addresses: readonly string[]) => void,
  ): Promise<Outcome> => {
    const before = turn
    let giveOn = () => {}
    turn = new Promise(resolve => {
      giveOn = resolve
    })
    await before
    try {
      return await attempt(request, onImages, giveOn)
    } finally {
      giveOn()
    }
  }

  return {
    warm: () => void open(),
    wash: async (request, onImages) => {
      const first = await inTurn(request, onImages)
      const outcome = first === 'lost' ? await inTurn(request, onImages) : first
      return typeof outcome === 'string' ? { ok: false, reason: 'failed' } : outcome
    },
    close: () => drop(null),
  }
}
