/** A page where washed mail is laid out as it will be shown, and measured. */
export type Stage = {
  /** Puts a document there. */
  readonly show: (root: HTMLElement) => void
  readonly close: () => void
}

let spare: Promise<HTMLIFrameElement> | null = null

/** Keeps a page ready: making one takes longer than washing most mails. */
export function warmStage(): void {
  spare ??= openFrame()
}

/** A page of this width: no scripts, a standards-mode document, nothing in it. */
export async function takeStage(widthPx: number): Promise<Stage> {
  const taken = spare ?? openFrame()
  spare = openFrame()
  const frame = await taken
  frame.style.width = `${widthPx}px`
  return {
    show: root => {
      const inner = frame.contentDocument
      if (inner === null) throw new Error('The stage has no document')
      inner.replaceChild(inner.adoptNode(root), inner.documentElement)
    },
    close: () => frame.remove(),
  }
}

function openFrame(): Promise<HTMLIFrameElement> {
  const frame = document.createElement('iframe')
  frame.setAttribute('sandbox', 'allow-same-origin')
  // No bars: they would take width from the page. The shown frame is as high as the page.
  frame.setAttribute('scrolling', 'no')
  frame.style.cssText = 'position: absolute; top: 0; left: 0; height: 10px; border: 0;'
  const loaded = new Promise<HTMLIFrameElement>(resolve => {
    frame.addEventListener('load', () => resolve(frame), { once: true })
  })
  frame.srcdoc = '<!doctype html><html><head></head><body></body></html>'
  document.body.append(frame)
  return loaded
}
