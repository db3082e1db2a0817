import type { Page } from 'playwright-core'

/** Measurements that run inside the window, so that the driver's own time doesn't count. */

/** Clicks a row and answers the ms until its text is painted: the thread is there, and no mail frame is still empty. */
export function clickToText(window: Page, index: number): Promise<number> {
  return window.evaluate(async at => {
    const rows = document.querySelectorAll<HTMLElement>('[data-testid="conversation-row"]')
    const row = rows[at]
    const id = row?.dataset['conversationId']
    if (!row || !id) throw new Error(`No row ${at}`)
    const frame = () => new Promise<number>(resolve => requestAnimationFrame(resolve))
    const isThere = () => {
      const mark = performance.getEntriesByName('parley:thread').at(-1)
      if (!(mark instanceof PerformanceMark) || mark.detail?.id !== id) return false
      const open = [...document.querySelectorAll<HTMLElement>('[data-testid="email-card"]')]
      const hasWords = (card: HTMLElement) =>
        card.querySelector('[data-testid="mail-frame"], .select-content p') !== null
      return open.length > 0 && open.filter(card => 'hasHtml' in card.dataset).every(hasWords)
    }
    const startedAt = performance.now()
    row.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }))
    row.click()
    while (!isThere()) {
      await frame()
      if (performance.now() - startedAt > 10_000) throw new Error(`Conversation ${id} was not painted`)
    }
    await frame()
    return performance.now() - startedAt
  }, index)
}

/** What opening a conversation took, ms from the click. */
export type ReadingTimes = {
  /** Words of the mail are painted, as text or as designed. */
  readonly textMs: number
  /** Its frames are painted; as `textMs` where it has none. */
  readonly designMs: number
  readonly longestGapMs: number
}

/** Clicks the row with these words and watches its email until it stands as designed. */
export function clickToReading(window: Page, words: string): Promise<ReadingTimes> {
  return window.evaluate(async wanted => {
    const row = [...document.querySelectorAll<HTMLElement>('[data-testid="conversation-row"]')].find(each =>
      each.textContent?.includes(wanted),
    )
    const id = row?.dataset['conversationId']
    if (!row || !id) throw new Error(`No row with ${wanted}`)
    const frame = () => new Promise<number>(resolve => requestAnimationFrame(resolve))
    const isOpen = () => {
      const mark = performance.getEntriesByName('parley:thread').at(-1)
      return mark instanceof PerformanceMark && mark.detail?.id === id
    }
    const all = (selector: string) => [...document.querySelectorAll<HTMLElement>(selector)]
    const isDesigned = () => all('[data-testid="mail-frame"]').some(each => each.offsetHeight > 2)
    const hasText = () => isDesigned() || all('[data-testid="email-card"] .select-content p').length > 0
    const startedAt = performance.now()
    let textMs = 0
    let before = startedAt
    let longestGapMs = 0
    row.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }))
    row.click()
    for (;;) {
      const now = await frame()
      longestGapMs = Math.max(longestGapMs, now - before)
      before = Math.max(before, now)
      if (performance.now() - startedAt > 10_000) throw new Error(`${wanted} was not painted`)
      if (!isOpen() || !hasText()) continue
      if (textMs === 0) {
        await frame()
        textMs = performance.now() - startedAt
      }
      // A mail with a design has a frame under way as soon as its text stands.
      if (all('[data-has-html]').length === 0 || isDesigned()) break
    }
    await frame()
    return { textMs, designMs: performance.now() - startedAt, longestGapMs }
  }, words)
}

/** Answers the moment (epoch ms, with fractions) when a row with these words was painted. */
export function rowPaintedAt(window: Page, words: string): Promise<number> {
  return window.evaluate(async wanted => {
    const deadline = performance.now() + 20_000
    const frame = () => new Promise<number>(resolve => requestAnimationFrame(resolve))
    const isThere = () =>
      [...document.querySelectorAll('[data-testid="conversation-row"]')].some(row =>
        row.textContent?.includes(wanted),
      )
    while (!isThere()) {
      await frame()
      if (performance.now() > deadline) throw new Error(`No row with ${wanted}`)
    }
    return performance.timeOrigin + performance.now()
  }, words)
}

/** Clicks a button of the list and answers the ms until other rows are drawn. */
export function clickToRows(window: Page, label: string): Promise<number> {
  return window.evaluate(async name => {
    const button = document.querySelector<HTMLElement>(`button[aria-label="${name}"]`)
    if (!button) throw new Error(`No button ${name}`)
    const firstRow = () =>
      document.querySelector<HTMLElement>('[data-testid="conversation-row"]')?.dataset['conversationId']
    const before = firstRow()
    // Not asked frame by frame: a frame is as long as the goal.
    const drawn = new Promise<void>((resolve, reject) => {
      const tooLate = setTimeout(() => reject(new Error(`${name} changed nothing`)), 10_000)
      const observer = new MutationObserver(() => {
        if (firstRow() === before || firstRow() === undefined) return
        clearTimeout(tooLate)
        observer.disconnect()
        resolve()
      })
      observer.observe(document.body, { subtree: true, childList: true, attributes: true })
    })
    const startedAt = performance.now()
    button.click()
    await drawn
    return performance.now() - startedAt
  }, label)
}

/** Scrolls the list down by so many pixels and waits until rows are drawn there. */
export async function scrollList(window: Page, pixels: number): Promise<void> {
  await window.evaluate(async by => {
    const row = document.querySelector('[data-testid="conversation-row"]')
    let box = row?.parentElement ?? null
    while (box && box.scrollHeight <= box.clientHeight + 50) box = box.parentElement
    box?.scrollBy(0, by)
    await new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(resolve)))
  }, pixels)
}

/** Asks the engine every 50 ms from within the window; `stop` answers what each request took, ms. */
export function askRepeatedly(
  page: Page,
  method: string,
  params: unknown,
): { readonly stop: () => Promise<readonly number[]> } {
  const started = page.evaluate(
    ([name, values]) => {
      const times: number[] = []
      let id = 700_000_000
      const timer = setInterval(async () => {
        const at = performance.now()
        id += 1
        await window.parley.request(id, name, values)
        times.push(performance.now() - at)
      }, 50)
      Object.assign(window, {
        stopAsking: () => {
          clearInterval(timer)
          return times
        },
      })
    },
    [method, params] as const,
  )
  return {
    stop: async () => {
      await started
      return page.evaluate(() => (window as unknown as { stopAsking: () => number[] }).stopAsking())
    },
  }
}

/** What the browser says each key and click took from the hand to the painted answer, ms (Event Timing). */
export async function recordInteractions(page: Page, work: () => Promise<void>): Promise<readonly number[]> {
  await page.evaluate(() => {
    // What takes less than 16 ms is not told: presses are counted apart.
    const slow = new Map<number, number>()
    let presses = 0
    for (const type of ['keydown', 'pointerdown'] as const)
      window.addEventListener(type, event => (presses += event.isTrusted ? 1 : 0), true)
    const note = (entries: readonly PerformanceEventTiming[]) => {
      for (const { interactionId, duration } of entries)
        if (interactionId !== undefined && interactionId > 0)
          slow.set(interactionId, Math.max(slow.get(interactionId) ?? 0, duration))
    }
    const observer = new PerformanceObserver(list => note(list.getEntries() as PerformanceEventTiming[]))
    observer.observe({ type: 'event', durationThreshold: 16, buffered: false } as PerformanceObserverInit)
    Object.assign(window, {
      stopRecording: async () => {
        // The last one is told once it is painted.
        for (let frame = 0; frame < 3; frame += 1)
          await new Promise(resolve => requestAnimationFrame(resolve))
        note(observer.takeRecords() as PerformanceEventTiming[])
        observer.disconnect()
        const told = [...slow.values()]
        return [...told, ...Array.from({ length: Math.max(0, presses - told.length) }, () => 16)]
      },
    })
  })
  await work()
  return page.evaluate(() =>
    (window as unknown as { stopRecording: () => Promise<number[]> }).stopRecording(),
  )
}
