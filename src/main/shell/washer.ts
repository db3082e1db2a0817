import { join } from 'node:path'
import { BrowserWindow, type Session } from 'electron'
import type { Log } from '#shared/log.ts'
import { washerChannels } from '#shared/shell-channels.ts'
import {
  type WasherAnswer,
  type WasherMessage,
  type WashRequest,
  type WashResult,
  washLimits,
  withinWashLimits,
} from '#shared/wash.ts'
import { washerUrl } from './app-protocol.ts'
import { webPreferences } from './web-preferences.ts'

/** The hidden page that washes HTML. */
export type Washer = {
  /** `measure` tells the height of what was washed, in CSS px; ask once, after its images can be served. */
  readonly wash: (request: Omit<WashRequest, 'id'>) => Promise<
    | (Extract<WashResult, { ok: true }> & {
        readonly measure: (widthPx: number, longestWaitMs: number) => Promise<number>
      })
    | Extract<WashResult, { ok: false }>
  >
  readonly close: () => void
}

type Waiting = { readonly settle: (answer: WasherAnswer) => void; readonly giveUp: () => void }

/**
 * Keeps one hidden, sandboxed window for DOMPurify: a real DOM away from the screen's thread (architecture.md, idea 4).
 *
 * A mail that takes longer than the deadline costs this window, not the screen: it is destroyed and made anew.
 */
export function createWasher(deps: {
  readonly session: Session
  readonly bundleDir: string
  readonly log: Log
}): Washer {
  let window: BrowserWindow | null = null
  let ready: Promise<BrowserWindow> | null = null
  let lastId = 0
  const waiting = new Map<number, Waiting>()

  const drop = () => {
    const old = window
    window = null
    ready = null
    for (const [id, entry] of waiting) {
      waiting.delete(id)
      entry.giveUp()
    }
    if (old !== null && !old.isDestroyed()) old.destroy()
  }
  const open = (): Promise<BrowserWindow> => {
    ready ??= new Promise(resolve => {
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
        if (window === created) drop()
      })
      webContents.ipc.once(washerChannels.ready, () => resolve(created))
      webContents.ipc.on(washerChannels.answer, (_event, answer: WasherAnswer) => {
        const entry = waiting.get(answer.id)
        waiting.delete(answer.id)
        entry?.settle(answer)
      })
      created.loadURL(washerUrl).catch(() => drop())
    })
    return ready
  }
  const ask = async (message: WasherMessage, deadlineMs: number): Promise<WasherAnswer | null> => {
    const target = await open()
    return new Promise(resolve => {
      const deadline = setTimeout(() => {
        deps.log.warn('washer-deadline', { kind: message.kind })
        drop()
      }, deadlineMs)
      const finish = (answer: WasherAnswer | null) => {
        clearTimeout(deadline)
        resolve(answer)
      }
      waiting.set(message.id, { settle: finish, giveUp: () => finish(null) })
      target.webContents.send(washerChannels.message, message)
    })
  }

  return {
    wash: async request => {
      if (!withinWashLimits(request.html)) return { ok: false, reason: 'too-complex' }
      const id = ++lastId
      const answer = await ask({ kind: 'wash', ...request, id }, washLimits.deadlineMs)
      if (answer?.kind !== 'washed') return { ok: false, reason: 'too-complex' }
      if (!answer.result.ok) return answer.result
      const measure = async (widthPx: number, longestWaitMs: number) => {
        const measured = await ask(
          { kind: 'measure', id, widthPx, longestWaitMs },
          longestWaitMs + washLimits.deadlineMs,
        )
        return measured?.kind === 'measured' ? measured.heightPx : 0
      }
      return { ...answer.result, measure }
    },
    close: drop,
  }
}
