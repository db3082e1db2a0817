import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { Page } from 'playwright-core'
import { launchParley } from '#test/support/app.ts'
import { addAccount } from '#test/support/cli-account.ts'
import { conversationRows, syncState } from '#test/support/screen.ts'
import { serveMailbox } from '#test/support/served-mailbox.ts'
import { createTempFolder } from '#test/support/temp-folder.ts'
import { type Figure, type Measurement, percentile } from './figure.ts'
import { countFrames, type FrameCount } from './frames.ts'
import { askRepeatedly, recordInteractions } from './in-page.ts'

const listed = 100_000
const scrolls = 8
/** Pixels of one gesture and how fast a hand makes them. */
const gesture = { distancePx: 12_000, pxPerSecond: 6_000 }
/** The hand's pace: what it rests between one key or click and the next. */
const handRestsMs = 80

/** P9 and P12: a list of 100,000 conversations under the hand while the first sync of another mailbox runs. */
export const measureWhileSyncing: Measurement = async ({ count = 20_000, rounds = 60, say }) => {
  say(`P9, P12: ${listed} conversations in the list while ${count} messages come in`)
  const temp = await createTempFolder('bench')
  const { dovecot } = await serveMailbox({ count })
  try {
    const dataDir = join(temp.path, 'data')
    await fillStore(dataDir)
    await addAccount(dovecot, { dataDir })
    const parley = await launchParley({ dataDir })
    try {
      const { window, app } = parley
      await conversationRows(window).first().waitFor()
      const asked = askRepeatedly(window, 'conversations/list', { filter: { view: 'active' }, limit: 50 })
      const frames = await countFrames(app, () => scrollUpAndDown(window))
      const interactions = await recordInteractions(window, () => useTheList(window, rounds))
      const requests = await asked.stop()
      const state = await syncState(window).textContent()
      const stillSyncing = !/^Synced/.test(state ?? '')
      if (!stillSyncing) say('  the sync ended before the hand did: give it more messages')
      return [interactionFigure(interactions, stillSyncing), requestFigure(requests), frameFigure(frames)]
    } finally {
      await parley.close()
    }
  } finally {
    await dovecot.stop()
    await temp.remove()
  }
}

/** A store as `store-page.ts` makes it. */
async function fillStore(dataDir: string): Promise<void> {
  const script = fileURLToPath(new URL('./store-page.ts', import.meta.url))
  await promisify(execFile)(
    process.execPath,
    [
      '--disable-warning=ExperimentalWarning',
      script,
      '--conversations',
      String(listed),
      '--pages',
      '1',
      '--keep',
      dataDir,
    ],
    { maxBuffer: 1 << 24 },
  )
}

/** The compositor's own gestures, as a touchpad makes them. */
async function scrollUpAndDown(window: Page): Promise<void> {
  const box = await window.getByTestId('conversation-scroll').boundingBox()
  if (box === null) throw new Error('The list is not drawn')
  const session = await window.context().newCDPSession(window)
  for (let at = 0; at < scrolls; at += 1) {
    await session.send('Input.synthesizeScrollGesture', {
      x: Math.round(box.x + box.width / 2),
      y: Math.round(box.y + box.height / 2),
      yDistance: (at % 4 === 3 ? 1 : -1) * gesture.distancePx,
      speed: gesture.pxPerSecond,
      gestureSourceType: 'touch',
    })
  }
  await session.detach()
}

/** Keys and clicks as the day brings them: skimming, opening, switching lists, searching, clearing. */
async function useTheList(window: Page, rounds: number): Promise<void> {
  await window.getByRole('listbox', { name: 'Conversations' }).focus()
  for (let round = 0; round < rounds; round += 1) {
    const turn = round % 6
    if (turn < 3) await window.keyboard.press(turn === 2 ? 'k' : 'j')
    else if (turn === 3) await conversationRows(window).nth(2).click()
    else if (turn === 4) {
      await window.keyboard.press('/')
      await window.keyboard.type('person 42', { delay: 60 })
      await window.keyboard.press('Escape')
      await window.getByRole('listbox', { name: 'Conversations' }).focus()
    } else {
      await window.getByRole('button', { name: 'Archived', exact: true }).click()
      await window.getByRole('button', { name: 'Active', exact: true }).click()
    }
    await window.waitForTimeout(handRestsMs)
  }
}

function interactionFigure(times: readonly number[], stillSyncing: boolean): Figure {
  return {
    id: 'P9',
    what: 'a key or a click → painted, while a first sync runs, p99 (event timing)',
    value: percentile(times, 0.99),
    unit: 'ms',
    limit: 100,
    details: {
      median: percentile(times, 0.5),
      worst: Math.max(...times),
      interactions: times.length,
      syncStillRan: String(stillSyncing),
    },
  }
}

function requestFigure(times: readonly number[]): Figure {
  return {
    id: 'P9',
    what: 'a request to the engine meanwhile, p95',
    value: percentile(times, 0.95),
    unit: 'ms',
    limit: 30,
    details: { median: percentile(times, 0.5), worst: Math.max(...times), requests: times.length },
  }
}

function frameFigure(frames: FrameCount): Figure {
  return {
    id: 'P12',
    what: 'scrolling 100,000 conversations: ms between frames, p99 (tracing)',
    value: percentile(frames.intervalsMs, 0.99),
    unit: 'ms',
    limit: 33,
    details: {
      median: percentile(frames.intervalsMs, 0.5),
      worst: Math.max(...frames.intervalsMs),
      drawn: frames.drawn,
      dropped: frames.dropped,
    },
  }
}
