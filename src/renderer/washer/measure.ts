import type { MeasureRequest } from '#shared/wash.ts'

/**
 * The height of a washed document at a width, in CSS px.
 *
 * The shown frame has neither scripts nor our origin, so nobody can ask it: the washer lays the same document out in a
 * frame of its own (no scripts either) and measures there.
 */
export async function measureHeight(html: string, request: MeasureRequest): Promise<number> {
  const frame = document.createElement('iframe')
  frame.setAttribute('sandbox', 'allow-same-origin')
  frame.style.width = `${request.widthPx}px`
  frame.style.height = '10px'
  frame.style.border = '0'
  const loaded = new Promise<void>(resolve => {
    const timer = setTimeout(resolve, request.longestWaitMs)
    frame.addEventListener('load', () => {
      clearTimeout(timer)
      resolve()
    })
  })
  frame.srcdoc = html
  document.body.append(frame)
  try {
    await loaded
    const inner = frame.contentDocument
    if (inner === null) return 0
    return Math.ceil(Math.max(inner.documentElement.scrollHeight, inner.body?.scrollHeight ?? 0))
  } finally {
    frame.remove()
  }
}
