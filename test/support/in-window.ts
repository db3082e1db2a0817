declare global {
  interface Window {
    /** The longest time between two frames since it was last set to zero, in ms. */
    longestGapMs?: number
  }
}

/** What a person sees of an opened conversation. */
export type OpenedThread = {
  readonly id: string
  readonly subject: string
  /** From the call until its emails stood there. */
  readonly ms: number
  /** What is wrong with it; empty where every email shows something. */
  readonly problems: readonly string[]
}

/** Runs in the page: measures from now on how long the window stands still (`longestGapMs`). */
export function watchGaps(): void {
  let last = performance.now()
  const onFrame = (now: number) => {
    window.longestGapMs = Math.max(window.longestGapMs ?? 0, now - last)
    last = now
    requestAnimationFrame(onFrame)
  }
  requestAnimationFrame(onFrame)
}

/** Runs in the page: the longest gap between two frames since the last call, in ms. */
export function takeLongestGap(): number {
  const ms = window.longestGapMs ?? 0
  window.longestGapMs = 0
  return Math.round(ms)
}

/** Runs in the page: waits until another conversation than `last` is painted, and says what is wrong with it. */
export async function waitForOpened(last: string): Promise<OpenedThread> {
  const started = performance.now()
  const row = () =>
    document.querySelector<HTMLElement>('[data-testid="conversation-row"][aria-selected="true"]')
  const missing = (): string | null => {
    const id = row()?.dataset['conversationId']
    const mark = performance.getEntriesByName('parley:thread').at(-1)
    if (id === undefined || id === last) return 'no other conversation is open'
    if (!(mark instanceof PerformanceMark) || mark.detail?.id !== id) return 'no thread'
    const bodies = [
      ...document.querySelectorAll<HTMLElement>(
        'section[aria-label="Conversation"] [data-testid="email-body"]',
      ),
    ]
    if (bodies.length === 0) return 'no email stands open'
    const isBlank = (body: HTMLElement) => {
      const frame = body.querySelector<HTMLElement>('[data-testid="mail-frame"]')
      return frame ? frame.offsetHeight === 0 : (body.textContent ?? '').trim() === ''
    }
    return bodies.some(isBlank) ? 'an email is blank' : null
  }
  const deadline = started + 20_000
  while (missing() !== null && performance.now() < deadline)
    await new Promise(resolve => requestAnimationFrame(resolve))
  const ms = performance.now() - started
  const alerts = [
    ...document.querySelectorAll<HTMLElement>('section[aria-label="Conversation"] [role="alert"]'),
  ]
  // What is still on its way (the design behind the text) may stop the window too.
  const settled = performance.now() + 250
  while (performance.now() < settled) await new Promise(resolve => requestAnimationFrame(resolve))
  return {
    id: row()?.dataset['conversationId'] ?? last,
    subject: row()?.innerText.replace(/\s+/g, ' ').slice(0, 80) ?? '',
    ms,
    problems: [missing(), ...alerts.map(alert => alert.innerText)].filter(problem => problem !== null),
  }
}
